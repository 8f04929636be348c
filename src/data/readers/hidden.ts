/** Rows and columns that a workbook hides, by a filter or by hand: they are read like all others, and that is said. */
import type { Assumption } from '../../domain/report.ts';
import { cleanText } from '../clean.ts';
import type { RawCell } from '../table.ts';
import { isBlank } from './header.ts';
import { attribute, isSet, tags } from './xml.ts';

/** Numbers of what is hidden, from 1 as a spreadsheet counts. */
export type Hidden = { rows: readonly number[]; columns: readonly number[] };

/** The codes of what is said of them. */
export const hiddenCodes = { rows: 'hidden-rows', columns: 'hidden-columns' } as const;

/** The most columns that a workbook may have; hidden ones often reach to the last. */
const lastColumn = 16_384;

/** How many of them are named. */
const mostNamed = 5;

/** What a sheet hides, by its XML. */
export function hiddenIn(sheet: string): Hidden {
  const rows: number[] = [];
  let row = 0;
  for (const tag of tags(sheet, 'row')) {
    row = Number(attribute(tag, 'r') ?? row + 1);
    if (isSet(tag, 'hidden')) rows.push(row);
  }
  const columns: number[] = [];
  for (const tag of tags(sheet, 'col')) {
    if (!isSet(tag, 'hidden')) continue;
    const last = Math.min(Number(attribute(tag, 'max')), lastColumn);
    for (let at = Number(attribute(tag, 'min')); at >= 1 && at <= last; at++) columns.push(at);
  }
  return { rows, columns };
}

const named = (names: readonly (string | number)[]): string =>
  `${names.slice(0, mostNamed).join(', ')}${names.length > mostNamed ? ', …' : ''}`;

/**
 * What is said of hidden rows and columns that hold something. `at` is the place of the header, from 0.
 * Example: a filter that leaves 2 of 5 customers gives "3 (rows 2, 4, 5)".
 */
export function hiddenAssumptions(
  hidden: Hidden,
  { rows, headers, at }: { rows: readonly (readonly RawCell[])[]; headers: readonly string[]; at: number },
): Assumption[] {
  const below = hidden.rows.filter((number) => number - 1 > at && !isBlank(rows[number - 1] ?? []));
  const filled = hidden.columns.filter((number) => rows.some((row) => !isBlank([row[number - 1] ?? null])));
  const said = (value: string, what: keyof typeof hiddenCodes, mend: string): Assumption => ({
    field: `hidden_${what}`,
    value,
    source: `${what} that the workbook hides count like all others; ${mend} (${hiddenCodes[what]})`,
  });
  return [
    ...(below.length === 0
      ? []
      : [
          said(
            `${below.length} (${below.length === 1 ? 'row' : 'rows'} ${named(below)})`,
            'rows',
            'where they should not, copy those that are shown into a sheet of their own',
          ),
        ]),
    ...(filled.length === 0
      ? []
      : [
          said(
            `${filled.length} (${named(filled.map((number) => cleanText(headers[number - 1] ?? '', 40)))})`,
            'columns',
            'where one should not, name another with source.columns',
          ),
        ]),
  ];
}
