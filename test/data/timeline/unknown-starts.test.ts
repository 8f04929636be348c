/** Cohorts of a file over time hold those whose start it shows; that the others are in none is said with them. */
import { expect, test } from 'vitest';
import { csv } from '../load.ts';
import { report } from '../retention.ts';

const months = Array.from(
  { length: 24 },
  (_, i) => `${2024 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
);

/** Rows of a customer who pays 100 a month from one month up to another. */
const rows = (id: string, from: string, to = '2025-12') =>
  months.filter((month) => from <= month && month <= to).map((month) => `${id},${month},100`);

const joined = [
  ...['A', 'B', 'C', 'D'].flatMap((id) => rows(id, '2024-02')),
  ...['E', 'F', 'G'].flatMap((id) => rows(id, '2024-08')),
  ...rows('H', '2024-08', '2025-06'),
];
const file = (...more: string[]) => csv('customer,month,mrr', ...more, ...joined);
const source = { period_start: '2024-12', period_end: '2025-12' };

const said = async (content: string) => {
  const { findings, conventions } = await report(content, { source });
  const trend = findings.find(({ code }) => code === 'cohorts-degrading')?.because ?? '';
  return { trend, conventions: conventions.filter((text) => text.startsWith('cohorts leave out')) };
};

test('customers of the first month are in no cohort, and both sentences say so', async () => {
  const { trend, conventions } = await said(file(...rows('X', '2024-01'), ...rows('Y', '2024-01')));
  expect(trend).toMatch(/^`2024-Q3` kept .*; customers whose start is not known are in neither\.$/);
  expect(conventions).toHaveLength(1);
});

test('nothing is left out where every start is known', async () => {
  const first = rows('Z', '2024-01', '2024-01');
  const { trend, conventions } = await said(file(...first));
  expect(trend).toMatch(/^`2024-Q3` kept /);
  expect(trend).not.toContain('not known');
  expect(conventions).toEqual([]);
});
