/** Charts at the front doors: blocks and colour at a terminal, plain characters in a pipe, Markdown over MCP. */
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { clients } from './clients.ts';
import { bundle, run } from './spawned.ts';

const control = '\u001b[';

it('a pipe gets plain characters, whatever the environment says', async () => {
  for (const env of [{}, { NO_COLOR: '1' }, { FORCE_COLOR: '1', COLORTERM: 'truecolor' }]) {
    const { stdout, code } = await run(['retention', '--detail', 'full'], { env });
    expect(code).toBe(0);
    expect(stdout).toContain('Start         $2,784,000  ##################\n');
    expect(stdout).not.toContain(control);
    expect(stdout).not.toMatch(/[▁-▏▓░┃]/);
  }
});

/** Whether there is a `script` that gives a command a terminal: part of every Linux base system. */
const script = spawnSync('script', ['--version']).status === 0;

it.skipIf(!script)('a terminal gets blocks and colour, unless it wants none', () => {
  const at = (env: Record<string, string>): string => {
    const { NO_COLOR: _, ...rest } = process.env;
    const command = `${JSON.stringify(process.execPath)} ${JSON.stringify(bundle)} retention`;
    const { stdout } = spawnSync('script', ['-qec', command, '/dev/null'], {
      env: { ...rest, TERM: 'xterm', ...env },
      encoding: 'utf8',
    });
    return stdout;
  };
  const coloured = at({});
  expect(coloured).toContain(`${control}36m██████████████████`);
  // All charts of the decision, without fences.
  for (const title of ['Rates, with', 'ARR bridge', 'Churned ARR by cause', 'GRR by cohort'])
    expect(coloured).toContain(title);
  expect(coloured).not.toContain('```');
  for (const env of [{ NO_COLOR: '1' }, { TERM: 'dumb' }]) {
    const plain = at(env);
    expect(plain).not.toContain(control);
    expect(plain).toContain('GRR    82.3%  ################## |');
  }
  expect(at({ NO_COLOR: '' })).toContain(control);
});

it('MCP gets one chart in a summary, and all of them in full', async () => {
  const client = await clients['current SDK, newest era']?.connect();
  if (client === undefined) throw new Error('no client');
  const fences = async (detail: string) =>
    ((await client.call('cco_decompose_retention', { sample: true, detail })).text.match(/```text/g) ?? [])
      .length;
  expect([await fences('summary'), await fences('full')]).toEqual([1, 4]);
  const { text } = await client.call('cco_decompose_retention', { sample: true });
  expect(text).toContain('GRR    82.3%  ██████████████████ ┃');
  expect(text).not.toContain(control);
  await client.close();
});
