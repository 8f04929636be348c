/** Ids that differ only in case, spaces or punctuation, found without a closer look at all the others. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { nearDuplicates } from '../../src/data/near-duplicates.ts';
import { book, csv } from './load.ts';

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

it('tells of ids whose last digits a spreadsheet took away', () => {
  expect(nearDuplicates(['1.23457E+15', 'B', '2,5E+20'])).toMatchObject([
    { code: 'shortened-ids', count: 2, message: expect.stringContaining('`1.23457E+15`') },
  ]);
  expect(nearDuplicates(['E+15', 'A1E+15', '1.5E+151'])).toEqual([]);
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

it('segments written in two ways are named, in positions and over time', async () => {
  const said = 'segments that differ only in case, spaces or punctuation are taken as different ones';
  const two = await book(
    csv(
      'id,arr_start,arr_end,segment',
      'A,1,1,SMB',
      'B,1,1,smb',
      'C,1,1,Mid-Market',
      'D,1,1,mid market',
      'E,1,1,',
    ),
  );
  expect(two.reconciliation.notices).toMatchObject([
    {
      code: 'near-duplicate-segments',
      count: 2,
      message: `${said}: \`SMB\` and \`smb\`, \`Mid-Market\` and \`mid market\`; write them one way if they are one`,
    },
  ]);
  const months = ['2025-01', '2025-02'].flatMap((month) => [`A,${month},5,SMB`, `B,${month},5,smb`]);
  const over = await book(csv('customer,month,mrr,segment', ...months), { period_start: '2025-01' });
  expect(over.reconciliation.notices?.map(({ code }) => code)).toContain('near-duplicate-segments');
});

it('customers of a list written in two ways are named, with what to do', () => {
  expect(nearDuplicates(['Acme', 'ACME'], 'give them one id')[0]?.message).toMatch(/; give them one id$/);
});
