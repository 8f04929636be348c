/** The one shape a file is read in: as the caller says, or the best candidate where no other comes close. */
import { atOrAbove, below } from '../../domain/numbers.ts';
import { shapeLines } from '../../domain/policy/files.ts';
import { clip, openQuestion, type Problem, problem } from '../../domain/problem.ts';
import { namedColumnProblems } from '../columns.ts';
import type { RowSource } from '../rows.ts';
import { type Shape, type Source, shapes, timelineColumns } from '../source.ts';
import { timelineReaders } from '../timeline/read-timeline.ts';
import { type Choice, chooseShape } from './choose-shape.ts';
import { customersShape } from './customers.ts';
import { missingFields } from './needs.ts';
import { recordColumns } from './record-columns.ts';

export type SettledShape =
  | { ok: true; shape: Shape; choice: Choice }
  /** Two shapes fit that differ in what an amount stands for: the caller has to be shown both. */
  | { ok: 'amount-basis'; choice: Choice }
  | { ok: false; problems: Problem[] };

/** Shapes of other tools, and what to say about them. */
const elsewhere: Partial<Record<Shape, string>> = {
  customers:
    'the file has one amount a customer, which is one position; retention needs two: add the ARR of a year before, or use the tool that designs segments',
  book: 'the file has totals a tier and no movements; use the tool that sizes coverage',
};

/** What to say about a list of customers that has no amount at all. */
const noAmounts =
  'the file lists customers and no column of ARR or MRR was found; retention needs two positions of each: add the ARR of both, or export what was paid over time';

const refused = (wrong: Problem): SettledShape => ({ ok: false, problems: [wrong] });

/** Fields mapped by the caller that files of this shape do not have. */
const foreignColumns = (source: Source, shape: Shape): Problem[] =>
  Object.keys(source.columns ?? {})
    .filter((field) => !timelineColumns.some((known) => known === field))
    .map((field) =>
      problem(
        `source.columns.${field}`,
        'unknown-column',
        `a file of the shape ${shape} has no such field; it has ${timelineColumns.join(', ')}`,
      ),
    );

const hasAmount = (headers: readonly string[], { columns }: Source): boolean =>
  recordColumns(headers, customersShape.fields, columns).has(customersShape.amount);

/** Settles the shape of a file. Example: headers `customer, month, mrr` settle on monthly_long. */
export function settleShape(rows: RowSource, source: Source): SettledShape {
  const wrong = namedColumnProblems(rows.headers, source.columns);
  if (wrong.length > 0) return { ok: false, problems: wrong };
  const choice = chooseShape(rows, source, shapes);
  const settled = (shape: Shape): SettledShape => {
    const bare = shape === 'customers' && !hasAmount(rows.headers, source);
    const other = bare ? noAmounts : elsewhere[shape];
    if (other !== undefined) return refused(problem('source.path', 'wrong-shape', other));
    const foreign =
      timelineReaders[shape] === undefined
        ? []
        : [
            ...foreignColumns(source, shape),
            ...missingFields(shape, choice.fields, rows.headers, choice.undeclared),
          ];
    return foreign.length > 0 ? { ok: false, problems: foreign } : { ok: true, shape, choice };
  };
  if (source.shape !== undefined) return settled(source.shape);
  const [best, second] = choice.candidates;
  // What nothing fits is most often a file of two positions whose headers are not known.
  if (best === undefined) return settled('two_snapshots');
  if (below(best.score, shapeLines.medium)) {
    const rest = `the headers are those of ${best.shape}, but most cells under them cannot be read so; pass shape if it is, or name the columns`;
    return refused(problem('source.shape', 'ambiguous-shape', rest));
  }
  if (second === undefined || atOrAbove(best.score - second.score, shapeLines.close))
    return settled(best.shape);
  const pair = [best.shape, second.shape];
  if (pair.includes('invoice_lines') && pair.includes('subscription_periods'))
    return { ok: 'amount-basis', choice };
  const rest = `the file can be read as ${best.shape} or as ${second.shape}; say which (headers: ${clip(rows.headers.join(', '), 200)})`;
  const options = [best, second].map(({ shape, score }) => ({
    value: shape,
    effect: `${shape}, ${Math.round(score * 100)} of 100`,
  }));
  return refused(openQuestion('source.shape', 'ambiguous-shape', rest, options));
}
