/** Customers that came and left inside a period: in no rate, but in how long customers stay. */
import { expect, test } from 'vitest';
import { addMonths } from '../../../src/domain/dates.ts';
import { analyzeRetention } from '../../../src/domain/retention/analyze.ts';
import { book, csv, type Options } from '../load.ts';

const options: Options = { period_start: '2024-12-31', period_end: '2025-12-31' };

async function survivalOf(content: string, given: Options) {
  const read = await book(content, given);
  const { facts, reconciliation } = read;
  const input = { ...read.book, period_months: 12, period_start: '2024-12-31', period_end: '2025-12-31' };
  const report = analyzeRetention(input, { reportId: 'r', facts });
  const notice = reconciliation.notices?.find(({ code }) => code === 'came-and-left');
  return { rows: report.tables.survival?.rows ?? [], notice, accounts: read.accounts };
}

/** 10 customers since 2024, and 20 that came in January 2025, of which 10 left after three months. */
const customers = [
  ...Array.from({ length: 10 }, (_, i) => ({ id: `Old${i}`, from: '2024-01-01', months: 24 })),
  ...Array.from({ length: 10 }, (_, i) => ({ id: `New${i}`, from: '2025-01-01', months: 12 })),
  ...Array.from({ length: 10 }, (_, i) => ({ id: `Gone${i}`, from: '2025-01-01', months: 3 })),
];

const spans = csv(
  'customer,start,end,mrr',
  ...customers.map(
    ({ id, from, months }) => `${id},${from},${months === 3 ? addMonths(from, months) : ''},100`,
  ),
  'Early,2023-01-01,2023-06-01,100',
);

const byMonth = csv(
  'customer,month,mrr',
  'Old0,2023-12,100',
  ...customers.flatMap(({ id, from, months }) =>
    Array.from({ length: months }, (_, i) => `${id},${addMonths(from, i).slice(0, 7)},100`),
  ),
);

test.each([
  ['spans', spans, { ...options, end_inclusive: false }],
  ['months', byMonth, options],
])('half of those that came and left after three months are seen in %s', async (_, content, given) => {
  const { rows, notice, accounts } = await survivalOf(content, given);
  expect(accounts).toHaveLength(20);
  expect(notice).toMatchObject({ count: 10 });
  expect(rows.filter(({ age }) => age === 2 || age === 3 || age === 4)).toMatchObject([
    { at_risk: 20, lost: 0, survival: 1 },
    { at_risk: 20, lost: 10, survival: 0.5 },
    { at_risk: 10, lost: 0, survival: 0.5 },
  ]);
});

test('who was there before the period and left before its start, or came back for a while, did not come in it', async () => {
  const back = 'Back,2024-01-01,2024-06-01,100\nBack,2025-03-01,2025-06-01,100\n';
  expect((await survivalOf(spans + back, { ...options, end_inclusive: false })).notice).toMatchObject({
    count: 10,
  });
  const none = csv('customer,start,end,mrr', 'A,2024-01-01,,100', 'B,2023-01-01,2023-06-01,100');
  expect((await survivalOf(none, { ...options, end_inclusive: false })).notice).toBeUndefined();
});
