/** What an inspection says a reader should know of a file before it is analysed. */
import type { InspectedIssue } from '../domain/inspection.ts';
import type { Reconciliation } from '../domain/reconciliation.ts';
import type { Assumption } from '../domain/report.ts';
import { cleanText } from './clean.ts';
import { hiddenCodes } from './readers/hidden.ts';
import { nestedCode } from './readers/nested.ts';
import type { RowSource } from './rows.ts';
import { mayBeSkipped } from './shapes/bad-rows.ts';
import type { AnySource } from './source.ts';
import type { TimelineRead } from './timeline/read-timeline.ts';

/** What a founder may not want, and cannot see in the file. */
const unseen: ReadonlySet<string> = new Set(Object.values(hiddenCodes));

/** Issues whose assumption says in its value what they are about. */
const valued: ReadonlySet<string> = new Set([nestedCode, ...unseen]);

/** Issues that an assumption names in brackets at its end. Example: "names stand in (name-used-as-id)". */
export const assumptionIssues = (assumptions: readonly Assumption[]): InspectedIssue[] =>
  assumptions.flatMap(({ source, value }) => {
    const match = /^(.*) \(([a-z-]+)\)$/.exec(source);
    return match === null
      ? []
      : [
          {
            code: match[2] ?? '',
            severity: unseen.has(match[2] ?? '') ? ('warning' as const) : ('info' as const),
            count: 1,
            first_rows: [],
            column: null,
            message: `${match[1] ?? ''}${valued.has(match[2] ?? '') ? `: ${value}` : ''}`,
          },
        ];
  });

/** What a file is read by and nothing is wrong with; a reconciliation does not tell it from a warning. */
const informs: ReadonlySet<string> = new Set([
  'inclusive-end',
  'name-used-as-id',
  'booked-against-arr',
  'renewal-signed-early',
]);

/** Bad rows are skipped here, so that one look shows them all beside everything else. */
export function reconciliationIssues(
  { rows_read, excluded, notices = [] }: Reconciliation,
  source: AnySource,
): InspectedIssue[] {
  const bad = excluded.find(({ reason }) => reason === 'bad_row');
  const skipped = source.skip_bad_rows === true && (bad?.rows ?? 0) <= mayBeSkipped(rows_read, source);
  return [
    ...(bad === undefined
      ? []
      : [
          {
            code: 'bad-rows',
            severity: skipped ? ('warning' as const) : ('error' as const),
            count: bad.rows,
            first_rows: bad.first_rows,
            column: null,
            message: `rows that cannot be read${skipped ? ' are left out as asked' : '; fix them, or pass skip_bad_rows: true'}`,
          },
        ]),
    ...notices.map((notice) => ({
      ...notice,
      severity: informs.has(notice.code) ? ('info' as const) : ('warning' as const),
    })),
  ];
}

/** What an analysis would refuse although every row can be read: accounts of which none pays at the first position. */
export function noBaseIssue({ arr_start, position_start }: Reconciliation): InspectedIssue[] {
  if (arr_start === null || arr_start.from_accounts > 0) return [];
  const at = position_start === null ? 'at period start' : `at ${position_start}`;
  const rest = position_start === null ? '' : '; choose a start at which customers pay';
  return [
    {
      code: 'no-base',
      severity: 'error',
      count: 1,
      first_rows: [],
      column: null,
      message: `nobody pays ${at}, so retention has no base${rest}`,
    },
  ];
}

/** What a file over time says of itself, where its period is still open and no reconciliation carries it. */
export const openIssues = ({ timeline, near }: TimelineRead): InspectedIssue[] => [
  ...timeline.ledger.issues.list(),
  ...near.map((notice) => ({ ...notice, severity: 'warning' as const })),
];

/** Headers that were repeated or missing, by the names that stand in for them. */
export function headerIssues({
  headers,
  repeated,
  firstRow,
}: Pick<RowSource, 'headers' | 'repeated' | 'firstRow'>): InspectedIssue[] {
  const issue = (code: string, count: number, message: string): InspectedIssue => ({
    code,
    severity: 'warning',
    count,
    first_rows: [],
    column: null,
    message,
  });
  const listed = repeated.map(({ header, name }) => `"${header}", read as ${name}`).join('; ');
  const none = firstRow === 1 && headers.every((name, i) => name === `column_${i + 1}`);
  return [
    ...(none
      ? [issue('no-header', 1, 'no row names the columns; say which is which with source.columns')]
      : []),
    ...(repeated.length > 0
      ? [issue('repeated-header', repeated.length, `headers stand more than once: ${cleanText(listed, 200)}`)]
      : []),
  ];
}
