import { expect, test } from 'vitest';
import { isTotalCell } from '../../../src/data/cells/total-words.ts';

test.each([
  'Total',
  'TOTALS:',
  'Grand Total',
  'Total (3 customers)',
  'Total (n=3)',
  'Total 2025',
  'Total FY25',
  'Average',
  'Avg. ARR',
  'Average per customer',
  'Median ARR',
  'Durchschnitt',
  'Gesamtergebnis',
])('%s is a foot and no customer', (cell) => {
  expect(isTotalCell(cell)).toBe(true);
});

test.each([
  'Total Wine',
  'Total Wine 24',
  'Totally',
  'Median',
  'Average Joe',
  'Sum Co',
  'T-2024',
  'Total (Wine)',
  12,
  null,
])('%s is a customer', (cell) => {
  expect(isTotalCell(cell)).toBe(false);
});
