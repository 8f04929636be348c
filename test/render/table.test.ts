import { expect, it } from 'vitest';
import type { Column } from '../../src/domain/column.ts';
import { cellText, tableLines } from '../../src/render/table.ts';
import { textWidth } from '../../src/render/text-width.ts';

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

it('lines up names of any width', () => {
  const rows = ['Acme', '株式会社東京', 'Zoe\u0308'].map((name, i) => ({ key: name, arr: 1_000 * 10 ** i }));
  const { head, lines } = tableLines(
    [
      { id: 'key', label: 'Name', unit: 'text' },
      { id: 'arr', label: 'ARR', unit: 'money' },
    ],
    rows,
    'USD',
  );
  expect(new Set([...head, ...lines].map(textWidth)).size).toBe(1);
  expect(lines[1]).toBe('| 株式会社東京 |  $10,000 |');
});
