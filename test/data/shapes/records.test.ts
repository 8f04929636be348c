/** Lists of customers, tiers and outcomes as founders export them, through the tools that read them. */
import { describe, expect, it } from 'vitest';
import { createReportStore } from '../../../src/report-store.ts';
import { tools } from '../../../src/tools/index.ts';
import { csv, input } from '../load.ts';

type Report = {
  currency: string;
  figures: { id: string; value: number | null }[];
  assumptions: { field: string; value: unknown; source: string }[];
  tables: Record<string, { rows: Record<string, unknown>[] | null }>;
  reconciliation?: {
    rows_read: number;
    rows_used: number;
    accounts: number;
    accounts_merged: number;
    excluded: { reason: string; rows: number; arr: number | null; first_rows: number[] }[];
    arr_end: { from_rows: number; from_accounts: number };
    notices?: { code: string; count: number; first_rows: number[]; column: string | null; message: string }[];
  };
};

/** Asks a tool about a text as if it came on standard input. */
async function ask(name: string, content: string, source: Record<string, unknown> = {}, fields = {}) {
  const line = await tools.find((tool) => tool.name === name)?.load();
  if (line === undefined) throw new Error(`no tool ${name}`);
  return line.run(
    { ...fields, source: { path: '-', ...source } },
    { access: input(content), reports: createReportStore() },
  );
}

async function answer(...args: Parameters<typeof ask>): Promise<Report> {
  const found = await ask(...args);
  if (!found.ok) throw new Error(found.problems.map(({ message }) => message).join('\n'));
  return found.report as unknown as Report;
}

async function refusal(...args: Parameters<typeof ask>): Promise<string[]> {
  const found = await ask(...args);
  if (found.ok) throw new Error('accepted');
  return found.problems.map(({ message }) => message);
}

const segments = 'cco_design_segments';
const coverage = 'cco_size_coverage';
const hires = 'cco_plan_hires';

const rowsOf = (of: Report, table: string) => of.tables[table]?.rows ?? [];
const accountOf = (of: Report, key: string) => rowsOf(of, 'accounts').find((row) => row['key'] === key);

describe('customers', () => {
  it('are read from the headers exports have, with every row accounted for', async () => {
    const of = await answer(
      segments,
      csv(
        'Exported on Monday',
        'Account Name;ARR;Support cost;Customer since;Renewal date;In target industry;Segment',
        '"Aster; Sons";€120.500,50;€9.000,00;01.03.2022;30.09.2026;yes;EMEA',
        'Birch;€4.000,00;;;;no;APAC',
        ';;;;;;',
        'Total;€124.500,50;;;;;',
      ),
      { date_order: 'dmy' },
      { as_of: '2026-04-15' },
    );
    expect(of.currency).toBe('EUR');
    expect(accountOf(of, 'Aster; Sons')).toMatchObject({
      arr: 120_500.5,
      cost: 9_000,
      tier: 'strategic',
      fit_min: 2,
    });
    // A blank cost is unknown, not none.
    expect(accountOf(of, 'Birch')).toMatchObject({ cost: null, margin_class: 'unknown' });
    expect(of.reconciliation).toMatchObject({ rows_read: 5, rows_used: 2, accounts: 2 });
    expect(
      of.reconciliation?.excluded.map(({ reason, rows, first_rows }) => [reason, rows, first_rows]),
    ).toEqual([
      ['title', 1, [1]],
      ['blank', 1, [5]],
      ['total_row', 1, [6]],
    ]);
    expect(of.reconciliation?.arr_end).toEqual({ from_rows: 124_500.5, from_accounts: 124_500.5 });
    // A segment of regions is no tier; it is left alone and said to be.
    expect(of.assumptions).toContainEqual({
      field: 'source.columns.current_tier',
      value: '"Segment" left out',
      source: 'it holds "EMEA", which is no current tier',
    });
  });

  it('have tiers in the words of exports', async () => {
    const of = await answer(
      segments,
      csv('customer,arr,tier', 'A,60000,Mid-Market', 'B,900,Long tail', 'C,200000,Strategic'),
    );
    expect(
      rowsOf(of, 'moves')
        .map((row) => [row['key'], row['current_tier']])
        .sort(),
    ).toEqual([
      ['A', 'mid_market'],
      ['B', 'smb'],
      ['C', 'strategic'],
    ]);
  });

  it('come as flat JSON, with nested signs of fit', async () => {
    const rows = [
      { name: 'A', arr: 1_000, icp_signals: { in_target_industry: true, advocates_publicly: null } },
    ];
    const of = await answer(segments, JSON.stringify(rows));
    expect(accountOf(of, 'A')).toMatchObject({ fit_min: 2, fit_coverage: 0.2 });
  });

  it('come in the form of the tool, older files included', async () => {
    const of = await answer(segments, JSON.stringify({ customers: [{ name: 'A', arr_usd: 1_000 }] }));
    expect(accountOf(of, 'A')).toMatchObject({ arr: 1_000 });
    expect(await refusal(segments, JSON.stringify({ customers: [{ name: 'A', arr_usd: -1 }] }))).toEqual([
      'customers[0].arr_usd: -1 is negative; give losses as positive amounts',
    ]);
  });

  it('pay by the month when the header says so', async () => {
    const of = await answer(segments, csv('customer,mrr', 'A,1000'));
    expect(accountOf(of, 'A')).toMatchObject({ arr: 12_000 });
    expect(of.assumptions).toContainEqual({
      field: 'amounts',
      value: 'mrr',
      source: 'the header of the file; multiplied by 12',
    });
  });

  it('repeat themselves: the same row once, differing rows as the caller says', async () => {
    const twice = csv('customer,arr,support cost', 'A,100,10', 'A,100,10', 'B,50,');
    expect((await answer(segments, twice)).reconciliation).toMatchObject({ rows_used: 2, accounts: 2 });
    const differ = csv('customer,arr,support cost', 'A,100,10', 'B,50,5', 'A,200,');
    expect(await refusal(segments, differ)).toEqual([
      'source.dedupe: "A" is on rows 2 and 4 with different values; set dedupe to sum or keep_last',
    ]);
    const seven = Array.from({ length: 7 }, (_, i) => `A,${i},`);
    const many = await refusal(segments, csv('customer,arr,support cost', 'A,100,10', ...seven));
    expect(many).toHaveLength(6);
    expect(many[5]).toBe('source.dedupe: 2 more rows repeat an id; set dedupe to sum or keep_last');
    const summed = await answer(segments, differ, { dedupe: 'sum' });
    // The cost of one row only would pass for the whole.
    expect(accountOf(summed, 'A')).toMatchObject({ arr: 300, cost: null });
    expect(summed.reconciliation).toMatchObject({ rows_used: 3, accounts: 2, accounts_merged: 1 });
    // A repeat is one in any order of the rows.
    for (const rows of [
      ['A,10', 'A,20', 'A,20'],
      ['A,20', 'A,20', 'A,10'],
    ]) {
      const of = await answer(segments, csv('customer,arr', ...rows), { dedupe: 'sum' });
      expect(of.reconciliation).toMatchObject({
        rows_used: 2,
        arr_end: { from_rows: 30, from_accounts: 30 },
      });
    }
    const last = await answer(segments, differ, { dedupe: 'keep_last' });
    expect(accountOf(last, 'A')).toMatchObject({ arr: 200 });
    expect(last.reconciliation).toMatchObject({ rows_used: 2, accounts: 2 });
    expect(last.reconciliation?.arr_end).toEqual({ from_rows: 250, from_accounts: 250 });
  });

  it('are never added across currencies', async () => {
    const mixed = csv('customer,arr,currency', 'A,100,EUR', 'B,100,USD');
    expect(await refusal(segments, mixed)).toEqual([
      'source.currency: rows are in EUR, USD; amounts of several currencies are never added, pass one as source.currency',
    ]);
    const of = await answer(segments, mixed, { currency: 'EUR' });
    expect([of.currency, of.reconciliation?.accounts]).toEqual(['EUR', 1]);
    expect(await refusal(segments, csv('customer,arr', 'A,€100', 'B,£100'))).toEqual([
      'source.currency: rows are in EUR, GBP; amounts of several currencies are never added, give each its own file',
    ]);
    expect(await refusal(segments, csv('customer,arr', 'A,€100'), {}, { currency: 'USD' })).toEqual([
      'currency: USD, but the file is in EUR; correct one',
    ]);
  });

  it('are not added across currencies where one customer has rows of two', async () => {
    const both = [
      'source.currency: rows are in EUR, USD; amounts of several currencies are never added, pass one as source.currency',
    ];
    const rows = ['A,10,EUR', 'A,20,USD', 'B,5,EUR'];
    expect(await refusal(segments, csv('customer,arr,currency', ...rows), { dedupe: 'sum' })).toEqual(both);
    const last = await answer(segments, csv('customer,arr,currency', ...rows.reverse()), {
      dedupe: 'keep_last',
    });
    expect([last.currency, last.reconciliation?.arr_end.from_rows]).toEqual(['EUR', 15]);
  });

  it('without a currency are in the one that the file names, asked for or not', async () => {
    const blank = csv('customer,arr,currency', 'A,10,EUR', 'B,20,', 'C,5,EUR');
    for (const source of [{}, { currency: 'EUR' }])
      expect((await answer(segments, blank, source)).reconciliation).toMatchObject({
        excluded: [],
        arr_end: { from_rows: 35, from_accounts: 35 },
      });
  });

  it('of rows that are left out have no say in the currency', async () => {
    const signs = csv('customer,arr,region', 'A,€100,north', 'B,£100,south', 'Total,$200,');
    const of = await answer(segments, signs, { exclude: [{ column: 'region', values: ['south'] }] });
    expect([of.currency, of.reconciliation?.arr_end.from_rows]).toEqual(['EUR', 100]);
  });

  it('name the row of what cannot be read or be', async () => {
    expect(await refusal(segments, csv('customer,arr,tenure_months', 'A,100,5', 'B,lots,6'))).toEqual([
      'source.path: 1 of 2 rows cannot be read (row 3, column arr: "lots"); fix them, or pass skip_bad_rows: true',
    ]);
    expect(await refusal(segments, csv('customer,arr,support cost,csm cost', 'A,100,5,9'))).toEqual([
      'source.path: row 2, csm_cost: 9 exceeds annual_service_cost 5; check both',
    ]);
    expect(await refusal(segments, csv('customer,revenue', 'A,1'))).toEqual([
      'source.columns: no column for arr; headers: customer, revenue; name the header of ARR or MRR as source.columns.arr, or add one to the export',
    ]);
    expect(await refusal(segments, csv('customer,revenue', 'A,1'), { columns: { arr: 'Revenu' } })).toEqual([
      'source.columns.arr: no header "Revenu"; headers: customer, revenue; did you mean revenue?',
    ]);
  });

  it('take a header that the caller names, and leave out rows he names', async () => {
    const of = await answer(segments, csv('customer,revenue,plan', 'A,1000,paid', 'B,5,free'), {
      columns: { arr: 'revenue' },
      exclude: [{ column: 'plan', values: ['free'] }],
    });
    expect(rowsOf(of, 'accounts').map((row) => row['key'])).toEqual(['A']);
    expect(of.reconciliation?.excluded).toEqual([
      { reason: 'excluded_by_caller', rows: 1, arr: 5, first_rows: [3] },
    ]);
  });

  it('are asked for once: rows, a file and the sample exclude each other', async () => {
    expect(await refusal(segments, csv('customer,arr', 'A,1'), {}, { sample: true })).toContain(
      'input: source and sample are both given; keep one',
    );
  });
});

describe('tiers of a book', () => {
  it('are rows of a table', async () => {
    const of = await answer(
      coverage,
      csv('Segment,Customers,ARR,CSMs', 'Enterprise,42,"$2,100,000",2', 'SMB,280,"$560,000",0'),
    );
    expect(
      rowsOf(of, 'tiers').map((row) => [row['key'], row['customer_count'], row['total_arr'], row['csms']]),
    ).toEqual([
      ['enterprise', 42, 2_100_000, 2],
      ['smb', 280, 560_000, 0],
    ]);
  });

  it('are refused by the row when they contradict themselves or are no tier', async () => {
    expect(await refusal(coverage, csv('tier,customers,arr', 'enterprise,0,100'))).toEqual([
      'book.enterprise: 0 customers with ARR 100; correct one, or leave the tier out',
    ]);
    expect(await refusal(coverage, csv('tier,customers,arr', 'gold,1,100'))).toEqual([
      'source.path: 1 of 1 rows cannot be read (row 2, column tier: "gold"); fix them, or pass skip_bad_rows: true',
    ]);
  });

  it('come in the form of the tool, older files included', async () => {
    const book = { smb_long_tail: { customer_count: 10, total_arr_usd: 20_000 } };
    const of = await answer(coverage, JSON.stringify({ book, growth_target_pct: 0.2 }));
    expect(rowsOf(of, 'tiers').map((row) => row['key'])).toEqual(['smb']);
  });
});

describe('outcomes that fail', () => {
  const outcomes = csv(
    'Outcome,ARR at stake,Cause,Preventable',
    'Go live,"300,000",never went live,0.7',
    'Adopt,"150,000",low_adoption,',
  );

  it('are rows of a table; other facts are given beside it', async () => {
    const of = await answer(hires, outcomes, {}, { arr: 4_200_000, customers: 150, team: { csm: 2 } });
    expect(
      rowsOf(of, 'outcomes').map((row) => [row['cause'], row['arr_at_stake'], row['preventable_share']]),
    ).toEqual([
      ['never_went_live', 300_000, 0.7],
      ['low_adoption', 150_000, 0.5],
    ]);
  });

  it('with reasons in free text have no cause, and the file says so', async () => {
    const of = await answer(hires, csv('outcome,arr,reason', 'Go live,1000,they were slow'));
    expect(rowsOf(of, 'outcomes')[0]).toMatchObject({ cause: 'unknown' });
    expect(of.assumptions.map(({ field }) => field)).toContain('source.columns.cause');
  });

  it('name the words that are no cause and those that are; the others of the column count', async () => {
    const rows = ['Go live,1000,no owner', 'Adopt,500,Low adoption', 'Renew,200,no owner', 'Pay,100,'];
    for (const columns of [{}, { columns: { cause: 'reason' } }]) {
      const of = await answer(hires, csv('outcome,arr,reason', ...rows), columns);
      const causes = rowsOf(of, 'outcomes').map((row) => [row['outcome'], row['cause']]);
      expect(causes).toContainEqual(['Adopt', 'low_adoption']);
      expect(causes).toContainEqual(['Go live', 'unknown']);
      expect(of.reconciliation?.notices).toEqual([
        {
          code: 'unknown-cause',
          count: 2,
          first_rows: [],
          column: 'reason',
          message: expect.stringMatching(
            /^"no owner" is no cause known here and taken as unknown; write one of never_went_live, .* in the file$/,
          ),
        },
      ]);
    }
  });

  it('are read out of an object of the tool as well', async () => {
    const of = await answer(
      hires,
      JSON.stringify({ team: { csm: 2 }, outcomes: [{ outcome: 'a', arr_at_stake: 5 }] }),
    );
    expect(rowsOf(of, 'outcomes')).toHaveLength(1);
    expect(await refusal(hires, JSON.stringify({ team: { csms: 2 } }))).toEqual([
      'team.csms: unknown field; did you mean csm?',
    ]);
  });
});

it('cleans text from files before anybody sees it', async () => {
  const of = await answer(segments, csv('customer,arr', '"Evil`\u200b [x](javascript:y)\u202e",1000'));
  const [row] = rowsOf(of, 'accounts');
  expect(String(row?.['name'])).not.toMatch(/[\u200b\u202e]/);
});

describe('shares and blanks', () => {
  const rows = (growth: string) =>
    csv('tier,customers,arr,csms,growth', `strategic,3,900000,1,${growth}`, 'smb,40,200000,1,0.1');

  it('a percent is a share where a share is asked for, and nowhere else', async () => {
    const [percent, share] = await Promise.all(['30%', '0.3'].map((text) => answer(coverage, rows(text))));
    expect(percent?.tables).toEqual(share?.tables);
    expect(await refusal(coverage, rows('30%').replace(',3,', ',3%,'))).not.toEqual([]);
  });

  it('blank amounts are 0, and the reader is told how many', async () => {
    const { assumptions } = await answer(segments, csv('id,arr', 'A,1000', 'B,', 'C,n/a'));
    expect(assumptions).toContainEqual({
      field: 'source.columns.arr',
      value: 0,
      source: '2 rows without an amount: exclude what is only unknown',
    });
  });
});

it('customers of a list that may be one are named', async () => {
  const { reconciliation } = await answer(
    'cco_design_segments',
    csv('name,arr', 'Acme,10', 'ACME.,5', 'Other,5'),
  );
  expect(reconciliation?.notices).toMatchObject([
    {
      code: 'near-duplicate-ids',
      count: 1,
      message: expect.stringContaining('give them one id and set dedupe to sum'),
    },
  ]);
});

describe('the status of customers', () => {
  const list = (...statuses: string[]) =>
    csv('name,arr,status', ...statuses.map((status, i) => `N${i},${(i + 1) * 1000},${status}`));
  const said = ({ assumptions }: Report) =>
    assumptions.filter(({ field }) => field === 'source.columns.status').map(({ value }) => value);
  const total = ({ figures }: Report) => figures.find(({ id }) => id === 'total_arr')?.value;

  it('leaves out trials, and says who is gone', async () => {
    const of = await answer('cco_design_segments', list('Active', 'Trialing', 'churned', '', 'past due'));
    expect(of.reconciliation?.excluded).toMatchObject([
      { reason: 'trial', rows: 1, arr: 2000, first_rows: [3] },
    ]);
    expect(of.figures.find(({ id }) => id === 'churned_customers')?.value).toBe(1);
    expect(total(of)).toBe(1000 + 4000 + 5000);
    expect(said(of)).toEqual(['1 churned', '1 left out']);
  });

  it('says nothing where a word of it is unknown, and is told', async () => {
    const of = await answer('cco_design_segments', list('active', 'frozen', 'trial'));
    expect(total(of)).toBe(6000);
    expect(of.assumptions).toContainEqual({
      field: 'source.columns.status',
      value: '"status" left out',
      source: 'it holds "frozen", which is no known status: all rows count',
    });
  });

  it('gives way to a column of its own', async () => {
    const of = await answer(
      'cco_design_segments',
      csv('name,arr,churned,status', 'A,10,no,canceled', 'B,5,yes,active'),
    );
    expect(of.figures.find(({ id }) => id === 'churned_customers')?.value).toBe(1);
    expect(total(of)).toBe(10);
  });
});
