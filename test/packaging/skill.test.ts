/** The agent skill without the server: every command that SKILL.md shows, run in the folder a user has. */
import { readdirSync } from 'node:fs';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { skillName } from '../../src/knowledge/library.ts';
import { fixture, run } from '../e2e/spawned.ts';
import { readText, root } from '../sources.ts';
import {
  callStarted,
  cloneTo,
  execute,
  hashes,
  makeRelease,
  npmAsked,
  npmStandIn,
  temporaryFolder,
  unzip,
} from './release.ts';

let work: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (...path: string[]): string => join(work.folder, ...path);

/** The files that the commands of SKILL.md name, as a founder would have them. */
async function bringFiles(folder: string): Promise<void> {
  const fixtures = {
    'accounts.csv': 'accounts-messy.csv',
    'export.csv': 'accounts-messy.csv',
    'customers.csv': 'customers-messy.csv',
    'plan.json': 'review-sample.json',
  };
  for (const [name, from] of Object.entries(fixtures)) await copyFile(fixture(from), join(folder, name));
  await writeFile(
    join(folder, 'book.csv'),
    'tier,customers,ARR,CSMs\nenterprise,42,2100000,2\nmid_market,120,1800000,1\nsmb,300,900000,0\n',
  );
  await writeFile(
    join(folder, 'outcomes.csv'),
    'outcome,arr_at_stake,cause\nNew customers go live,180000,never_went_live\nUse what they pay for,90000,low_adoption\n',
  );
}

const commands = [...readText('SKILL.md').matchAll(/^ +(node bin\/cco-advisor\.cjs .*)$/gm)].map(
  ([, command = '']) => command,
);

/** Runs the commands in the order shown, each of which must answer; what a later one reads by `--from` is saved. */
async function runAll(cwd: string): Promise<Record<string, { ok: boolean; verdict?: string }>> {
  await bringFiles(cwd);
  const answers: Record<string, { ok: boolean; verdict?: string }> = {};
  for (const command of commands) {
    const [, ...args] = command.split(' ');
    const { stdout } = await execute(process.execPath, args, { cwd });
    const name = args[1] ?? '';
    await writeFile(join(cwd, `${name}.json`), stdout);
    answers[name] = JSON.parse(stdout) as { ok: boolean; verdict?: string };
  }
  return answers;
}

async function expectAnswers(cwd: string): Promise<void> {
  expect(commands.length).toBeGreaterThanOrEqual(5);
  const answers = await runAll(cwd);
  for (const [name, { ok }] of Object.entries(answers)) expect([name, ok]).toEqual([name, true]);
  expect(answers['retention']?.verdict).toBe('critical');
  expect(answers['review']?.verdict).toMatch(/^(?:SHIP|SHARPEN|BLOCK)$/);
}

beforeAll(async () => {
  work = await temporaryFolder();
  await makeRelease(at('release'));
}, 60_000);
afterAll(() => work.remove());

describe('the commands of SKILL.md', () => {
  it('run in the unzipped skill, which has neither packages nor sources', async () => {
    await unzip(at('release', `${skillName}.zip`), at('unzipped'));
    expect(readdirSync(at('unzipped'))).toEqual([skillName]);
    await expectAnswers(at('unzipped', skillName));
  });

  it('run in a fresh clone as it is', async () => {
    // A home folder may be called like this.
    const clone = at('cloned é 日本', skillName);
    const program = join(clone, 'bin/cco-advisor.cjs');
    await cloneTo(clone);
    const npm = await npmStandIn(at('npm'));
    const first = await run(['retention', '--json'], { program, env: npm });
    expect([first.code, first.stderr]).toEqual([0, expect.stringMatching(/^cco-advisor: first use: /)]);
    expect(await npmAsked(npm)).toEqual([expect.stringMatching(/^ci --include=dev /)]);
    // Nothing but the answer, and the same the next time without a word.
    expect(await run(['retention', '--json'], { program })).toEqual({ ...first, stderr: '' });
    // The folder it was built in leaves no trace.
    expect(hashes(join(clone, 'dist'))).toEqual(hashes(join(root, 'dist')));
    await expectAnswers(clone);
  }, 60_000);

  it('give way to the server, which is built at its first start as well', async () => {
    const clone = at('served', skillName);
    await cloneTo(clone);
    const { npm_execpath } = await npmStandIn(at('npm-served'));
    const { structured } = await callStarted(
      {
        command: process.execPath,
        args: [join(clone, 'bin/cco-advisor.cjs'), 'serve'],
        env: { npm_execpath },
      },
      'cco_decompose_retention',
      { sample: true },
    );
    expect(structured['verdict']).toBe('leaky_bucket');
  }, 60_000);
});
