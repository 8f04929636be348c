import { expect, it } from 'vitest';
import { reportId } from '../src/report-id.ts';
import { createReportStore } from '../src/report-store.ts';

const rows = [
  { id: 'a', arr_start: 1, arr_end: 2 },
  { id: 'b', arr_start: 3, arr_end: 4, churn_reason: 'pricing' },
];
const id = (input: Record<string, unknown>, beside?: unknown) => reportId('tool', input, beside);

it('is the same for the same question, whatever the order of rows and keys and the detail', async () => {
  const first = await id({ accounts: rows, stage: 'growth' });
  expect(first).toMatch(/^[0-9a-f]{16}$/);
  expect(await id({ stage: 'growth', accounts: rows.toReversed(), detail: 'full' })).toBe(first);
  const turned = rows.map(({ id: key, ...rest }) => ({ ...rest, id: key }));
  expect(await id({ accounts: turned, stage: 'growth' })).toBe(first);
  const cohorts = [{ name: 'x' }, { name: 'y' }];
  expect(await id({ cohorts: cohorts.toReversed() })).toBe(await id({ cohorts }));
});

it('differs for every other question', async () => {
  const ids = await Promise.all([
    id({ accounts: rows }),
    id({ accounts: rows.slice(1) }),
    id({ accounts: [{ ...rows[0], arr_end: 2.01 }, rows[1]] }),
    id({ accounts: rows, stage: 'growth' }),
    id({ accounts: rows, stage: 'seed' }),
    id({ accounts: rows }, 'book.csv'),
    reportId('other', { accounts: rows }),
  ]);
  expect(new Set(ids).size).toBe(ids.length);
});

it('differs by one value of a field that hardly repeats one, in any order of rows', async () => {
  const named = (n: number) =>
    Array.from({ length: 2_000 }, (_, i) => ({
      id: `c${i}`,
      name: i === n ? 'Other' : `Name ${i}`,
      arr_start: 1,
      arr_end: 1,
    }));
  const first = await id({ accounts: named(-1) });
  expect(await id({ accounts: named(-1).toReversed() })).toBe(first);
  expect(await id({ accounts: named(1_999) })).not.toBe(first);
  const without = named(-1).map(({ name, ...rest }) => (name === 'Name 7' ? rest : { ...rest, name }));
  expect(await id({ accounts: without })).not.toBe(first);
});

it('keeps the last fifty reports', () => {
  const store = createReportStore();
  for (let i = 0; i < 51; i++) store.keep(`r${i}`, { i });
  expect(store.find('r0')).toBeUndefined();
  expect(store.find('r1')).toEqual({ i: 1 });
  expect(store.ids()).toHaveLength(50);
  // Asking again makes a report the newest.
  store.keep('r1', { i: 1 });
  store.keep('r51', { i: 51 });
  expect(store.find('r1')).toBeDefined();
  expect(store.find('r2')).toBeUndefined();
});
