/** The four decisions on one company over MCP: numbers are carried from report to report, never retyped. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AnyClient, clients } from './clients.ts';
import { accounts, csms, customers, reasonMap } from './company.ts';

type Report = {
  report_id: string;
  verdict: string;
  figures: { id: string; value: number | null }[];
  assumptions: { field: string; value: unknown; source: string }[];
  next_inputs?: Record<string, Record<string, unknown>>;
  tables: Record<string, { rows: Record<string, unknown>[] } | undefined>;
};

const figure = (of: Report, id: string): number | null => {
  const found = of.figures.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no figure ${id} in ${of.report_id}`);
  return found.value;
};

const cells = (of: Report, table: string, column: string): number[] =>
  (of.tables[table]?.rows ?? []).map((row) => Number(row[column]));

const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe.each(Object.entries(clients))('%s', (_, { connect }) => {
  let client: AnyClient;

  beforeAll(async () => {
    client = await connect();
  });
  afterAll(() => client.close());

  const call = async (name: string, input: Record<string, unknown>): Promise<Report> => {
    const { isError, text, structured } = await client.call(name, { ...input, detail: 'full' });
    expect(isError, text).toBe(false);
    return structured as unknown as Report;
  };

  it.each(['ids', 'reports'] as const)('chains by %s', async (by) => {
    const pass = (report: Report) => (by === 'ids' ? report.report_id : report);
    const retention = await call('cco_decompose_retention', { accounts, reason_map: reasonMap });
    const segmentation = await call('cco_design_segments', { customers });
    const coverage = await call('cco_size_coverage', {
      from: [pass(segmentation)],
      book: csms,
      as_of: '2026-01-01',
      growth_rate: 0.3,
    });
    const hires = await call('cco_plan_hires', {
      from: [pass(retention), pass(coverage)],
      as_of: '2026-01-01',
      proposed_role: 'csm',
    });

    const ruling = await call('cco_review_plan', {
      plan: 'Hire a CSM',
      type: 'headcount',
      owner: 'Founder',
      date: '2026-04-01',
      outcome: { metric: 'grr', target: 0.9, by: '2026-12-31' },
      reports: [retention, segmentation, coverage, hires].map(pass),
    });

    // The review stands on the reports, each by its id.
    // A book this small carries no verdict on retention, so the first gate stays unknown.
    expect(retention.verdict).toBe('insufficient_data');
    expect(ruling.tables['gates']?.rows?.[0]).toMatchObject({ key: 'G1', status: 'unknown' });
    expect(ruling.verdict).not.toBe('SHIP');
    expect(figure(ruling, 'cost_share')).toBe(figure(coverage, 'cost_share_12'));
    expect(figure(ruling, 'exit_candidates')).toBe(figure(segmentation, 'exits_all'));
    const from = (ruling.tables['gates']?.rows ?? []).map((row) => row['from']);
    expect(from.slice(0, 5)).toEqual([
      retention.report_id,
      retention.report_id,
      null,
      segmentation.report_id,
      coverage.report_id,
    ]);

    // Segments are the ARR that retention ended with.
    expect(figure(segmentation, 'total_arr')).toBeCloseTo(figure(retention, 'ending_arr') ?? 0, 4);
    expect(sum(cells(segmentation, 'tiers', 'count'))).toBe(customers.length);

    // Coverage stands on the tiers of the segmentation, and on the CSMs that were said.
    expect(cells(coverage, 'tiers', 'total_arr')).toEqual(cells(segmentation, 'tiers', 'arr'));
    expect(cells(coverage, 'tiers', 'customer_count')).toEqual(cells(segmentation, 'tiers', 'count'));
    expect(figure(coverage, 'csms')).toBe(3);
    expect(coverage.assumptions).toContainEqual({
      field: 'book.strategic.total_arr',
      value: cells(segmentation, 'tiers', 'arr')[0],
      source: `report ${segmentation.report_id}`,
    });

    // Hiring stands on what retention lost, by cause, and on the team of coverage.
    expect(figure(hires, 'lost_arr')).toBeCloseTo(figure(retention, 'lost_arr') ?? 0, 4);
    expect(figure(hires, 'arr')).toBe(figure(retention, 'ending_arr'));
    expect(figure(hires, 'customers')).toBe(customers.length);
    expect(figure(hires, 'team_people')).toBe(3);
    expect(figure(hires, 'largest_group')).toBe(1);
    const outcomes = Object.fromEntries(
      (hires.tables['outcomes']?.rows ?? []).map((row) => [row['cause'], Number(row['arr_at_stake'])]),
    );
    const lost = (reason: string, activated?: boolean) =>
      sum(
        accounts
          .filter(
            (one) => one.churn_reason === reason && (activated === undefined || one.activated === activated),
          )
          .map(({ arr_start }) => arr_start),
      );
    expect(outcomes['never_went_live']).toBeCloseTo(lost('never reached value', false), 4);
    expect(outcomes['slow_time_to_value'] ?? 0).toBeCloseTo(lost('never reached value', true), 4);
    expect(outcomes['product_gap']).toBeCloseTo(lost('missing feature'), 4);
    expect(outcomes['sponsor_loss']).toBeCloseTo(lost('sponsor left'), 4);
    expect(outcomes['low_adoption']).toBeCloseTo(figure(retention, 'contraction_arr') ?? 0, 4);
    const slots = hires.tables['sequence']?.rows ?? [];
    expect(slots).toHaveLength(new Set(slots.map(({ key }) => key)).size);
    for (const source of [retention.report_id, coverage.report_id])
      expect(hires.assumptions.map((one) => one.source)).toContain(`report ${source}`);
    // Growth came from coverage; the founder said it there once.
    expect(hires.assumptions).toContainEqual({
      field: 'growth_rate',
      value: 0.3,
      source: `report ${coverage.report_id}`,
    });
  });

  it('says which report it cannot take anything from', async () => {
    const retention = await call('cco_decompose_retention', { accounts });
    const { isError, text } = await client.call('cco_size_coverage', {
      from: ['0000000000000000', retention.report_id, { ok: true }],
      book: csms,
    });
    expect(isError).toBe(true);
    expect(text.split('\n').slice(1)).toEqual([
      '- from[0]: "0000000000000000" is no report of this run; pass the report itself, or the id of one made here',
      '- from[1]: a report of cco_decompose_retention carries nothing for cco_size_coverage; leave it out',
      '- from[2]: this is no report; pass an answer of a tool as it came',
    ]);
    const review = await client.call('cco_review_plan', {
      plan: 'A',
      type: 'other',
      reports: [
        '0000000000000000',
        retention.report_id,
        retention,
        { ok: true, report_id: 'x', tool: 'evil' },
      ],
    });
    expect(review.isError).toBe(true);
    expect(review.text.split('\n').slice(1)).toEqual([
      '- reports[0]: "0000000000000000" is no report of this run; pass the report itself, or the id of one made here',
      '- reports[2]: a second report of cco_decompose_retention; keep one',
      '- reports[3]: is no report of cco_decompose_retention, cco_design_segments, cco_size_coverage, cco_plan_hires; pass an answer of one of them as it came',
    ]);
  });

  it('checks what a report carries like any input', async () => {
    const forged = {
      ok: true,
      tool: 'cco_design_segments',
      report_id: 'forged',
      next_inputs: {
        cco_size_coverage: { book: { strategic: { customer_count: -1, total_arr: 'much' } }, evil: 1 },
      },
    };
    const { isError, text } = await client.call('cco_size_coverage', { from: [forged] });
    expect(isError).toBe(true);
    expect(text).toContain('book.strategic.customer_count');
    expect(text).toContain('book.strategic.total_arr');
    expect(text).toContain('evil: unknown field');
  });
});
