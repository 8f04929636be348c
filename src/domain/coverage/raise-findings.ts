/** What a coverage plan says, as findings. */
import type { Figures, Findings } from '../collect.ts';
import { above, atOrAbove, atOrBelow } from '../numbers.ts';
import { coverageLines as lines } from '../policy/coverage.ts';
import { csOpsWorthALook } from './cs-ops.ts';
import type { CoverageInput } from './input.ts';
import type { ManagerNeed } from './managers.ts';
import type { Hire } from './plan.ts';
import { hireKey } from './rows.ts';
import type { BookPlan } from './staff.ts';
import type { TeamPlan } from './team.ts';
import { overCost, overPromised } from './totals.ts';
import { outgrewFloor, outgrewTeam, stepUpPays, tooRich } from './transitions.ts';
import type { MoneyVerdict } from './verdict.ts';

/** What findings are raised from. */
export type FindingContext = {
  input: CoverageInput;
  figures: Figures;
  findings: Findings;
};

/** The most hires whose cells a finding cites. */
const cited = 5;

/** Distinct roles, in order. Example: "CSM strategic, CSM enterprise". */
export const roleList = (hires: readonly Hire[]): string =>
  [...new Set(hires.map(({ tier }) => `CSM ${tier}`))].join(', ');

const cells = (hires: readonly Hire[], some: readonly Hire[], column: string): string[] =>
  some.slice(0, cited).map((hire) => `plan.${hireKey(hires.indexOf(hire))}.${column}`);

/** Tiers that hire for seats which are gone at the end of the plan. */
const outlived = ({ book, moves, hires, recommended12 }: BookPlan): string[] =>
  book.flatMap(({ tier }, i) => {
    const seated = hires.filter((hire) => hire.tier === tier && hire.reason !== 'replacement').length;
    const later = (moves.people[i] ?? 0) + seated - (recommended12[i]?.seats ?? 0);
    return seated > 0 && atOrAbove(later, lines.surplus) ? [tier] : [];
  });

function raiseHires(plan: BookPlan, { figures: { show }, findings: { raise } }: FindingContext): void {
  const { hires, short } = plan;
  const due = hires.filter(({ dueNow }) => dueNow);
  if (due.length > 0)
    raise(
      'hires-due-now',
      `Open now: ${show('hires_due_now')} (${roleList(due)}), given ramp and time to hire.`,
      ['hires_due_now', ...cells(hires, due, 'open_by')],
    );
  const late = hires.filter(({ lateMonths }) => above(lateMonths, 0));
  if (late.length > 0)
    raise(
      'hires-late',
      `Come late, even if opened today: ${show('hires_late')}, the latest by ${show('latest_months')}.`,
      ['hires_late', 'latest_months', ...cells(hires, late, 'late_months')],
    );
  const idle = outlived(plan);
  if (idle.length > 0)
    raise(
      'need-falls',
      `Seats fall again within 12 months in ${idle.join(', ')}: bridge the gap of today before hiring for it.`,
      idle.flatMap((tier) => [`tiers.${tier}.recommended_seats`, `tiers.${tier}.recommended_seats_12`]),
    );
  if (short.length > 0)
    raise(
      'capacity-short',
      `Months in which need exceeds what the team can carry: ${show('capacity_short_months')}; highest load ${show('highest_load')}.`,
      [
        'capacity_short_months',
        'highest_load',
        ...short.slice(0, cited).map(({ month }) => `months.${month}.load`),
      ],
    );
}

function raiseMoney(
  plan: BookPlan,
  money: MoneyVerdict,
  { figures: { show, value }, findings: { raise } }: FindingContext,
): void {
  const { book, settings, ladder } = plan;
  if (money === 'over_budget')
    raise(
      'cs-cost-over-budget',
      `Recommended seats cost ${show('cost_share')} of ARR now and ${show('cost_share_12')} in 12 months, the budget is ${show('budget_share')}.`,
      ['cost_share', 'cost_share_12', 'budget_share'],
      above(value('budget_share_needed') ?? 0, lines.overBudget * settings.budgetShare)
        ? 'critical'
        : 'warning',
    );
  const costly = overCost(plan).map((i) => book[i]?.tier ?? '');
  if (costly.length > 0)
    raise(
      'tier-cost-over-budget',
      `Seats cost more than twice the budget share of ARR in ${costly.join(', ')}.`,
      [
        'budget_share',
        ...costly.flatMap((tier) => [`tiers.${tier}.cost_share`, `tiers.${tier}.cost_share_12`]),
      ],
    );
  const heavy = overPromised(plan).map((i) => book[i]?.tier ?? '');
  if (heavy.length > 0)
    raise(
      'promise-exceeds-seats',
      `Hours promised exceed the seats in ${heavy.join(', ')}; hours_that_fit says what fits.`,
      heavy.flatMap((tier) => [`tiers.${tier}.load`, `tiers.${tier}.hours_that_fit`]),
    );
  // What the founder serves beside other work is not paid from the budget.
  if (ladder.at(-1)?.fits === false && (value('recommended_seats_12') ?? 0) > 0)
    raise(
      'not-affordable-at-any-promise',
      `Even the cheapest promise of the ladder costs ${show('ladder_share')} of ARR, the budget is ${show('budget_share')}.`,
      ['ladder_share', 'budget_share', 'ladder_total'],
    );
}

function raiseEstimates(
  plan: BookPlan,
  { figures: { show, value }, findings: { raise } }: FindingContext,
): void {
  if (atOrAbove(value('estimate_spread') ?? 0, lines.spread))
    raise(
      'estimates-disagree',
      `By ratio ${show('ratio_fte')}, by hours ${show('hours_fte')}, by budget ${show('budget_fte')} CSMs: three questions, never averaged.`,
      ['ratio_fte', 'hours_fte', 'budget_fte', 'estimate_spread'],
    );
  const { steps } = plan.relief;
  if (steps.length > 0)
    raise(
      'ratio-relieved',
      `In ${steps.map(({ tier }) => tier).join(', ')} only the ARR ratio asks for more seats, not accounts or hours: ${show('recommended_seats')} instead of ${show('required_seats')} now.`,
      ['recommended_seats', 'required_seats', ...steps.map((_, i) => `relief.${i + 1}.seats_after`)],
    );
  const smb = plan.recommended.find(({ tier }) => tier === 'smb');
  if (smb !== undefined && smb.host !== null && smb.host !== 'founder')
    raise(
      'smb-shared',
      `smb needs ${show('shared_smb_fte')} of a CSM, no seat of its own: ${smb.host} carries it.`,
      ['shared_smb_fte', 'tiers.smb.minimum_fte'],
    );
}

function raiseMoves(
  { moves: { moves, surplusAfter } }: BookPlan,
  { figures: { show }, findings: { raise } }: FindingContext,
): void {
  if (moves.length > 0)
    raise(
      'redeploy-before-hiring',
      `Move before hiring: ${show('redeployed_fte')} CSMs, ${moves.map(({ from, to }) => `${from} to ${to}`).join(', ')}.`,
      ['redeployed_fte', ...moves.map((_, i) => `moves.${i + 1}.fte`)],
    );
  if (atOrAbove(surplusAfter, lines.surplus))
    raise(
      'surplus-after-redeploy',
      `CSMs above what the book needs, after moves: ${show('surplus_after')}.`,
      ['surplus_after', 'recommended_seats', 'csms'],
    );
}

/** Findings that list tiers: the code, whether a tier is one, what is said, and the cells it is said from. */
function raiseTiers({ book, settings, costs }: BookPlan, { findings: { raise } }: FindingContext): void {
  const rules = [
    [
      'tier-unusual-for-stage',
      book.filter(({ target, customers }) => target.unusual && customers > 0),
      'Companies of this stage rarely have customers in',
      ['customer_count'],
    ],
    [
      'tier-outgrew-floor',
      book.filter(outgrewFloor),
      'Mean ARR is above the floor of the next tier in',
      ['mean_arr'],
    ],
    [
      'tier-outgrew-team',
      book.filter((tier) => outgrewTeam(tier, settings)),
      'Each CSM of today carries more ARR or accounts than the target in',
      ['total_arr', 'customer_count', 'csms'],
    ],
    [
      'step-up-pays',
      book.filter((tier) => stepUpPays(tier, costs, settings)),
      'Mean ARR pays for the next richer motion over three years in',
      ['mean_arr', 'motion'],
    ],
    [
      'too-rich-for-its-arr',
      book.filter((tier) => tooRich(tier, costs, settings)),
      `The motion needs more than ${lines.tooRich * 100} points of GRR over three years to pay in`,
      ['mean_arr', 'cost_to_serve'],
    ],
  ] as const;
  for (const [code, tiers, says, columns] of rules)
    if (tiers.length > 0)
      raise(
        code,
        `${says} ${tiers.map(({ tier }) => tier).join(', ')}.`,
        tiers.flatMap(({ tier }) => columns.map((column) => `tiers.${tier}.${column}`)),
      );
}

function raiseLeads(
  managers: readonly ManagerNeed[],
  heads: number,
  inPlace: number,
  { input, figures: { show }, findings: { raise } }: FindingContext,
): void {
  const [first] = managers;
  if (first !== undefined)
    raise(
      'manager-due',
      `${show('manager_heads')} CSMs need a lead${first.month === 0 ? ' today' : ` in ${first.month} months`}: ${first.kind === 'player_coach' ? 'one of them leads beside a smaller book' : 'somebody leads full time and the seat is filled again'}.`,
      ['manager_heads', 'manager_seats', 'manager_extra_cost'],
      first.month === 0 ? 'critical' : 'warning',
    );
  if (
    input.weekly_escalations === true &&
    !atOrAbove(heads, lines.escalationsNeed) &&
    atOrBelow(inPlace, 0) &&
    first?.month !== 0
  )
    raise(
      'escalations-without-lead',
      `Escalations come every week and ${show('csms')} CSMs are too few for a manager: name a lead.`,
      ['csms'],
    );
}

function raiseLeavers({ figures: { show, value }, findings: { raise } }: FindingContext): void {
  if (atOrAbove(value('leaver_probability') ?? 0, lines.leaver))
    raise('leaver-likely', `At least one CSM leaves within a year: ${show('leaver_probability')}.`, [
      'leaver_probability',
      'csms',
    ]);
}

function raiseCsOps(
  plan: BookPlan,
  { input, figures: { show, value }, findings: { raise } }: FindingContext,
): void {
  const admin = input.csm_admin_time_share ?? null;
  if (!csOpsWorthALook(plan.csms, input.data_reliable ?? null, admin)) return;
  const freed = value('cs_ops_value');
  const pays = freed !== null && atOrAbove(freed, plan.settings.csOpsCost);
  const says =
    freed === null
      ? `customer data cannot be trusted; whether it pays needs csm_admin_time_share, at a cost of ${show('cs_ops_cost')}`
      : `CS Ops would free ${show('cs_ops_value')} of their time a year at a cost of ${show('cs_ops_cost')}: it ${pays ? 'pays' : 'does not pay yet'}`;
  raise('add-cs-ops', `With ${show('csms')} CSMs, ${says}.`, [
    'csms',
    'admin_share',
    'cs_ops_value',
    'cs_ops_cost',
  ]);
}

/** Raises everything that holds of a book. */
export function raiseBookFindings(plan: BookPlan, money: MoneyVerdict, context: FindingContext): void {
  raiseHires(plan, context);
  raiseMoney(plan, money, context);
  raiseEstimates(plan, context);
  raiseMoves(plan, context);
  raiseTiers(plan, context);
  raiseLeads(plan.managers, plan.csms, plan.settings.managers, context);
  raiseLeavers(context);
  raiseCsOps(plan, context);
}

/** Raises what holds of a team without a book. */
export function raiseTeamFindings(team: TeamPlan, inPlace: number, context: FindingContext): void {
  raiseLeads(team.managers, team.heads, inPlace, context);
  raiseLeavers(context);
}
