/** Words of a file for which a field has no choice, where a row is no worse for it: they are unknown, and said to be. */
import type { Reconciliation } from '../../domain/reconciliation.ts';
import { isMissing } from '../cells/numbers.ts';
import { cleanText } from '../clean.ts';
import { normalHeader } from '../columns.ts';
import type { RawTable } from '../table.ts';
import type { RecordShape } from './record-shape.ts';

type Notice = NonNullable<Reconciliation['notices']>[number];

/** Words that are listed; more are counted. */
const listedWords = 5;

/**
 * A notice for each column whose words are partly no choice of its field, with those that are.
 * Example: "they were slow" under Reason is no cause; causes are never_went_live, low_adoption and so on.
 */
export function unknownWords(
  { rows, headers }: Pick<RawTable, 'rows' | 'headers'>,
  index: ReadonlyMap<string, number>,
  { fields }: RecordShape,
): { field: string; notice: Notice }[] {
  return [...index].flatMap(([field, at]) => {
    const { choices = {}, lenient } = fields[field] ?? {};
    if (lenient !== true) return [];
    const cells = rows.map((row) => cleanText(String(row[at] ?? ''), 60));
    const unknown = cells.filter((cell) => !isMissing(cell) && !Object.hasOwn(choices, normalHeader(cell)));
    if (unknown.length === 0) return [];
    const words = [...new Set(unknown)];
    const more = words.length > listedWords ? ` and ${words.length - listedWords} more` : '';
    const shown = words.slice(0, listedWords).map((word) => `"${word.replaceAll('"', "'")}"`);
    const valid = [...new Set(Object.values(choices))].filter((choice) => choice !== 'unknown').join(', ');
    const message = `${shown.join(', ')}${more} ${words.length === 1 ? `is no ${field}` : `are no ${field}s`} known here and taken as unknown; write one of ${valid} in the file`;
    return [
      {
        field,
        notice: {
          code: `unknown-${field}`,
          count: unknown.length,
          first_rows: [],
          column: headers[at] ?? null,
          message,
        },
      },
    ];
  });
}
