/** Which of two amounts is the start, and whether they are monthly. */
import { describe, expect, test } from 'vitest';
import { mapColumns } from '../../src/data/columns.ts';
import { csv, type Options, refusals } from './load.ts';

/** Which header holds which field; problems as their messages. */
function mapped(headers: string[], options: Options = {}) {
  const result = mapColumns(headers, { path: 'x.csv', ...options });
  if (!result.ok) return result.problems.map(({ message }) => message);
  return Object.fromEntries([...result.mapping.index].map(([field, at]) => [field, headers[at]]));
}

function mapping(headers: string[], options: Options = {}) {
  const result = mapColumns(headers, { path: 'x.csv', ...options });
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.mapping;
}

describe('years in headers', () => {
  test.each([
    ['ARR 2024', 'ARR 2025'],
    ['2024 ARR', '2025 ARR'],
    ['ARR Dec 2024', 'ARR Dec 2025'],
    ['arr_2024_12', 'arr_2025_06'],
    ['ARR 2024-12-31', 'ARR 2025-12-31'],
    ['MRR 2024', 'MRR 2025'],
  ])('%s is the start, %s the end, in either order', (start, end) => {
    for (const headers of [
      ['id', start, end],
      ['id', end, start],
    ]) {
      expect(mapped(headers)).toMatchObject({ arr_start: start, arr_end: end });
      expect(mapping(headers).assumptions).toEqual([
        {
          field: 'source.columns',
          value: `${start} is the start, ${end} the end`,
          source: 'the years in the headers',
        },
      ]);
    }
  });

  test.each([
    ['three of them', ['id', 'ARR 2023', 'ARR 2024', 'ARR 2025']],
    ['one year twice', ['id', 'ARR Q1 2024', 'ARR Q2 2024']],
    ['the same year in two spellings', ['id', 'ARR 2024', 'arr-2024']],
    ['of two kinds', ['id', 'ARR 2024', 'MRR 2025']],
    ['no money', ['id', 'Seats 2024', 'Seats 2025']],
  ])('%s decide nothing', (_name, headers) => {
    expect(mapped(headers)).toEqual([expect.stringContaining('no column for arr_start, arr_end;')]);
  });
});

describe('monthly or annual', () => {
  test.each([
    [['mrr_start', 'mrr_end'], {}, 'mrr'],
    [['Opening MRR', 'Closing MRR'], {}, 'mrr'],
    [['Opening ARR', 'Closing ARR'], {}, 'arr'],
    [['MRR 2024', 'MRR 2025'], {}, 'mrr'],
    [['Before', 'After'], { columns: { arr_start: 'Before', arr_end: 'After' } }, null],
    [['Monthly fee', 'After'], { columns: { arr_start: 'Monthly fee', arr_end: 'After' } }, 'mrr'],
    [['Opening ARR', 'Closing ARR'], { amount_basis: 'mrr' }, 'mrr'],
  ] as const)('%j %j is %s', (headers, options, basis) => {
    expect(mapping(['id', ...headers], options).basis).toBe(basis);
  });

  test('one of each is refused, unless the caller says which they are', () => {
    const headers = ['id', 'Opening ARR', 'Closing MRR'];
    expect(mapped(headers)).toEqual([
      'source.amount_basis: one amount column is monthly, the other annual; map two of one kind with source.columns',
    ]);
    expect(mapping(headers, { amount_basis: 'arr' }).basis).toBe('arr');
  });
});

describe('a header in thousands', () => {
  test.each([
    ['ARR start ($000)', true],
    ['ARR start (k)', true],
    ['ARR start (in thousands)', true],
    ["ARR start [€'000]", true],
    ['ARR start in k', true],
    ['ARR start (m)', true],
    ['ARR start (2024)', false],
    ['ARR start (USD)', false],
    ['ARR start, Stack', false],
  ])('is no whole amount, though it is named: %s', async (header, refused) => {
    const text = csv(`id,"${header}",closing`, 'A,12,12', 'B,30,24');
    const columns = { customer_id: 'id', arr_start: header, arr_end: 'closing' };
    const messages = await refusals(text, { columns, shape: 'two_snapshots' });
    if (!refused) expect(messages.join()).not.toContain('thousands');
    else
      expect(messages).toEqual([
        `source.columns.arr_start: "${header}" says that its amounts are in thousands or millions, and would be read as written; write whole amounts in the file and name the column without it`,
      ]);
  });
});
