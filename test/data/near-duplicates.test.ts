/** Ids that differ only in case, spaces or punctuation, found without a closer look at all the others. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearDuplicates } from '../../src/data/near-duplicates.ts';

/** How many ids are like an earlier one, by the plain definition. */
function countOf(ids: readonly string[]): number {
  const keys = ids.map((id) => id.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '')).filter((key) => key !== '');
  return keys.length - new Set(keys).size;
}

it('names the first pair, and counts them all', () => {
  expect(nearDuplicates(['ACME-1', 'B', 'acme 1', 'Acme1'])).toMatchObject([
    {
      count: 2,
      message: expect.stringContaining(': `ACME-1` and `acme 1`, `ACME-1` and `Acme1`; pass merge_map'),
    },
  ]);
  expect(nearDuplicates(['A', 'B', '-', '.', ''])).toEqual([]);
});

it('finds what a look at every pair finds', () => {
  // A letter that is another in lower case, a dash that is no ASCII, and two texts of one hash: "Aa" and "BB" by 31.
  const part = fc.constantFrom(
    'a',
    'A',
    'b',
    'B',
    '1',
    '-',
    ' ',
    '–',
    'é',
    'É',
    '東',
    'K',
    'k',
    '{c',
    '{C',
    '1n',
    '20',
  );
  const ids = fc.array(
    fc.array(part, { maxLength: 4 }).map((parts) => parts.join('')),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(ids, (list) => {
      const [notice] = nearDuplicates(list);
      expect(notice?.count ?? 0).toBe(countOf(list));
    }),
    { numRuns: 2_000 },
  );
});
