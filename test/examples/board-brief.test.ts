/** The example of two chained servers: run as its README says, and every number on its page found again at its source. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../e2e/spawned.ts';
import { execute } from '../packaging/release.ts';
import { root } from '../sources.ts';

const folder = `${root}examples/board-brief/`;
const brief = (...args: string[]) =>
  execute(process.execPath, [`${folder}board-brief.mjs`, ...args], { cwd: tmpdir() });

type Report = {
  verdict: string;
  memo: { bottom_line: string; evidence: string[]; your_decision: string };
  handoffs: { kind: string; payload: Record<string, unknown> }[];
};

const direct = async (...args: string[]): Promise<Report> =>
  JSON.parse((await run([...args, '--json'])).stdout) as Report;

const payloadOf = <T>({ handoffs }: Report, kind: string): T =>
  handoffs.find((one) => one.kind === kind)?.payload as T;

it('prints what both servers say, and finance stands on the hand-offs', async () => {
  const { stdout, stderr } = await brief();
  expect(stderr).toBe('');
  const retention = await direct('retention', `${folder}data/accounts.csv`, '--stage', 'growth');
  const coverage = await direct('coverage', `${folder}data/book.json`, '--stage', 'series_b');
  for (const { memo, verdict } of [retention, coverage])
    for (const text of [memo.bottom_line, ...memo.evidence, memo.your_decision, `Verdict \`${verdict}\``])
      expect(stdout).toContain(text);

  const { lost_arr: lost, point_value: worth } = payloadOf<{ lost_arr: number; point_value: number[] }>(
    retention,
    'arr_at_risk',
  );
  const { hires } = payloadOf<{
    hires: { month: number; annual_salary: number; benefits_pct: number; recruiting_cost: number }[];
  }>(coverage, 'cs_hires');
  const cost = hires
    .map((one) => ((13 - one.month) / 12) * one.annual_salary * (1 + one.benefits_pct) + one.recruiting_cost)
    .reduce((a, b) => a + b, 0);
  expect(hires.length).toBeGreaterThan(0);
  expect(stdout).toContain(`- ${hires.length} hires cost ${Math.round(cost)} in 12 months`);
  expect(stdout).toContain(`What was lost is ${(lost / 190_000).toFixed(1)} months of burn`);
  expect(stdout).toContain(`GRR rises by ${(cost / (worth[0] ?? 0)).toFixed(1)} points`);
  // 4,200,000 of cash at 190,000 a month.
  expect(stdout).toContain('**Can we carry it?** carried: cash lasts 22 months, with the hires 20 months');
});

it('lets finance refuse, and says when there is nothing to hand over', async () => {
  const { stdout } = await brief('--cash', '2500000');
  expect(stdout).toContain('not-carried: cash lasts 13 months');
  const staffed = await mkdtemp(join(tmpdir(), 'cco-brief-'));
  try {
    await writeFile(join(staffed, 'accounts.csv'), 'id,ARR start,ARR end\nA,100,90\nB,100,90\n');
    const book = { enterprise: { customer_count: 5, total_arr: 900_000, current_csm_count: 3 } };
    await writeFile(
      join(staffed, 'book.json'),
      JSON.stringify({ as_of: '2026-01-01', growth_rate: 0, book }),
    );
    const { stdout: calm } = await brief('--data-dir', staffed);
    expect(calm).toContain('nothing-to-fund');
    expect(calm).toContain('- No hires were handed over: no hire within 12 months');
    expect(calm).toContain('- Caveat `');
  } finally {
    await rm(staffed, { recursive: true });
  }
});

it.each([
  [['--accounts', 'none.csv'], 'source.path: "none.csv" is in none of the allowed folders; check its name'],
  [['--cash', '0'], 'cash'],
])('ends with a sentence and code 1 on %j', async (args, message) => {
  await expect(brief(...args)).rejects.toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(new RegExp(`^board-brief: [^]*${message.replaceAll(/[.?]/g, '\\$&')}`)),
  });
});

describe('a hand-off is taken over', () => {
  const contract = {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'cco://schemas/handoffs/deals',
    version: 1,
    type: 'object',
    properties: { deals: { type: 'array' } },
    required: ['deals'],
    additionalProperties: false,
  };
  const client = (schema: object = contract) => ({
    readResource: async () => ({ contents: [{ text: JSON.stringify(schema) }] }),
  });
  const report = (handoff: object) => ({
    tool: 'cco_design_segments',
    handoffs: [{ to: 'cro', kind: 'deals', version: 1, question: 'Are these in the forecast?', ...handoff }],
  });
  const take = async (from: object, given: object, version = 1) => {
    const { takeOver } = await import(pathToFileURL(`${folder}hand-offs.mjs`).href);
    return takeOver(from, given, 'deals', version);
  };

  it('when it keeps its contract', async () => {
    expect(await take(client(), report({ payload: { deals: [] } }))).toEqual({
      payload: { deals: [] },
      question: 'Are these in the forecast?',
    });
    expect(await take(client(), report({ payload: null, withheld_reason: 'none is ready' }))).toEqual({
      payload: null,
      withheld: 'none is ready',
    });
  });

  it('and else refused', async () => {
    await expect(take(client(), report({ payload: { deal: [] } }))).rejects.toThrow('"deals" breaks cco://');
    await expect(take(client(), report({ version: 2, payload: {} }))).rejects.toThrow('was written for 1');
    await expect(take(client({ ...contract, version: 2 }), report({ payload: {} }))).rejects.toThrow(
      'version',
    );
    await expect(take(client(), { tool: 'x', handoffs: [] })).rejects.toThrow('x made no hand-off "deals"');
  });
});
