/** What must be true before a role is opened: each gate true, false or unknown, with what is there and what is needed. */

import type { Unit } from '../figure.ts';
import { above, atOrAbove, atOrBelow } from '../numbers.ts';
import {
  hiringLines as lines,
  prerequisites,
  type Role,
  repeatable,
  roleNames,
  rolePolicy,
} from '../policy/hiring.ts';
import type { HiringInput } from './input.ts';
import type { HiringSettings, Situation } from './settle.ts';
import type { Split } from './split.ts';
import type { Worth } from './value.ts';

export type Gate = {
  gate: string;
  open: boolean | null;
  /** Numbers where the gate has one; their unit. */
  have: number | null;
  need: number | null;
  unit: Unit | null;
  /** The condition in words. */
  says: string;
  /** The input field that would answer it. */
  field: string;
};

/** What gates look at. */
export type GateContext = {
  situation: Situation;
  input: HiringInput;
  settings: HiringSettings;
  split: Split;
  worth: Worth | null;
};

const least = (
  gate: string,
  have: number | null | undefined,
  need: number,
  unit: Unit,
  says: string,
  field: string,
): Gate => ({
  gate,
  open: have === null || have === undefined ? null : atOrAbove(have, need),
  have: have ?? null,
  need,
  unit,
  says,
  field,
});

const fact = (gate: string, open: boolean | null | undefined, says: string, field: string): Gate => ({
  gate,
  open: open ?? null,
  have: null,
  need: null,
  unit: null,
  says,
  field,
});

/** Any of some answers: true beats unknown beats false. */
const anyOf = (...answers: (boolean | null)[]): boolean | null =>
  answers.includes(true) ? true : answers.includes(null) ? null : false;

const compare = (value: number | undefined, line: number, strict: boolean): boolean | null =>
  value === undefined ? null : strict ? above(value, line) : atOrAbove(value, line);

const productGate = ({ settings }: GateContext): Gate => ({
  gate: 'product_share',
  open: settings.productShare === null ? null : atOrBelow(settings.productShare, lines.productShare),
  have: settings.productShare,
  need: lines.productShare,
  unit: 'share',
  says: 'product causes are at most a third of lost ARR',
  field: 'outcomes[].cause',
});

/** People in customer roles. Marketing is left out where the question is who leads them. */
export const customerRoles = ({ team }: Situation, withMarketing: boolean): number =>
  roleNames
    .filter((role) => withMarketing || role !== 'customer_marketing')
    .reduce((total, role) => total + team[role], 0);

const csmCount = ({ situation }: GateContext, need: number): Gate =>
  least('csm', situation.team.csm, need, 'fte', 'there are enough CSMs', 'team.csm');

/** Whether the newest person has landed, where the role builds on that person or is the same again. */
function landed(role: Role, { input, situation }: GateContext): Gate[] {
  const last = input.last_hire;
  if (last === undefined || last === null) return [];
  const same = role === last.role && repeatable.includes(role);
  if (!same && prerequisites[role] !== last.role) return [];
  const months = last.months_in_seat + situation.month;
  const need = Math.max(lines.landedLeast, rolePolicy[last.role].rampMonths);
  return [
    {
      gate: 'last-hire-landed',
      open: atOrAbove(months, need) && last.outcome_shipped,
      have: months,
      need,
      unit: 'months',
      says: `the ${rolePolicy[last.role].title} hired last has ramped and delivered`,
      field: 'last_hire',
    },
  ];
}

const outcomeGate = (role: Role, { worth }: GateContext, other: boolean | null = false): Gate =>
  fact(
    'outcome',
    (worth?.outcomes.length ?? 0) > 0 ? true : other,
    `a failing outcome that a ${rolePolicy[role].title} can change is named`,
    'outcomes',
  );

function ownGates(role: Role, context: GateContext): Gate[] {
  const { situation, input, split } = context;
  const { customers, acv, arr, team, largestGroup } = situation;
  const signals = input.signals ?? {};
  const some = least(
    'customers',
    customers,
    lines.customers,
    'count',
    'there are enough customers',
    'customers',
  );
  const worthwhile = least('acv', acv, lines.acv, 'money', 'ARR per customer carries a person', 'acv');
  const arrGate = (need: number, says: string) => least('arr', arr, need, 'money', says, 'arr');
  switch (role) {
    case 'implementation': {
      const { ttv_days: days, ttv_target_days: target } = signals;
      const slow = days === undefined || target === undefined ? false : above(days, lines.ttvFactor * target);
      return [outcomeGate(role, context, slow), some, worthwhile];
    }
    case 'csm':
      return [
        outcomeGate(role, context),
        some,
        worthwhile,
        productGate(context),
        ...(team.csm > 0
          ? []
          : [
              {
                ...least(
                  'founder_share',
                  input.founder_hours_share_on_customers,
                  lines.founderShare,
                  'share',
                  'customers fill enough of the founder’s week',
                  'founder_hours_share_on_customers',
                ),
                open: compare(input.founder_hours_share_on_customers ?? undefined, lines.founderShare, true),
              },
              fact(
                'playbook_written',
                input.playbook_written,
                'how customers succeed is written down',
                'playbook_written',
              ),
            ]),
      ];
    case 'support': {
      const tickets = situation.outcomes.filter(({ cause }) => cause === 'unresolved_tickets');
      const [largest] = [...situation.outcomes].sort((a, b) => b.arrAtStake - a.arrAtStake);
      const busy = anyOf(
        tickets.length > 0,
        compare(signals.p1_backlog, lines.support.p1Backlog, false),
        compare(signals.first_response_hours, lines.support.responseHours, true),
      );
      return [
        least(
          'customers',
          customers,
          lines.support.customers,
          'count',
          'there are enough customers',
          'customers',
        ),
        fact(
          'tickets',
          busy,
          'tickets pile up: a named outcome, urgent backlog, or a slow first response',
          'signals.p1_backlog',
        ),
        fact(
          'csm-or-largest',
          atOrAbove(team.csm, lines.support.csms) || largest?.cause === 'unresolved_tickets',
          'a CSM is there, or tickets are the largest failing outcome',
          'team.csm',
        ),
      ];
    }
    case 'account_manager':
      return [
        fact(
          'split',
          split.verdict === 'cannot-tell' ? null : split.verdict === 'split' || split.verdict === 'hybrid',
          'renewal and expansion are worth splitting',
          'acv',
        ),
        csmCount(context, lines.accountManager.csms),
        fact(
          'expansion',
          situation.outcomes.some(({ cause }) => cause === 'expansion_unworked'),
          'expansion that nobody works is named',
          'signals.unworked_expansion_arr',
        ),
        least(
          'gross_retention',
          signals.gross_retention,
          lines.accountManager.grossRetention,
          'share',
          'GRR holds',
          'signals.gross_retention',
        ),
      ];
    case 'renewals_manager':
      return [
        csmCount(context, lines.renewals.csms),
        arrGate(lines.renewals.arr, 'ARR is large enough'),
        fact(
          'renewals',
          situation.outcomes.some(({ cause }) => cause === 'renewal_lapsed'),
          'renewals that lapse are named',
          'signals.renewals_lapsed_arr',
        ),
        productGate(context),
      ];
    case 'cs_ops':
      return [
        csmCount(context, lines.csOps.csms),
        fact(
          'data-or-time',
          anyOf(
            signals.data_reliable === undefined || signals.data_reliable === null
              ? null
              : !signals.data_reliable,
            compare(signals.csm_admin_time_share, lines.csOps.adminShare, false),
          ),
          'data cannot be trusted, or administration eats CSM time',
          'signals.csm_admin_time_share',
        ),
      ];
    case 'customer_marketing':
      return [
        least(
          'reference_customers',
          signals.reference_customers,
          lines.marketing.references,
          'count',
          'enough customers speak for you',
          'signals.reference_customers',
        ),
        arrGate(lines.marketing.arr, 'ARR is large enough'),
        fact(
          'advocacy',
          anyOf(
            situation.outcomes.some(({ cause }) => cause === 'advocacy_gap'),
            signals.advocacy_priority ?? null,
          ),
          'an advocacy gap is named, or advocacy is a priority',
          'signals.advocacy_priority',
        ),
      ];
    case 'cs_manager': {
      const all = customerRoles(situation, false);
      const triggered =
        atOrAbove(largestGroup, lines.manager.group) ||
        atOrAbove(all, lines.manager.all) ||
        (signals.weekly_escalations === true && atOrAbove(team.csm, lines.manager.escalationCsms));
      return [
        {
          ...least(
            'group',
            largestGroup,
            lines.manager.group,
            'fte',
            'the team is large enough for a manager, or escalations come every week',
            'largest_csm_group',
          ),
          open: triggered,
        },
        fact('no-manager-yet', team.cs_manager === 0, 'nobody manages the team yet', 'team.cs_manager'),
      ];
    }
    case 'director_vp':
      return [
        least(
          'customer_roles',
          customerRoles(situation, true),
          lines.director.roles,
          'fte',
          'enough people are in customer roles',
          'team',
        ),
        least(
          'cs_manager',
          team.cs_manager,
          lines.director.managers,
          'fte',
          'a CS manager',
          'team.cs_manager',
        ),
        fact('nrr_in_board_story', input.nrr_in_board_story, 'the board follows NRR', 'nrr_in_board_story'),
      ];
    case 'cco':
      return [
        arrGate(lines.cco.arr, 'ARR is large enough'),
        least(
          'director_vp',
          team.director_vp,
          lines.cco.directors,
          'fte',
          'a director or VP of CS',
          'team.director_vp',
        ),
        fact(
          'needs_single_customer_leader',
          input.needs_single_customer_leader,
          'several customer teams need one leader',
          'needs_single_customer_leader',
        ),
      ];
  }
}

/** The gates of a role in a situation. Example: cs_ops with 2 CSMs has gate `csm` false, 2 of 3. */
export const gatesOf = (role: Role, context: GateContext): Gate[] => [
  ...ownGates(role, context),
  ...landed(role, context),
];

/** The first gate that is false; null when none is: the role is open. */
export const closedBy = (gates: readonly Gate[]): Gate | null =>
  gates.find(({ open }) => open === false) ?? null;
