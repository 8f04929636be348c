/** What to ask the founder next: each question names the field its answer fills and what that unlocks. */
import { rolePolicy, scoredRoles } from '../policy/hiring.ts';
import { mostUnlocking, question } from '../question.ts';
import type { Question } from '../report.ts';
import type { Evaluation } from './evaluate.ts';
import type { HiringInput } from './input.ts';
import type { Decision } from './verdict.ts';

/** What the questions are decided by. */
export type QuestionContext = {
  input: HiringInput;
  evaluation: Evaluation;
  decision: Decision;
  unknownShare: number | null;
};

/** Unknown gates of the roles that count: those that qualify, and the best that do not. */
function aboutGates({ evaluation, decision }: QuestionContext): Question[] {
  const asked = new Map<string, { says: string; roles: string[] }>();
  const roles = [decision.outside, decision.next, decision.runnerUp].filter((one) => one !== null);
  const scored = scoredRoles
    .map((role) => evaluation.candidates[role])
    .filter(({ worth }) => worth?.score !== null);
  for (const { role, gates } of new Set([...roles, ...scored]))
    for (const { open, field, says } of gates) {
      if (open !== null) continue;
      const entry = asked.get(field) ?? { says, roles: [] };
      entry.roles.push(rolePolicy[role].title);
      asked.set(field, entry);
    }
  return [...asked].map(([field, { says, roles: unlocks }]) =>
    question(`gate-${field.replaceAll(/[._[\]]+/g, '-')}`, field, `Is it so: ${says}?`, ...new Set(unlocks)),
  );
}

/** The questions of a hiring plan, at most 8. */
export function hiringQuestions(context: QuestionContext): Question[] {
  const { input, evaluation, unknownShare } = context;
  const some = (when: boolean, one: Question): Question[] => (when ? [one] : []);
  const { ttv_days: days, ttv_target_days: target } = input.signals ?? {};
  const slow = days !== undefined && target !== undefined && days > target;
  const unasked = evaluation.candidates.implementation.worth?.outcomes.length === 0;
  return mostUnlocking([
    ...some(
      (input.outcomes ?? []).length === 0,
      question(
        'outcome',
        'outcomes',
        'Which customer outcome fails most, why, and how much ARR rests on it?',
        'next hire',
        'score',
        'sequence',
        'confidence',
      ),
    ),
    ...some(
      unknownShare !== null && unknownShare > 0 && (input.outcomes ?? []).length > 0,
      question(
        'causes',
        'outcomes[].cause',
        'Why did the ARR without a known cause leave?',
        'score',
        'next hire',
        'confidence',
      ),
    ),
    ...some(
      slow && unasked,
      question(
        'slow-start-arr',
        'outcomes',
        'How much ARR rests on customers who reach first value late?',
        'implementation score',
        'next hire',
      ),
    ),
    ...some(
      input.arr === undefined || input.arr === null,
      question('arr', 'arr', 'What is ARR today?', 'break-even', 'csm book score', 'cost share'),
    ),
    ...some(
      input.customers === undefined || input.customers === null,
      question('customers', 'customers', 'How many customers pay today?', 'gates', 'acv'),
    ),
    ...some(
      input.churned_arr_12m === undefined && input.gross_churn_rate === undefined,
      question(
        'churn',
        'churned_arr_12m',
        'How much ARR left in the last 12 months?',
        'ceiling test',
        'unnamed losses',
      ),
    ),
    ...some(
      input.as_of === undefined,
      question('as-of', 'as_of', 'On which day does the plan begin?', 'quarters', 'hiring_plan hand-off'),
    ),
    ...some(
      input.team === undefined,
      question(
        'team',
        'team',
        'Who is in customer roles today, by role?',
        'gates',
        'team cost',
        'anti-patterns',
      ),
    ),
    ...some(
      input.growth_rate === undefined,
      question('growth', 'growth_rate', 'How much will ARR grow in 12 months, as a fraction?', 'sequence'),
    ),
    ...aboutGates(context),
  ]);
}
