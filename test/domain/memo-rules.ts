/** The rules of the output standard, as far as they can be checked on a memo that a tool wrote. */
import { expect } from 'vitest';
import type { Column } from '../../src/domain/column.ts';
import type { Figure } from '../../src/domain/figure.ts';
import type { Memo } from '../../src/domain/memo.ts';
import type { Table } from '../../src/domain/report.ts';
import { cellText } from '../../src/render/table.ts';

type Checked = {
  memo: Memo;
  currency: string;
  figures: readonly Figure[];
  tables: Readonly<Record<string, Table | undefined>>;
};

const banned =
  /(?<![\w-])(?:good|great|excellent|strong|solid|robust|healthy|best|poor|bad|weak|terrible|concerning|critical|significant|substantial|huge|large|small|high|low|major|minor|very|clearly|only|just|merely|most|many|few|several|some|majority|nearly|almost|about|roughly)(?![\w-])/i;

const verbs =
  'Act Add Agree Answer Approve Ask Assign Audit Brief Build Call Check Close Collect Compare Confirm Continue Correct Cut Decide Define Document Draft Export Fix Freeze Hire Hold Interview List Measure Meet Monitor Move Name Open Protect Publish Recompute Redeploy Redesign Remove Replace Report Reprice Resolve Restate Review Run Schedule Send Set Split Start Stop Test Track Train Turn Update Verify Work Write'.split(
    ' ',
  );

const unquoted = (text: string): string => text.replace(/`[^`]*`/g, '``');

/** Numbers of a text as shown: money, percent, plain; dates, days and quarters are horizons and left out. */
const numbersIn = (text: string): string[] =>
  unquoted(text)
    .replace(/\d{4}-\d{2}-\d{2}|Q[1-4][ -]\d{4}|within \d+ days|in \d+ months/g, '')
    .match(/-?(?:[A-Z]{3} |\$)?\d[\d,]*(?:\.\d+)?%?/g) ?? [];

/** The shown text of an id: a figure, or a cell of a table. */
function shownText(
  of: Checked,
  columns: Readonly<Record<string, readonly Column[]>>,
  id: string,
): string | null {
  const figure = of.figures.find((one) => one.id === id);
  if (figure !== undefined) return figure.display;
  const [table = '', ...rest] = id.split('.');
  const column = columns[table]?.find((one) => one.id === rest.at(-1));
  const row = of.tables[table]?.rows?.find(({ key }) => key === rest.slice(0, -1).join('.'));
  return row === undefined || column === undefined ? null : cellText(row[column.id], column, of.currency);
}

/** Checks a memo: one sentence with a reason, evidence that can be traced, three steps, one choice. */
export function expectMemo(of: Checked, columns: Readonly<Record<string, readonly Column[]>>): void {
  const { memo } = of;
  const bottom = unquoted(memo.bottom_line);
  expect(bottom.split(' ').length, memo.bottom_line).toBeLessThanOrEqual(40);
  expect(bottom.replace(/\d\.\d/g, '').match(/[.!?](?: |$)/g), memo.bottom_line).toHaveLength(1);
  expect(memo.evidence.length).toBeGreaterThanOrEqual(2);
  expect(memo.evidence.length).toBeLessThanOrEqual(6);
  for (const line of memo.evidence) {
    expect(unquoted(line), line).not.toMatch(banned);
    const [, text = '', list = ''] = /^(.*) \[([^\]]+)\]$/.exec(line) ?? [];
    expect(numbersIn(text).length, line).toBeGreaterThan(0);
    let from = 0;
    for (const id of list.split(', ')) {
      const shown = shownText(of, columns, id);
      expect(shown, `${id} in: ${line}`).not.toBeNull();
      const at = text.indexOf(shown ?? '', from);
      expect(at, `${id} = ${shown} in order in: ${line}`).toBeGreaterThanOrEqual(0);
      from = at + (shown ?? '').length;
    }
  }
  const evidence = memo.evidence.join('\n');
  expect(memo.how_to_act).toHaveLength(3);
  for (const step of memo.how_to_act) {
    expect(verbs, step).toContain(step.split(' ')[0]);
    expect(step).toMatch(/\. Owner: [A-Z][\w ]+\. By: (?:\d{4}-\d{2}-\d{2}|within \d+ days)$/);
  }
  expect(memo.your_decision).toMatch(/\?(?: \([a-z_]+\))?$/);
  for (const part of [memo.bottom_line, ...memo.how_to_act, memo.your_decision])
    for (const number of numbersIn(part)) expect(evidence, `${number} of: ${part}`).toContain(number);
}
