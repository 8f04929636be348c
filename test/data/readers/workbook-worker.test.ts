/** The thread that reads workbooks, asked directly. */

import workbookCode from 'worker:../../../src/data/readers/workbook-worker.ts';
import { expect, test } from 'vitest';
import { askThread } from '../../../src/data/readers/thread.ts';
import type { WorkbookAnswer, WorkbookQuestion } from '../../../src/data/readers/workbook-worker.ts';
import { workbookParts, zipOf } from '../zip-writer.ts';

test('a slow machine reads a large sheet, as the clock has no say in how', async () => {
  const rows = Array.from(
    { length: 20_000 },
    (_, i) => `<row r="${i + 1}"><c r="A${i + 1}"><v>${i}</v></c><c r="B${i + 1}"><v>2</v></c></row>`,
  );
  const bytes = zipOf(workbookParts(rows.join(''))).slice().buffer as ArrayBuffer;
  // A second passes between any two looks at the clock.
  const slow = `let now = 0; Date.now = () => (now += 1000);${workbookCode}`;
  const answer = await askThread<WorkbookQuestion, WorkbookAnswer>(slow, { bytes }, 60_000, {});
  expect(answer).toMatchObject({ sheets: [{ rows: { length: 20_000 } }] });
}, 90_000);
