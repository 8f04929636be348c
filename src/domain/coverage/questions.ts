/** What to ask the founder next: each question names the field its answer fills and what that unlocks. */
import { coverageLines } from '../policy/coverage.ts';
import { mostUnlocking, question } from '../question.ts';
import type { Question } from '../report.ts';
import type { CoverageInput } from './input.ts';
import { growthGiven, type TierBook } from './settle.ts';

const some = (when: boolean, one: Question): Question[] => (when ? [one] : []);

function ofBook(input: CoverageInput, book: readonly TierBook[]): Question[] {
  const served = book.filter(({ customers }) => customers > 0);
  const unknown = served.filter(({ hoursGiven }) => !hoursGiven).map(({ tier }) => tier);
  const rows = { ...input.book, smb: input.book?.smb ?? input.book?.smb_long_tail };
  const uncounted = served.filter(({ tier }) => rows[tier]?.current_csm_count === undefined);
  const csms = book.reduce((sum, tier) => sum + tier.csms, 0);
  const cost = input.loaded_cost;
  const growth =
    growthGiven(input) !== undefined ||
    served.every(({ tier }) => (rows[tier]?.growth_rate ?? rows[tier]?.growth_target_pct) !== undefined);
  return [
    ...some(
      unknown.length > 0,
      question(
        'hours-promised',
        'book.<tier>.hours_per_account',
        `How many hours a year does each account get in ${unknown.join(', ')}?`,
        'hours estimate',
        'promise check',
        'confidence',
      ),
    ),
    ...some(
      cost === undefined || (typeof cost !== 'number' && served.some(({ tier }) => cost[tier] === undefined)),
      question(
        'loaded-cost',
        'loaded_cost',
        'What does a CSM cost a year, with taxes and benefits, by tier?',
        'cost',
        'budget estimate',
        'confidence',
      ),
    ),
    ...some(
      uncounted.length > 0,
      question(
        'csms-today',
        'book.<tier>.current_csm_count',
        `How many CSMs work in ${uncounted.map(({ tier }) => tier).join(', ')} today?`,
        'gap of today',
        'moves',
        'plan',
        'verdict',
      ),
    ),
    ...some(
      !growth,
      question(
        'growth',
        'growth_rate',
        'How much will ARR grow in 12 months, as a fraction?',
        'plan',
        'seats in 12 months',
        'confidence',
      ),
    ),
    ...some(
      input.cs_budget_share === undefined,
      question(
        'budget',
        'cs_budget_share',
        'Which share of ARR may customer success and support cost?',
        'affordability',
      ),
    ),
    ...some(
      input.other_cs_cost_annual === undefined,
      question(
        'other-cost',
        'other_cs_cost_annual',
        'What else is paid from the same budget, such as support and tools?',
        'affordability',
      ),
    ),
    ...some(
      csms >= coverageLines.csOps.csms &&
        input.data_reliable === false &&
        (input.csm_admin_time_share ?? null) === null,
      question(
        'admin-time',
        'csm_admin_time_share',
        'Which share of their time do CSMs spend on administration?',
        'CS Ops',
      ),
    ),
  ];
}

/** The questions of a coverage plan, at most 8. */
export function coverageQuestions(input: CoverageInput, book: readonly TierBook[]): Question[] {
  return mostUnlocking([
    ...(book.length > 0 ? ofBook(input, book) : []),
    ...some(
      input.team !== undefined && input.team.productive_needed === undefined && book.length === 0,
      question(
        'productive-needed',
        'team.productive_needed',
        'How many CSMs at full productivity do you need, and in which month?',
        'hires',
        'verdict',
        'start dates',
      ),
    ),
    ...some(
      input.attrition_rate === undefined && input.team?.attrition_rate === undefined,
      question(
        'attrition',
        'attrition_rate',
        'Which share of CSMs left in the last 12 months?',
        'replacements',
        'confidence',
      ),
    ),
    ...some(
      input.as_of === undefined,
      question('as-of', 'as_of', 'On which day does the plan begin?', 'dates', 'hiring_plan hand-off'),
    ),
    ...some(
      input.weekly_escalations === undefined || input.weekly_escalations === null,
      question('escalations', 'weekly_escalations', 'Do escalations reach you every week?', 'manager'),
    ),
  ]);
}
