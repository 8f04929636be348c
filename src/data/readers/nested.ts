/** Columns of lists or objects, which no cell can hold: left out, and named. */
import type { Assumption } from '../../domain/report.ts';
import { cleanText } from '../clean.ts';

/** The code that names what was left out. */
export const nestedCode = 'nested-columns';

/** The most names that are kept: a file may have another in each row. */
export const mostNamed = 20;

/** What is said of columns that were left out; nothing where none were. Example: "items.data" of a list of subscriptions. */
export const nestedColumns = (names: Iterable<string>): Assumption[] => {
  const value = [...names].map((name) => cleanText(name, 40)).join(', ');
  return value === ''
    ? []
    : [
        {
          field: 'source.columns',
          value,
          source: `columns of lists or objects are left out (${nestedCode})`,
        },
      ];
};

/** The end of a sentence about a column that is missing: it may be in what was left out. */
export function amongLost(assumptions: readonly Assumption[]): string {
  const lost = assumptions.find(({ source }) => source.endsWith(`(${nestedCode})`));
  return lost === undefined
    ? ''
    : `; not read, as they hold lists or objects: ${lost.value}; export their parts as columns of their own`;
}
