/** Seven ways to build the team that cost more than they give. What is not known does not fire; it is listed as unchecked. */
import { above, atOrAbove, below } from '../numbers.ts';
import { type AntiPattern, antiPatterns, hiringLines as lines } from '../policy/hiring.ts';
import type { HiringInput } from './input.ts';
import type { Situation } from './settle.ts';

/** true: it fires; null: the facts do not say. */
export type PatternCheck = { pattern: AntiPattern; fired: boolean | null; says: string };

/** All of some answers: false beats unknown beats true. */
const allOf = (...answers: (boolean | null)[]): boolean | null =>
  answers.includes(false) ? false : answers.includes(null) ? null : true;

/** Checks each pattern. Example: one support agent, no CSM, 30 customers fires `support-before-csm`. */
export function checkPatterns({ team, customers, arr, acv }: Situation, input: HiringInput): PatternCheck[] {
  const signals = input.signals ?? {};
  const proposed = input.proposed_role === 'cco';
  const fired: Readonly<Record<AntiPattern, readonly [boolean | null, string]>> = {
    'support-before-csm': [
      allOf(
        atOrAbove(team.support, 1) && team.csm === 0,
        customers === null ? null : below(customers, lines.supportBeforeCsmCustomers),
      ),
      'support was hired before anybody owns the value customers get',
    ],
    'ops-before-csms': [
      atOrAbove(team.cs_ops, 1) && below(team.csm, lines.opsBeforeCsms),
      'operations were hired before there are CSMs to relieve',
    ],
    'untrained-manager': [
      signals.manager_promoted_untrained ?? null,
      'a CSM leads the team without training',
    ],
    'csm-am-merged-too-long': [
      allOf(
        atOrAbove(team.csm, lines.merged.csms) && team.account_manager === 0,
        arr === null ? null : above(arr, lines.merged.arr),
        acv === null ? null : atOrAbove(acv, lines.merged.acv),
      ),
      'CSMs still carry contracts that are worth an account manager',
    ],
    'csm-as-support-plus': [signals.tickets_routed_to_csms ?? null, 'tickets are routed to CSMs'],
    'customer-marketing-under-cs': [
      signals.customer_marketing_reports_to === undefined
        ? null
        : signals.customer_marketing_reports_to === 'cs',
      'customer marketing reports to customer success',
    ],
    'cco-too-early': [
      atOrAbove(team.cco, 1) || proposed ? (arr === null ? null : below(arr, lines.cco.arr)) : false,
      'a CCO comes before there is ARR for one',
    ],
  };
  return antiPatterns.map((pattern) => ({ pattern, fired: fired[pattern][0], says: fired[pattern][1] }));
}
