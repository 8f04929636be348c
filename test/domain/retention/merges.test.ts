import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Account } from '../../../src/domain/retention/book.ts';
import { possibleMerges } from '../../../src/domain/retention/merges.ts';

const account = (id: string, name: string, start: number, end: number): Account =>
  ({ id, name, start, end }) as Account;

test('of several that grew, the one that grew by the nearest amount', () => {
  const pairs = possibleMerges([
    account('lost', 'Acme EU', 10_000, 0),
    account('a', 'Acme Asia', 0, 14_000),
    account('b', 'Acme US', 40_000, 51_000),
    account('c', 'Acme Inc', 0, 6_000),
    account('d', 'Other', 0, 10_000),
  ]);
  expect(pairs.map(({ from, to }) => [from.id, to.id])).toEqual([['lost', 'b']]);
});

test('of equal gains the first id, above the loss and below it', () => {
  for (const gain of [900, 1_100]) {
    const grown = ['b', 'a', 'c'].map((id) => account(id, 'Acme', 0, gain));
    expect(possibleMerges([account('x', 'Acme', 1_000, 0), ...grown])[0]?.to.id).toBe('a');
  }
});

test.each([
  [5_000, true],
  [4_999, false],
  [15_000, true],
  [15_001, false],
])('a gain of %d for a loss of 10,000: %s', (gain, fits) => {
  const pairs = possibleMerges([account('x', 'Acme', 10_000, 0), account('y', 'Acme', 0, gain)]);
  expect(pairs.length > 0).toBe(fits);
});

test('every loss that has a gain in range is paired, and none is nearer than its own, in any order of rows', () => {
  const one = fc.record({
    name: fc.constantFrom('Acme one', 'acme two', 'Borealis', 'the and'),
    start: fc.nat(40),
    end: fc.oneof(fc.constant(0), fc.nat(60)),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 30 }), fc.boolean(), (rows, turned) => {
      const accounts = rows.map(({ name, start, end }, i) => account(`c${i}`, name, start, end));
      const pairs = new Map(
        possibleMerges(turned ? accounts.toReversed() : accounts).map(({ from, to }) => [from.id, to]),
      );
      for (const from of accounts.filter(({ start, end }) => start > 0 && end === 0)) {
        const word = from.name?.toLowerCase().split(' ')[0];
        const gains = accounts
          .filter(
            ({ name, start, end }) =>
              end > start && word !== 'the' && name?.toLowerCase().startsWith(`${word}`),
          )
          .map(({ start, end }) => end - start);
        const fit = gains.filter((gain) => gain / from.start >= 0.5 && gain / from.start <= 1.5);
        const to = pairs.get(from.id);
        expect(to !== undefined).toBe(fit.length > 0);
        if (to !== undefined)
          expect(Math.abs(to.end - to.start - from.start)).toBe(
            Math.min(...fit.map((gain) => Math.abs(gain - from.start))),
          );
      }
    }),
  );
});

test('names that stand in for ids are names, ids are not', () => {
  const nameless = (id: string, start: number, end: number) => ({ id, name: null, start, end }) as Account;
  const pairs = (a: string, b: string) => possibleMerges([nameless(a, 5000, 0), nameless(b, 0, 5200)]).length;
  expect(pairs('Globex Inc', 'Globex Group')).toBe(1);
  expect(pairs('ACCT 0012', 'ACCT 0013')).toBe(0);
  expect(pairs('acct-north', 'acct-south')).toBe(0);
});
