/** What a plan and its answers must not say together. Works on raw input, so that all problems come at once. */
import { above } from '../numbers.ts';
import { type Problem, problem } from '../problem.ts';
import { entriesOf, numberOf, recordOf, rowsOf } from '../raw.ts';

/** Shares of pay may miss 1 by a rounding. */
const mixSlack = 0.01;

/** Every cross-field problem of a raw review input; empty when there is none. Example: shares of pay that sum to 0.9 are refused. */
export function reviewProblems(raw: unknown): Problem[] {
  const input = recordOf(raw);
  const answers = recordOf(input?.['answers']);
  const out: Problem[] = [];
  const mix = recordOf(recordOf(answers?.['pay'])?.['mix']);
  if (mix !== undefined) {
    const sum = entriesOf(mix).reduce((total, [, value]) => total + (numberOf(value) ?? 0), 0);
    if (above(Math.abs(sum - 1), mixSlack)) {
      const rest = `shares of variable pay sum to ${Number(sum.toFixed(4))}; they must sum to 1`;
      out.push(problem('answers.pay.mix', 'exceeds-whole', rest));
    }
  }
  const arr = rowsOf(answers?.['ttv']).reduce((total, row) => total + (numberOf(row['arr_share']) ?? 0), 0);
  if (above(arr, 1))
    out.push(
      problem(
        'answers.ttv',
        'exceeds-whole',
        `arr_share sums to ${Number(arr.toFixed(4))}; all segments together are at most 1`,
      ),
    );
  const list = recordOf(answers?.['exit_list']);
  const [candidates, path] = [numberOf(list?.['candidates']), numberOf(list?.['with_path'])];
  if (candidates !== undefined && path !== undefined && path > candidates)
    out.push(
      problem(
        'answers.exit_list.with_path',
        'exceeds-whole',
        `${path} exceeds candidates ${candidates}; check both`,
      ),
    );
  const [date, asOf, by] = [input?.['date'], input?.['as_of'], recordOf(input?.['outcome'])?.['by']];
  if (typeof by === 'string' && typeof asOf === 'string' && by < asOf)
    out.push(problem('outcome.by', 'out-of-range', `${by} is before as_of ${asOf}; give a day to come`));
  if (typeof by === 'string' && typeof date === 'string' && by < date)
    out.push(
      problem('outcome.by', 'out-of-range', `${by} is before the plan's date ${date}; check it afterwards`),
    );
  return out;
}
