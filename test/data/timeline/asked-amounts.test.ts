/** What an amount stands for is asked with the answers that files of the shape can take, and no others. */
import { describe, expect, test } from 'vitest';
import { csv, load, type Options, refusals } from '../load.ts';

const monthly = csv('customer,month,amount', 'A,2024-12,100', 'A,2025-12,110');
const moves = csv('customer,date,type,amount', 'A,2024-12-01,new,100', 'A,2025-06-01,expansion,10');
const plans = csv('customer,start,status,amount', 'A,2024-12-01,active,100');

/** The answers that a file's question about its amounts offers. */
const offered = async (content: string, options: Options = {}) => {
  const file = await load(content, options);
  const asked = file.ok ? [] : file.problems.filter(({ path }) => path === 'source.amount_basis');
  return asked.flatMap(({ options: answers = [] }) => answers.map(({ value }) => value));
};

describe.each([
  ['monthly rows', monthly, ['arr', 'mrr']],
  ['movements', moves, ['arr', 'mrr']],
  ['subscriptions', plans, ['arr', 'mrr', 'per_interval']],
])('%s', (_, content, accepted) => {
  test('offer what they can hold', async () => {
    expect(await offered(content)).toEqual(accepted);
  });

  test('do not ask again for what is accepted', async () => {
    for (const amount_basis of accepted as NonNullable<Options['amount_basis']>[])
      for (const message of await refusals(content, { amount_basis }))
        expect(message).not.toContain('source.amount_basis');
  });
});

test('an answer that monthly rows cannot take is refused by its name', async () => {
  expect(await refusals(monthly, { amount_basis: 'tcv' })).toEqual([
    'source.amount_basis: column "amount": tcv is not what an amount of such rows stands for; pass arr or mrr',
  ]);
});
