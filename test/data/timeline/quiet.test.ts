/** Periods that end after what a file of spans can know. */
import { describe, expect, test } from 'vitest';
import { book, csv, load, type Options, refusals } from '../load.ts';
import { report } from '../retention.ts';

/** 36 customers who began one a month from July 2022 to June 2025, all of them still there but one who left in March 2025. */
const began = Array.from({ length: 36 }, (_, i) => {
  const month = 6 + i;
  return `C${i},${2022 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-10,${i === 0 ? '2025-03-10' : ''},100`;
});
const live = csv('customer,start,end,mrr', ...began);
const over: Options = { period_start: '2024-12', period_end: '2025-12' };

describe('an export made before the period is over', () => {
  test('carries no verdict, and says up to when it can be believed', async () => {
    expect((await book(live, over)).facts.edge).toEqual({
      periodEnd: '2025-12-31',
      lastUsable: '2025-06-30',
      month: '2025-06',
      quiet: 6,
    });
    const answer = await report(live, { source: over });
    expect(answer.verdict).toBe('insufficient_data');
    expect(answer.findings.find(({ code }) => code === 'export-edge')?.because).toContain(
      'nothing starts or ends in the file for 6 months before that',
    );
    expect(answer.questions.find(({ id }) => id === 'export-edge')?.ask).toContain('really nothing');
  });

  test('is believed where the caller says that nothing happened, and within what it knows', async () => {
    expect((await book(live, { ...over, accept_edge: true })).facts.edge).toBeUndefined();
    const within = await book(live, { period_start: '2024-07', period_end: '2025-07' });
    expect(within.facts.edge).toBeUndefined();
    expect(within.assumptions).toContainEqual({
      field: 'source.period_end',
      value: '2025-07-31',
      source:
        'the last start or end that has happened is in 2025-06; nothing is taken to have changed after it',
    });
  });

  test('does not know what an active row with an end ahead does then', async () => {
    const rows = csv(
      'customer,start,end,status,mrr',
      ...began.map((row) => row.replace(/,100$/, ',active,100')).slice(1),
      'X,2024-12-05,2025-12-05,active,100',
    );
    expect((await book(rows, { ...over, end_renews: false })).facts.edge).toMatchObject({ quiet: 6 });
  });

  test('is told from customers who often rest', async () => {
    const rare = began.filter((_, i) => i % 7 === 0);
    expect((await book(csv('customer,start,end,mrr', ...rare), over)).facts.edge).toBeUndefined();
  });
});

test('contracts signed up to an export tell nothing of the terms that end after it', async () => {
  const rows = began.map((row) => row.replace(/,(?:2025-03-10)?,100$/, ',2026-07-10,100'));
  const { facts } = await book(csv('customer,start,end,mrr', ...rows), over);
  expect(facts.edge).toMatchObject({ lastUsable: '2025-06-30', quiet: 6 });
});

describe('a file of which everything is over', () => {
  const done = csv('customer,start,end,mrr', 'A,2023-01-10,2024-01-10,100', 'B,2023-03-10,2025-03-10,100');

  const edge = async (options: Options) => (await book(done, options)).facts.edge;

  test('is not believed after its last end', async () => {
    expect(await edge(over)).toEqual({
      periodEnd: '2025-12-31',
      lastUsable: '2025-02-28',
      month: '2025-03',
      quiet: 9,
    });
  });

  test('is believed before it, and where the caller says that all left', async () => {
    expect(await edge({ period_start: '2023-12', period_end: '2024-12' })).toBeUndefined();
    expect(await edge({ ...over, accept_edge: true })).toBeUndefined();
  });
});

test.each(['2099-12-31', '9999-12-31'])('%s is no month that a file covers or proposes', async (end) => {
  const rows = ['A', 'B'].map((id) => `${id},2024-0${id === 'A' ? 1 : 5}-10,${end},100`);
  const loaded = await load(csv('customer,start,end,mrr', ...rows, 'C,2023-01-10,2024-03-10,100'));
  expect(loaded.ok ? [] : loaded.problems.map(({ suggestion }) => suggestion)).toEqual(['2024-05']);
});

test('a file of one month says so', async () => {
  const [message = ''] = await refusals(csv('customer,month,mrr', 'A,2023-01,100', 'B,2023-01,100'));
  expect(message).toContain('the file covers 2023-01 alone, not twelve months');
});
