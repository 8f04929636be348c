/** `cco-advisor record <report.json>`: keeps a review from the command line. */
import { recordReview } from '../tools/record-review.ts';
import type { MemoryCommand } from './memory.ts';

/** One target as it is typed. Example: "grr=0.85@2027-03-31" is { figure: 'grr', target: 0.85, by: '2027-03-31' }. */
function expectationFrom(text: string): Record<string, unknown> {
  const [, figure, target, by] = /^([^=]*)=([^@]*)@(.*)$/s.exec(text) ?? [];
  if (figure === undefined || target === undefined)
    throw new TypeError(`--expect takes FIGURE=TARGET@DATE, such as grr=0.85@2027-03-31`);
  const number = Number(target);
  return { figure, target: target.trim() !== '' && Number.isFinite(number) ? number : target, by };
}

export const recordCommand: MemoryCommand = {
  line: recordReview,
  leavesOut: ['memo', 'report'],
  options: [
    { flag: 'memo', takes: 'FILE', help: 'the memo as it was told; else that of the report' },
    {
      flag: 'expect',
      takes: 'FIGURE=TARGET@DATE',
      help: 'what the decision is to change (repeatable)',
      multiple: true,
    },
  ],
  ask: (values, file) => {
    const expect = Array.isArray(values['expect']) ? values['expect'].map(String).map(expectationFrom) : [];
    return {
      input: expect.length > 0 ? { expect } : {},
      reports: file === undefined ? [] : [file],
      reportsField: 'report',
      memoFile: typeof values['memo'] === 'string' ? values['memo'] : undefined,
    };
  },
  about: `cco-advisor record <report.json> --decision TEXT --memory-dir FOLDER

Keeps a review: the numbers of an answer (saved with --json --detail full), the
memo, and what the founder decided, as one Markdown file that is never
overwritten. Nothing is written without --memory-dir; the folder is made when
the one above it is there.

Examples
  cco-advisor retention accounts.csv --as-of 2026-09-30 \\
    --json --detail full > q3.json
  cco-advisor record q3.json --memory-dir ./cco-reviews \\
    --decision "Onboarding first" --choice "A) onboarding hours" \\
    --expect grr=0.85@2027-03-31 --review-on 2027-01-15`,
};
