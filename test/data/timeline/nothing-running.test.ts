/** A period in which nothing runs has no base: said as it is, and not as rates that somebody claimed. */
import { expect, test } from 'vitest';
import { csv } from '../load.ts';
import { refused } from '../retention.ts';

const source = { period_start: '2024-12', period_end: '2025-12' };
const over = 'A,first,closed won,12000,2024-01-01,6';

test.each([
  ['all deals are over', [over]],
  ['the only other deal begins in it', [over, 'B,second,closed won,24000,2025-06-01,12']],
])('no deal runs at its start: %s', async (_, rows) => {
  const deals = csv('customer,deal name,stage,amount,close date,term_months', ...rows);
  expect(await refused(deals, { source })).toEqual([
    expect.stringMatching(/^source\.period_start: no deal runs at 2024-12-31, so retention has no base; /),
  ]);
});

test('nobody pays at the start of subscriptions', async () => {
  const plans = csv('customer,start,end,mrr', 'A,2024-01-01,2024-06-01,100', 'B,2025-06-01,2026-06-01,50');
  expect(await refused(plans, { source })).toEqual([
    expect.stringMatching(/^source\.period_start: nobody pays at 2024-12-31, /),
  ]);
});
