/** A file of tenures knows no amounts: nothing says that its ARR ties, or that it is 0. */
import { expect, test } from 'vitest';
import { reportHtml } from '../../../src/render/html-report.ts';
import { inspected } from '../inspections.ts';
import { csv } from '../load.ts';
import { report, shownText } from '../retention.ts';

const tenures = csv('customer,tenure_months,churned', 'A,12,no', 'B,5,yes', 'C,24,no');

test('what was read says that there is no ARR', async () => {
  expect(await shownText(tenures)).toContain('3 accounts; no ARR in the file.');
  expect((await inspected(tenures)).totals).toMatchObject({ accounts: 3, arr_start: null, arr_end: null });
});

test('neither does a page say more', async () => {
  const page = reportHtml(await report(tenures), []);
  expect(page).toContain('no ARR in the file');
  expect(page).not.toContain('ARR ties');
});
