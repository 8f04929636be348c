/** What of a report is kept and compared: its figures with their intervals, and what they are defined by. */
import * as z from 'zod';
import { dayNumber } from '../dates.ts';
import { units } from '../figure.ts';
import { decisions } from '../memo.ts';
import { compareText } from '../numbers.ts';
import { confidences } from '../report.ts';
import { type KeptFigure, type KeptReview, keptTools, mostKept } from './kept-review.ts';

/** A report as it is read here. It may come from a file or a caller: only what has the right form is used. */
export const recordableSchema = z.object({
  ok: z.literal(true),
  tool: z.enum(keptTools),
  report_id: z.string().regex(/^[0-9a-f]{16}$/),
  policy_version: z.string().min(1).max(40),
  as_of: z
    .string()
    .refine((day) => dayNumber(day) !== null)
    .nullable(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  verdict: z.string().min(1).max(64),
  confidence: z.enum(confidences),
  memo: z.object({
    bottom_line: z.string().max(2_000),
    decision: z.enum(decisions),
    evidence: z.array(z.string().max(2_000)).max(6),
    how_to_act: z.array(z.string().max(2_000)).max(3),
    your_decision: z.string().max(2_000),
  }),
  figures: z
    .array(
      z.object({
        id: z.string().min(1).max(80),
        label: z.string().min(1).max(120),
        value: z.number().nullable(),
        unit: z.enum(units),
        display: z.string().max(200),
      }),
    )
    .max(1_000),
  assumptions: z
    .array(z.object({ field: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.null()]) }))
    .max(500),
  definitions: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  reconciliation: z.object({ excluded: z.array(z.object({ reason: z.string() })).max(50) }).optional(),
  rows_omitted: z.object({ parts: z.record(z.string(), z.number()) }).optional(),
});

export type Recordable = z.infer<typeof recordableSchema>;

/** What two positions in time are compared by. A kept review is one. */
export type Snapshot = Pick<
  KeptReview,
  | 'tool'
  | 'report_id'
  | 'policy_version'
  | 'as_of'
  | 'currency'
  | 'verdict'
  | 'figures'
  | 'definitions'
  | 'assumed'
>;

/** Reasons for leaving out rows that change who is counted; a total row or a blank one does not. */
const populationReasons = ['excluded_by_caller', 'other_currency', 'bad_row'];

type Plain = string | number | boolean | null;

const inOrder = (entries: readonly (readonly [string, Plain])[]): Record<string, Plain> =>
  Object.fromEntries([...entries].sort(([a], [b]) => compareText(a, b)));

const clipped = (value: Plain): Plain => (typeof value === 'string' ? value.slice(0, 200) : value);

/** Definitions of a report: its own, and which rows of the file do not count. Null when it says nothing. */
function definitionsOf({ definitions, reconciliation }: Recordable): Snapshot['definitions'] {
  const left = populationReasons.filter((reason) =>
    reconciliation?.excluded.some((one) => one.reason === reason),
  );
  const entries = Object.entries(definitions ?? {}).map(([key, value]) => [key, clipped(value)] as const);
  const rows = reconciliation === undefined ? [] : [['rows_left_out', left.join(', ') || 'none'] as const];
  return entries.length + rows.length === 0 ? null : inOrder([...entries, ...rows]);
}

/** A difference of rates is itself a comparison, and is not compared again. */
const isDifference = ({ unit, display }: Recordable['figures'][number]): boolean =>
  unit === 'share' && display.endsWith(' points');

/** The figures of a report that are asked for, each with its interval where the report has one (`<id>_low`, `<id>_high`). */
export function keptFigures(report: Recordable, ids: ReadonlySet<string>): KeptFigure[] {
  const values = new Map(report.figures.map(({ id, value }) => [id, value]));
  const ends = new Set(report.figures.flatMap(({ id }) => [`${id}_low`, `${id}_high`]));
  return report.figures
    .filter((figure) => ids.has(figure.id) && !ends.has(figure.id) && !isDifference(figure))
    .slice(0, mostKept.figures)
    .map(({ id, label, value, unit }) => {
      const [low, high] = [values.get(`${id}_low`) ?? null, values.get(`${id}_high`) ?? null];
      return low === null || high === null
        ? { id, label, value, unit }
        : { id, label, value, unit, low, high };
    });
}

/** Figure ids cited by the memo's evidence. Example: "GRR 82.3% [grr]" cites grr. */
export const citedFigures = ({ memo }: Recordable): string[] =>
  memo.evidence.flatMap((line) => /\[([^\]]*)\]$/.exec(line)?.[1]?.split(', ') ?? []);

/**
 * The part of a report that is kept: figures that are asked for, definitions and assumptions.
 * Example: `snapshotOf(report, new Set(['grr'])).figures[0]` has value, low and high of GRR.
 */
export function snapshotOf(report: Recordable, ids: ReadonlySet<string>): Snapshot {
  const { tool, report_id, policy_version, as_of, currency, verdict, assumptions, rows_omitted } = report;
  // A list that was cut for size says nothing about what it lost.
  const cut = rows_omitted !== undefined && Object.hasOwn(rows_omitted.parts, 'assumptions');
  return {
    tool,
    report_id,
    policy_version,
    as_of,
    currency,
    verdict,
    figures: keptFigures(report, ids),
    definitions: definitionsOf(report),
    assumed: cut
      ? null
      : inOrder(assumptions.map(({ field, value }) => [field.slice(0, 80), clipped(value)] as const)),
  };
}
