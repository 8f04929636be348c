/** Rows that say they run and whose end is over: asked about, never taken as lost. */
import { expect, test } from 'vitest';
import { book, csv, load, type Options, refusals } from '../load.ts';

const period: Options = { period_start: '2024-12', period_end: '2025-12' };
const file = (...rows: string[]) =>
  csv('customer,plan,start,end date,status,mrr', ...rows, 'Z,P,2023-01-01,,Active,100');

const arr = async (content: string, options: Options) =>
  Object.fromEntries(
    (await book(content, options)).accounts.map(({ id, arr_start, arr_end }) => [id, [arr_start, arr_end]]),
  );

const renewed = file('A,P,2024-03-10,2025-03-10,Active,100', 'B,P,2023-03-10,2024-03-10,past due,200');

test('are asked about with their ARR and what either answer makes of it', async () => {
  const loaded = await load(renewed, period);
  expect(loaded.ok ? [] : loaded.problems).toMatchObject([
    {
      path: 'source.end_renews',
      code: 'active-past-end',
      message: expect.stringContaining(
        '2 rows say in the status that they run, and end before 2025-12-31 (rows 2, 3; ARR 3,600.00)',
      ),
      options: [
        { value: 'true', effect: 'they run on: ARR 3,600.00 more at 2025-12-31' },
        { value: 'false', effect: 'they are over: ARR 1,200.00 is lost in the period' },
      ],
    },
  ]);
});

test('run on or are over, as the caller says', async () => {
  expect(await arr(renewed, { ...period, end_renews: true })).toEqual({
    A: [1200, 1200],
    B: [2400, 2400],
    Z: [1200, 1200],
  });
  expect(await arr(renewed, { ...period, end_renews: false })).toEqual({ A: [1200, 0], Z: [1200, 1200] });
});

test.each([
  ['that end after the period', 'A,P,2024-03-10,2026-03-10,Active,100'],
  ['that another row follows', 'A,P,2024-03-10,2025-03-10,Active,100\nA,Q,2025-03-10,2026-03-10,Active,100'],
  [
    'that a later row of the plan follows',
    'A,P,2024-03-10,2025-03-10,Active,100\nA,P,2025-06-10,2026-03-10,Active,100',
  ],
  ['that do not renew', 'A,P,2024-03-10,2025-03-10,Non-renewing,100'],
  ['that are canceled', 'A,P,2024-03-10,2025-03-10,Canceled,100'],
  ['without a status', 'A,P,2024-03-10,2025-03-10,,100'],
])('are not asked about: %s', async (_, rows) => {
  expect(await refusals(file(rows), period)).toEqual([]);
});

test('an end that another row follows stays one', async () => {
  const rows = file('A,P,2023-03-10,2024-03-10,Active,100', 'A,P,2024-03-10,2025-03-10,Active,150');
  expect(await arr(rows, { ...period, end_renews: true })).toMatchObject({ A: [1800, 1800] });
});

test.each([
  ['2025-03-10', 'A', [1200, 0]],
  ['2026-03-10', 'A', [1200, 1200]],
  ['', 'A', [1200, 1200]],
])('told to leave when a period ends, on "%s": is gone after it', async (end, id, paid) => {
  const rows = csv(
    'customer,start,current_period_end,cancel_at_period_end,status,mrr',
    `A,2024-03-10,${end},true,active,100`,
    'Z,2023-01-01,2025-12-20,false,active,100',
  );
  const read = await book(rows, period);
  const account = read.accounts.find((one) => one.id === id);
  expect([account?.arr_start, account?.arr_end]).toEqual(paid);
  expect(account?.cancel_at_period_end).toBe(paid[1] === 0 ? undefined : true);
});
