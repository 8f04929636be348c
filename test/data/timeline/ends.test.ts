/** Ends that are last paid days, ends that are the day after, and ends that do not say which. */
import { expect, test } from 'vitest';
import { book, csv, type Options, refusals } from '../load.ts';

const file = (...rows: string[]) => csv('customer,start,end,arr', ...rows, 'Z,2023-01-01,,100');
const year: Options = { period_start: '2024-01', period_end: '2024-12' };
const yearly = (...ids: string[]) => ids.map((id) => `${id},2024-01-01,2024-12-31,100`);

const paid = async (content: string, options: Options = year) =>
  (await book(content, options)).accounts.map(({ id, arr_end }) => [id, arr_end]);

const said = async (content: string, options: Options = year) =>
  (await book(content, options)).assumptions.find(({ field }) => field === 'source.end_inclusive');

test('one change of plan on the day of an end is no sign against many ends of months', async () => {
  const content = file(
    'A,2024-01-01,2024-06-15,100',
    'A,2024-06-15,2024-12-31,100',
    ...yearly('B', 'C', 'D', 'E'),
  );
  expect(await paid(content)).toEqual(['A', 'B', 'C', 'D', 'E', 'Z'].map((id) => [id, 100]));
  expect(await said(content)).toMatchObject({ value: true });
});

test.each([
  ['three of four ends are those of months', [...yearly('A', 'B', 'C'), 'D,2024-01-01,2024-05-13,100']],
  [
    'one change of plan on the same day against two ends of months',
    ['A,2024-01-01,2024-06-15,100', 'A,2024-06-15,2024-12-31,100', ...yearly('B')],
  ],
])('asks where a period hangs on it: %s', async (_, rows) => {
  const [message = ''] = await refusals(file(...rows), year);
  expect(message).toMatch(
    /^source\.end_inclusive: \d spans with ARR \d+\.00 end on 2024-12-31, which decides whether they count at 2024-12-31; \d ends read like a last paid day and \d like the day after/,
  );
  const answers = [true, false].map((end_inclusive) => paid(file(...rows), { ...year, end_inclusive }));
  const [yes, no] = await Promise.all(answers);
  expect(yes).toContainEqual(['B', 100]);
  expect(no).toContainEqual(['B', 0]);
});

test('asks nothing where the period does not hang on it, and says how ends are taken', async () => {
  const rows = file(...yearly('A', 'B', 'C'), 'D,2024-01-01,2024-05-13,100');
  expect(await said(rows, { period_start: '2024-01', period_end: '2024-11' })).toEqual({
    field: 'source.end_inclusive',
    value: false,
    source: 'the ends do not say it clearly, and nothing at the start or end of the period hangs on it',
  });
});

test('asks where the period before hangs on it alone', async () => {
  const rows = file(
    ...yearly('A', 'B', 'C').map((row) => row.replaceAll('2024', '2023')),
    'D,2023-01-01,2025-05-13,100',
  );
  const options: Options = { period_start: '2024-12', period_end: '2025-12' };
  expect((await paid(rows, options)).length).toBe(2);
  expect(await refusals(rows, { ...options, compare_previous: true })).toEqual([
    expect.stringMatching(/3 spans with ARR 300\.00 end on 2023-12-31/),
  ]);
});

test('the day a cancellation is dated is not paid, whatever a few of them look like', async () => {
  const rows = (header: string) => csv(`customer,start,${header},arr`, ...yearly('A'), 'Z,2023-01-01,,100');
  expect(await paid(rows('ended_at'))).toEqual([
    ['A', 0],
    ['Z', 100],
  ]);
  expect(await paid(rows('end_date'))).toEqual([
    ['A', 100],
    ['Z', 100],
  ]);
});

test('that ends are the day after the last paid one is said too', async () => {
  const rows = file('A,2024-01-15,2024-06-15,100', 'A,2024-06-15,2025-06-15,100');
  expect(await said(rows)).toMatchObject({ value: false, source: expect.stringContaining('whole months') });
});

test('terms say their ends: a deal closed the day after another ended asks nothing', async () => {
  const deals = csv(
    'customer,stage,amount,close_date,term_months',
    'A,Closed Won,100,2023-02-10,12',
    'A,Closed Won,100,2024-02-11,12',
    'B,Closed Won,100,2023-12-31,12',
  );
  const options: Options = { period_start: '2024-01', period_end: '2024-12' };
  expect(await paid(deals, options)).toEqual([
    ['A', 100],
    ['B', 0],
  ]);
  expect(await said(deals, options)).toBeUndefined();
});

test('totals of ends that nothing explains are asked about, as their rate hangs on the days', async () => {
  const invoices = csv(
    'customer,service_start,service_end,amount',
    'A,2024-01-10,2024-03-09,100',
    'B,2024-01-01,2024-03-20,100',
    'C,2024-01-01,2024-03-17,100',
  );
  const options: Options = {
    shape: 'invoice_lines',
    amount_basis: 'period_total',
    period_start: '2024-01-15',
    period_end: '2024-02',
  };
  expect(await refusals(invoices, options)).toEqual([
    expect.stringMatching(/^source\.end_inclusive: the days that 3 totals are spread over/),
  ]);
});
