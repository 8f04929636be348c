import { chmod } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeToken, readToken, tokenCheck } from '../../src/transports/bearer-token.ts';
import { withFolder } from '../e2e/spawned.ts';

const token = 'abcdefghijklmnopqrstuvwxyz-0123456789';
const isToken = await tokenCheck(token);

it.each([
  [`Bearer ${token}`, true],
  [`bearer ${token}`, true],
  [`BEARER   ${token}`, true],
  [undefined, false],
  ['', false],
  ['Bearer', false],
  ['Bearer ', false],
  [token, false],
  [`Bearer ${token} x`, false],
  [`Bearer ${token},`, false],
  [`Basic ${token}`, false],
  [`Bearer\t${token}`, false],
  [`xBearer ${token}`, false],
])('%s: %s', (header, expected) => {
  expect(isToken(header)).toBe(expected);
});

it('takes nothing but the token', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(isToken(`Bearer ${text}`)).toBe(text === token);
    }),
  );
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'abcXYZ09-'), (at, character) => {
      const near = token.slice(0, at) + character + token.slice(at + 1);
      expect(isToken(`Bearer ${near}`)).toBe(near === token);
    }),
  );
});

it('makes tokens that are never the same, and that it would take from a file', async () => {
  const made = await Promise.all(Array.from({ length: 100 }, makeToken));
  expect(new Set(made).size).toBe(100);
  const files = Object.fromEntries(made.slice(0, 5).map((one, i) => [String(i), `\n${one}\r\n`]));
  await withFolder(files, async (folder) => {
    for (const [i, one] of made.slice(0, 5).entries())
      expect(await readToken(`${folder}/${i}`)).toEqual({ token: one });
  });
});

it.each([
  ['31 characters', 'x'.repeat(31), 'holds no usable token'],
  ['nothing', '', 'holds no usable token'],
  ['two lines', `${'x'.repeat(40)}\n${'y'.repeat(40)}`, 'holds no usable token'],
  ['what no header carries', `${'x'.repeat(40)}é`, 'holds no usable token'],
  ['more than a token', 'x'.repeat(1_025), 'is no file of one token'],
])('refuses a file of %s', async (_, text, says) => {
  await withFolder({ token: text }, async (folder) => {
    const refused = await readToken(`${folder}/token`);
    expect(refused).toMatchObject({ path: '--token-file', code: 'bad-token' });
    expect(JSON.stringify(refused)).toContain(says);
    expect(JSON.stringify(refused)).not.toMatch(/x{20}/);
  });
});

it.runIf(process.getuid?.() !== 0 && process.platform !== 'win32')(
  'says that a file cannot be read',
  async () => {
    await withFolder({ token }, async (folder) => {
      await chmod(`${folder}/token`, 0);
      expect(JSON.stringify(await readToken(`${folder}/token`))).toContain('cannot be read');
    });
  },
);
