/** What company, team and outcomes must not say together. Works on raw input, so that all problems come at once. */
import { growthProblem } from '../growth-rate.ts';
import { hiringLines } from '../policy/hiring.ts';
import { clip, type Problem, problem } from '../problem.ts';
import { numberOf, recordOf, rowsOf } from '../raw.ts';

/** Every cross-field problem of a raw hiring input; empty when there is none. Example: growth of 40 asks "did you mean 0.40?". */
export function hiringProblems(raw: unknown): Problem[] {
  const input = recordOf(raw);
  if (input === undefined) return [];
  const out = growthProblem(input['growth_rate'], 'growth_rate');
  const [arr, rate, churned] = ['arr', 'gross_churn_rate', 'churned_arr_12m'].map((field) =>
    numberOf(input[field]),
  );
  if (arr !== undefined && rate !== undefined && churned !== undefined) {
    const computed = arr * rate;
    const slack = hiringLines.churnSlack * Math.max(computed, churned);
    if (Math.abs(computed - churned) > slack) {
      const rest = `gross_churn_rate ${rate} of ARR ${arr} is ${computed}, but churned_arr_12m is ${churned}; keep one`;
      out.push(problem('input', 'conflicting-keys', rest));
    }
  }
  if (arr !== undefined && churned !== undefined && rate === undefined && churned > 10 * arr && arr > 0)
    out.push(
      problem('churned_arr_12m', 'out-of-range', `${churned} is over ten times ARR ${arr}; check both`),
    );
  const seen = new Map<string, number>();
  rowsOf(input['outcomes']).forEach((row, i) => {
    const id = row['id'];
    if (typeof id !== 'string') return;
    const first = seen.get(id);
    if (first === undefined) seen.set(id, i);
    else
      out.push(
        problem(
          `outcomes[${i}].id`,
          'duplicate-id',
          `"${clip(id, 60)}" already used by outcomes[${first}]; give each its own id`,
        ),
      );
  });
  const team = recordOf(input['team']);
  const [csm, group] = [numberOf(team?.['csm']), numberOf(input['largest_csm_group'])];
  if (csm !== undefined && group !== undefined && group > csm)
    out.push(problem('largest_csm_group', 'exceeds-whole', `${group} exceeds team.csm ${csm}; check both`));
  return out;
}
