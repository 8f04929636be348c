/** The stage of the company against what companies of that stage have; it explains, and opens no role. */
import { above, atOrAbove, below } from '../numbers.ts';
import type { CompanyStage } from '../policy/coverage.ts';
import { hiringLines, stageExit, stagePolicy } from '../policy/hiring.ts';
import { customerRoles } from './gates.ts';
import type { HiringInput } from './input.ts';
import type { Situation } from './settle.ts';

export type StageCondition = { key: string; says: string; met: boolean | null };

const least = (value: number | null, line: number): boolean | null =>
  value === null ? null : atOrAbove(value, line);

/** What must be true before the company outgrows its stage. */
export function stageConditions(
  stage: CompanyStage,
  situation: Situation,
  input: HiringInput,
): StageCondition[] {
  const { customers, arr, team } = situation;
  const founder = input.founder_hours_share_on_customers ?? null;
  switch (stage) {
    case 'pre_seed':
    case 'seed':
      return [
        {
          key: 'founder_share',
          says: 'the founder spends over 40% of the week on customers',
          met: founder === null ? null : above(founder, hiringLines.founderShare),
        },
        { key: 'customers', says: '10 customers or more', met: least(customers, hiringLines.customers) },
        {
          key: 'playbook',
          says: 'how customers succeed is written down',
          met: input.playbook_written ?? null,
        },
      ];
    case 'series_a':
      return [
        {
          key: 'customers',
          says: '100 customers or more',
          met: least(customers, stageExit.series_a.customers),
        },
        { key: 'arr', says: 'ARR of 1M or more', met: least(arr, stageExit.series_a.arr) },
        { key: 'csm', says: '3 CSMs or more', met: least(team.csm, stageExit.series_a.csms) },
        { key: 'tiers', says: 'tiers are in use', met: null },
      ];
    case 'series_b':
      return [
        {
          key: 'customers',
          says: '250 customers or more',
          met: least(customers, stageExit.series_b.customers),
        },
        { key: 'arr', says: 'ARR of 5M or more', met: least(arr, stageExit.series_b.arr) },
        {
          key: 'cs_size',
          says: '8 people in customer roles or more',
          met: least(customerRoles(situation, true), stageExit.series_b.csSize),
        },
      ];
    case 'growth':
      return [
        {
          key: 'one_leader',
          says: 'the customer experience needs one leader',
          met: input.needs_single_customer_leader ?? null,
        },
      ];
    case 'late':
      return [];
  }
}

/** Whether headcount or the size of the team is outside what the stage usually has. */
export function stageDisagrees(stage: CompanyStage, situation: Situation, employees: number | null): boolean {
  const { employees: range, csSize } = stagePolicy[stage];
  return (
    (employees !== null && (below(employees, range.low) || above(employees, range.high))) ||
    above(customerRoles(situation, true), csSize.high)
  );
}
