import { expect, it } from 'vitest';
import type { Column } from '../../src/domain/column.ts';
import { cellText, tableLines } from '../../src/render/table.ts';

const columns: Column[] = [
  { id: 'key', label: 'Line', unit: 'text' },
  { id: 'arr', label: 'ARR', unit: 'money' },
  { id: 'grr', label: 'GRR', unit: 'share' },
  { id: 'empty', label: 'Empty', unit: 'count' },
];

it('aligns columns, numbers to the right, and drops columns that hold nothing', () => {
  const rows = [
    { key: 'start', arr: 1_000_000, grr: 0.5, empty: null },
    { key: 'end', arr: -5, grr: null, empty: null },
  ];
  const { head, lines } = tableLines(columns, rows, 'USD');
  expect([...head, ...lines]).toEqual([
    '| Line  |        ARR |   GRR |',
    '| :---- | ---------: | ----: |',
    '| start | $1,000,000 | 50.0% |',
    '| end   |        -$5 |   n/a |',
  ]);
});

it.each([
  ['a|b', 'a/b'],
  ['`x` <b>', "'x' 'b'"],
  [true, 'yes'],
  [false, 'no'],
  [null, 'n/a'],
  [undefined, 'n/a'],
])('shows the cell %j as %s', (cell, text) => {
  expect(cellText(cell, { id: 'key', label: '', unit: 'text' }, 'USD')).toBe(text);
});
