/** Each trap of an export: what an inspection says of it, and what an analysis makes of it. */
import { describe, expect, it } from 'vitest';
import type { InspectedFile, Inspection } from '../../../src/domain/inspection.ts';
import { createReportStore } from '../../../src/report-store.ts';
import { decomposeRetention } from '../../../src/tools/decompose-retention.ts';
import { inspectData } from '../../../src/tools/inspect-data.ts';
import { withFolder } from '../load.ts';
import { situations, written } from './situations.ts';

const files = Object.fromEntries(Object.keys(situations).map((name) => [`${name}.csv`, written(name)]));

async function inspected(name: string, answers: Record<string, unknown> = {}): Promise<InspectedFile> {
  return withFolder(files, async (folder) => {
    const access = { kind: 'folders', folders: [folder] } as const;
    const answer = await inspectData.run(
      { path: `${name}.csv`, ...answers },
      { access, reports: createReportStore() },
    );
    if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
    return (answer.report as Inspection).file as InspectedFile;
  });
}

/** The verdict, or the codes of the problems, of a file read as its inspection proposes, with answers put in. */
async function analysed(
  name: string,
  answers: Record<string, unknown> = {},
  options: Record<string, unknown> = {},
): Promise<{ verdict: string; findings: string[]; figures: Record<string, number | null> } | string[]> {
  return withFolder(files, async (folder) => {
    const context = { access: { kind: 'folders', folders: [folder] } as const, reports: createReportStore() };
    const answer = await decomposeRetention.run(
      { source: { path: `${name}.csv`, ...answers }, ...options },
      context,
    );
    if (!answer.ok) return answer.problems.map(({ code }) => code);
    const { verdict, findings, figures } = answer.report as {
      verdict: string;
      findings: { code: string }[];
      figures: { id: string; value: number | null }[];
    };
    return {
      verdict,
      findings: findings.map(({ code }) => code),
      figures: Object.fromEntries(figures.map(({ id, value }) => [id, value])),
    };
  });
}

const period = { period_start: '2024-12', period_end: '2025-12' };

const codes = (list: readonly { code: string }[]): string[] => list.map(({ code }) => code);

it.each(Object.keys(situations))('%s is kept as a file to try', async (name) => {
  await expect(written(name)).toMatchFileSnapshot(`../../../fixtures/exports/situations/${name}.csv`);
});

describe('questions', () => {
  it.each([
    ['ambiguous-dates', 'source.date_order', ['dmy', 'mdy']],
    ['ambiguous-decimals', 'source.decimal', ['.', ',']],
    ['cents-or-units', 'source.amount_unit', ['minor', 'major']],
    [
      'unknown-status',
      'source.status_map',
      ['active', 'past_due', 'paused', 'canceled', 'trial', 'incomplete'],
    ],
    ['rate-or-total', 'source.amount_basis', ['period_total', 'mrr', 'arr']],
    ['no-opening', 'source.columns.balance', []],
    ['deals-without-term', 'source.columns.term_months', []],
  ])('%s is asked: %s', async (name, field, values) => {
    const { questions, totals } = await inspected(name, period);
    const question = questions.find((one) => one.field === field);
    expect(question?.blocking).toBe(true);
    expect(question?.options.map(({ value }) => value)).toEqual(values);
    expect(totals).toBeNull();
    expect(Array.isArray(await analysed(name, period))).toBe(true);
  });

  it.each([
    ['ambiguous-dates', { date_order: 'dmy' }],
    ['ambiguous-decimals', { decimal: '.' }],
    ['cents-or-units', { amount_unit: 'minor' }],
    ['unknown-status', { status_map: { frozen: 'paused' } }],
    ['rate-or-total', { amount_basis: 'mrr' }],
  ])('the answer settles %s, and its source can be passed on', async (name, answer) => {
    const { questions, totals, source } = await inspected(name, { ...period, ...answer });
    expect(questions).toEqual([]);
    expect(totals?.arr_end).toBeGreaterThan(0);
    const found = await analysed(name, source);
    expect(found).toMatchObject({ figures: { ending_arr: totals?.arr_end } });
  });

  it('the two readings of cents differ by a hundred', async () => {
    const [minor, major] = await Promise.all(
      ['minor', 'major'].map(
        async (amount_unit) => (await inspected('cents-or-units', { ...period, amount_unit })).totals,
      ),
    );
    expect((major?.arr_end ?? 0) / (minor?.arr_end ?? 1)).toBeCloseTo(100, 9);
  });
});

describe('what is said and not asked', () => {
  it.each([
    ['missing-month', 'missing-month', {}],
    ['near-duplicate-ids', 'near-duplicate-ids', {}],
    ['mixed-currencies', 'mixed-currencies', {}],
    ['inclusive-ends', 'inclusive-end', period],
    ['export-edge', 'export-edge', period],
    ['bad-rows', 'bad-rows', {}],
  ])('%s', async (name, code, answers) => {
    expect(codes((await inspected(name, answers)).issues)).toContain(code);
  });

  it('rows that cannot be read are counted, and the analysis is refused until they are left out knowingly', async () => {
    const { issues, totals } = await inspected('bad-rows');
    const bad = issues.find(({ code }) => code === 'bad-rows');
    expect(bad?.count).toBe(totals?.rows_left_out);
    expect(bad?.first_rows[0]).toBe(9);
    expect(await analysed('bad-rows', period)).toEqual(['bad-rows']);
    expect(await analysed('bad-rows', { ...period, skip_bad_rows: true })).toMatchObject({
      verdict: expect.any(String),
    });
  });

  it('an export that stops before its customers do carries no verdict past its edge', async () => {
    expect(await analysed('export-edge', period)).toMatchObject({
      verdict: 'insufficient_data',
      findings: expect.arrayContaining(['export-edge']),
    });
    const { last_usable } = await inspected('export-edge', period);
    expect(last_usable).toBe('2025-11-30');
    const usable = { period_start: '2024-11', period_end: '2025-11' };
    const before = await analysed('export-edge', usable);
    expect(Array.isArray(before) ? before : before.findings).not.toContain('export-edge');
    const real = await analysed('export-edge', { ...period, accept_edge: true });
    expect(Array.isArray(real) ? real : real.findings).not.toContain('export-edge');
  });

  it('currencies are never added: each stands alone, and the verdict is withheld', async () => {
    expect(await analysed('mixed-currencies', period)).toMatchObject({
      verdict: 'insufficient_data',
      findings: expect.arrayContaining(['mixed-currencies']),
    });
    expect(await analysed('mixed-currencies', { ...period, currency: 'EUR' })).toMatchObject({
      figures: { starting_arr: expect.any(Number) },
    });
  });

  it('ends that are the last paid day are read so: nobody leaves on New Year', async () => {
    const found = await analysed('inclusive-ends', { period_start: '2024-06', period_end: '2025-06' });
    expect(found).toMatchObject({ figures: { churned_arr: 0 } });
  });

  it('a plan change is no churn of the customer; read by plan, it would be', async () => {
    expect(await analysed('plan-change', period)).toMatchObject({
      figures: { grr: 1, churned_arr: 0, expansion_arr: 600, product_level_grr: 2400 / 3600 },
    });
  });

  it('another system that names others as churned is a contradiction', async () => {
    const columns = { customer_id: 'account', churn_date: 'left_on' };
    const cross_check = [{ path: 'churn-flags.csv', columns }];
    expect(await analysed('near-duplicate-ids', { ...period, cross_check })).toMatchObject({
      verdict: 'contradictory_data',
      findings: expect.arrayContaining(['sources-disagree']),
    });
  });

  it('dates that cannot both be right are refused', async () => {
    expect(await analysed('mixed-dates', period)).toEqual(['mixed-dates']);
  });

  it('titles and totals are no rows', async () => {
    expect(await analysed('total-and-titles', period)).toMatchObject({
      figures: { starting_arr: 18000, churned_arr: 3600 },
    });
  });

  it('what a customer has spent in all is no ARR', async () => {
    const { shape, provider, tool, questions } = await inspected('total-spend');
    expect({ shape, provider, tool }).toEqual({
      shape: 'customers',
      provider: 'stripe_customers',
      tool: 'cco_design_segments',
    });
    expect(questions.map(({ field }) => field)).toEqual(['source.columns']);
    expect(await analysed('total-spend')).toEqual(['wrong-shape']);
  });

  it('a system is known in whatever case its headers are', async () => {
    expect((await inspected('half-a-system', period)).provider).toBe('baremetrics');
  });
});

it('e-mail addresses are masked, and no sample is longer than it should be', async () => {
  const { columns } = await inspected('total-spend');
  const samples = columns.find(({ header }) => header === 'Email')?.samples ?? [];
  expect(samples).toEqual(
    ['C***@example.com', 'C***@example.com', 'C***@example.com'].slice(0, samples.length),
  );
  for (const { samples: list } of columns)
    for (const text of list) expect(text.length).toBeLessThanOrEqual(40);
});
