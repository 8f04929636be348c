/** What was kept, in a few lines. */

import { quoted } from '../domain/problem.ts';
import type { RecordAnswer } from '../domain/progress/answers.ts';

/** The text of a record. Example: it begins "Kept `2026-09-30-retention-be5258ae`". */
export function recordText(answer: RecordAnswer): string {
  const { id, uri, file, created, decision, figures_kept, review_on, corrects, breaches, notes } = answer;
  return [
    `${created ? 'Kept' : 'Kept already, nothing was written:'} \`${id}\` (${decision}) in ${file}; read it at ${uri}.`,
    `- ${figures_kept} figures with their intervals, the memo and the founder's words.`,
    ...(review_on === null ? [] : [`- Second look: ${review_on}.`]),
    ...(corrects === null ? [] : [`- It stands in for \`${corrects}\`, which stays in its file.`]),
    ...(breaches === null
      ? ['- The memo was not checked.']
      : breaches.length === 0
        ? ['- The memo keeps the output standard.']
        : breaches.map(
            ({ code, line, because }) => `- Memo, line ${line}, \`${code}\`: ${quoted(because, 300)}`,
          )),
    ...notes.map((note) => `- ${note}`),
  ].join('\n');
}
