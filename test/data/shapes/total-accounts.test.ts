/** Sums under names of their own: left out by a name that no customer has, else refused by name and amount together. */
import { expect, test } from 'vitest';
import { type Book, book, csv, leftOut, refusals } from '../load.ts';

const header = 'customer,arr_start,arr_end,segment';
const rows = ['A,10,9,smb', 'B,20,21,smb', 'C,30,0,ent', 'D,40,40,ent', 'E,5,5,ent', 'F,7,7,ent'];
const told = ({ reconciliation: { notices = [] } }: Book) =>
  notices.filter(({ code }) => code === 'possible-total').map(({ message }) => message);

test.each(['Subtotal Enterprise', 'Sub-total 2024', 'Zwischensumme DACH', 'Sous-total: PME', 'SUBTOTAL'])(
  '"%s" is a total by its name',
  async (name) => {
    expect(leftOut(await book(csv(header, ...rows, `${name},1,1,`)))).toEqual({ total_row: 1 });
  },
);

test.each([
  ['Enterprise Total', '82,52,'],
  ['Summe SMB', '30,30,smb'],
  ['All customers', '112,82,'],
])('"%s" is refused where it is the sum of others', async (name, amounts) => {
  expect(await refusals(csv(header, ...rows, `${name},${amounts}`))).toEqual([
    `source.exclude: "${name}" is the sum of other accounts at both ends, by name and by amount; leave this row out of the file, or with exclude`,
  ]);
  const exclude = [{ column: 'customer', values: [name] }];
  expect(leftOut(await book(csv(header, ...rows, `${name},${amounts}`), { exclude }))).toEqual({
    excluded_by_caller: 1,
  });
});

test('in months as well', async () => {
  const months = ['2024-12', '2025-12'];
  const file = csv(
    'customer,month,mrr',
    ...months.flatMap((month) => [`A,${month},10`, `B,${month},20`, `DACH Ergebnis,${month},30`]),
  );
  expect(await refusals(file)).toEqual([
    expect.stringContaining('"DACH Ergebnis" is the sum of other accounts at both ends'),
  ]);
});

test('a name or an amount alone leaves a customer', async () => {
  const one = async (row: string) => told(await book(csv(header, ...rows, row)));
  expect(await one('Total Wine,3,3,smb')).toEqual([]);
  expect(await one('EMEA Total,3,3,smb')).toEqual([
    '"EMEA Total" has the name of a sum and counts as a customer, 3.00 at the end; if it is a total, leave it out with exclude',
  ]);
  expect(await one('Book,112,82,')).toEqual([
    '"Book" pays as much as all others at both ends and counts as a customer, 82.00 at the end; if it is a total, leave it out with exclude',
  ]);
  expect(await one('Book,112,83,')).toEqual([]);
});
