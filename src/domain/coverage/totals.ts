/** The figures of a coverage answer, in the order in which they are read. */
import { type Figures, inFormula } from '../collect.ts';
import { above, ratio, sumOf } from '../numbers.ts';
import { coverageLines } from '../policy/coverage.ts';
import { csOpsValue } from './cs-ops.ts';
import type { CoverageInput } from './input.ts';
import { anyLeaves, twoLeave } from './leavers.ts';
import type { ManagerNeed } from './managers.ts';
import { countSeats } from './seats.ts';
import { type BookPlan, loadOf, tierCostShare } from './staff.ts';
import type { TeamPlan } from './team.ts';

type Add = Figures['add'];

const over = (part: number, whole: number) => ({
  value: ratio(part, whole),
  formula: `${inFormula(part)} / ${inFormula(whole)}`,
  reason: 'there is no ARR',
});

/** Tiers whose promise exceeds their recommended seats by more than the buffer, by place in the book. */
export const overPromised = (plan: BookPlan): number[] =>
  plan.book.flatMap((_, i) => {
    const load = loadOf(plan, i);
    return load !== null && above(load, 1 + plan.settings.buffer) ? [i] : [];
  });

/** Tiers whose seats cost more than twice the budget share of their ARR, by place in the book. */
export const overCost = (plan: BookPlan): number[] =>
  plan.book.flatMap((_, i) => {
    const share = tierCostShare(plan, i);
    return share !== null && above(share, coverageLines.tierCostFactor * plan.settings.budgetShare)
      ? [i]
      : [];
  });

function addSize(plan: BookPlan, add: Add): void {
  const { book, arr, arr12, csms, estimates, minimum } = plan;
  add('customers', { value: sumOf(book.map(({ customers }) => customers)) });
  add('total_arr', { value: arr });
  add('arr_12', { value: arr12, formula: 'sum over tiers of ARR x (1 + growth)' });
  add('csms', { value: csms });
  add('ratio_fte', { value: estimates.ratio, formula: 'sum over tiers of max(by ARR, by accounts)' });
  add('hours_fte', {
    value: estimates.hours,
    formula: 'sum over tiers of accounts x hours x complexity / hours a CSM',
  });
  add('budget_fte', {
    value: estimates.budget,
    formula: 'sum over tiers of budget share x ARR / loaded cost, less other cost',
  });
  const all = [estimates.ratio, estimates.hours, estimates.budget];
  add('estimate_spread', {
    value: estimates.spread,
    formula: `${inFormula(Math.max(...all))} / ${inFormula(Math.min(...all))}`,
    reason: 'the smallest estimate is 0',
  });
  add('minimum_fte', { value: sumOf(minimum) });
}

function addSeats(plan: BookPlan, add: Add): void {
  const { arr, arr12, requiredCost, requiredCost12, recommendedCost, recommendedCost12 } = plan;
  const cost = 'seats x loaded cost + other cost';
  add('required_seats', { value: countSeats(plan.required) });
  add('required_seats_12', { value: countSeats(plan.required12) });
  add('required_share', over(requiredCost, arr));
  add('required_share_12', over(requiredCost12, arr12));
  add('recommended_seats', { value: countSeats(plan.recommended) });
  add('recommended_seats_12', { value: countSeats(plan.recommended12) });
  add('recommended_cost', { value: recommendedCost, formula: cost });
  add('recommended_cost_12', { value: recommendedCost12, formula: cost });
  add('cost_share', over(recommendedCost, arr));
  add('cost_share_12', over(recommendedCost12, arr12));
}

function addMoney(plan: BookPlan, add: Add): void {
  const { book, arr, arr12, settings, months, recommendedCost, recommendedCost12 } = plan;
  const actual = sumOf(book.map(({ csms, loadedCost }) => csms * loadedCost)) + settings.otherCost;
  add('actual_cost', { value: actual, formula: 'CSMs today x loaded cost + other cost' });
  add('actual_cost_share', over(actual, arr));
  add('plan_cost', {
    value: sumOf(months.slice(1).map(({ cost }) => cost)),
    formula: 'sum of months 1 to 12',
  });
  const last = months.at(-1)?.cost ?? 0;
  add('month_12_cost', { value: last });
  add('run_rate_share_12', over(last * 12, arr12));
  add('budget', {
    value: settings.budgetShare * arr,
    formula: `${inFormula(settings.budgetShare)} x ${inFormula(arr)}`,
  });
  add('budget_share', { value: settings.budgetShare, formula: 'cs_budget_share' });
  add('budget_share_needed', {
    value: Math.max(recommendedCost / arr, recommendedCost12 / arr12),
    formula: 'the larger cost share of now and month 12',
  });
}

function addPlan(plan: BookPlan, add: Add): void {
  const { hires, moves, months, short, managers, settings, simulation, recommended, required } = plan;
  const smb = plan.book.findIndex(({ tier }) => tier === 'smb');
  const shared = recommended[smb]?.shared ?? null;
  add('shared_smb_fte', { value: shared, reason: 'smb has a seat of its own, or no customers' });
  add('relief_seats', { value: countSeats(required) - countSeats(recommended) });
  const late = hires.filter(({ lateMonths }) => above(lateMonths, 0));
  add('hires_planned', { value: hires.length });
  add('hires_due_now', { value: hires.filter(({ dueNow }) => dueNow).length });
  add('hires_gap_now', { value: hires.filter(({ reason }) => reason === 'gap_now').length });
  add('hires_late', { value: late.length });
  add('latest_months', {
    value: late.length === 0 ? 0 : Math.max(...late.map(({ lateMonths }) => lateMonths)),
    formula: 'in seat + months to full - month needed',
  });
  add('redeployed_fte', { value: sumOf(moves.moves.map(({ fte }) => fte)) });
  add('surplus_after', { value: moves.surplusAfter });
  const loads = months.flatMap(({ load }) => (load === null ? [] : [load]));
  add('highest_load', {
    value: loads.length === 0 ? null : Math.max(...loads),
    reason: 'there is no capacity in any month',
  });
  add('capacity_short_months', { value: short.length });
  add('managers_due', { value: managers.length });
  addLeavers(sumOf(moves.people), settings.attrition, add);
  const runs = `${settings.runs} runs, seed ${settings.seed}`;
  add('hires_needed_p50', { value: simulation.p50, formula: runs });
  add('hires_needed_p80', { value: simulation.p80, formula: runs });
  add('plan_covers', { value: simulation.covered, formula: runs });
  addLadder(plan, add);
}

function addLeavers(people: number, attrition: number, add: Add): void {
  add('leaver_probability', {
    value: anyLeaves(people, attrition),
    formula: `1 - (1 - ${inFormula(attrition)})^${inFormula(people)}`,
  });
  add('two_leavers_probability', {
    value: twoLeave(people, attrition),
    formula: 'that, less the chance that exactly one leaves',
    reason: 'parts of a person do not leave one by one',
  });
}

function addLadder(plan: BookPlan, add: Add): void {
  const last = plan.ladder.at(-1);
  const trimmed = plan.ladder.find(({ enterpriseHours }) => enterpriseHours !== null);
  add('ladder_total', { value: last?.total ?? 0 });
  add('ladder_share', { value: last?.share ?? null, reason: 'there is no ARR' });
  add('enterprise_hours', {
    value: trimmed?.enterpriseHours ?? null,
    reason: 'enterprise hours need no trimming',
  });
  add('tiers_over_promise', { value: overPromised(plan).length });
  add('tiers_over_cost', { value: overCost(plan).length });
}

function addManager([first]: readonly ManagerNeed[], add: Add): void {
  const reason = 'no manager is due';
  add('manager_heads', { value: first?.heads ?? null, reason });
  add('manager_seats', { value: first?.seatsNeeded ?? null, reason });
  add('manager_extra_cost', { value: first?.extraCost ?? null, reason });
}

/** Adds the figures of a book. */
export function addBookTotals(plan: BookPlan, input: CoverageInput, { add }: Pick<Figures, 'add'>): void {
  addSize(plan, add);
  addSeats(plan, add);
  addMoney(plan, add);
  addPlan(plan, add);
  const admin = input.csm_admin_time_share ?? null;
  const reason = 'csm_admin_time_share was not given';
  add('admin_share', { value: admin, reason });
  add('cs_ops_cost', { value: plan.settings.csOpsCost });
  add('cs_ops_value', {
    value: csOpsValue(plan.book, admin),
    formula: `CSMs x max(0, share - ${coverageLines.csOps.adminLeft}) x mean loaded cost`,
    reason,
  });
  addManager(plan.managers, add);
  add('open_now', {
    value: plan.hires.filter(({ dueNow, reason: why }) => dueNow || why === 'gap_now').length,
    formula: 'due now, or for the gap of today',
  });
}

/** Adds the figures of a team; those a book has already are left out. */
export function addTeamTotals(
  team: TeamPlan,
  attrition: number,
  alone: boolean,
  { add }: Pick<Figures, 'add'>,
): void {
  const reason = 'productive_needed was not given';
  const starts = team.startBy ?? [];
  if (alone) {
    add('csms', { value: team.current });
    addLeavers(team.current, attrition, add);
    add('managers_due', { value: team.managers.length });
    addManager(team.managers, add);
  }
  add('team_csms', { value: team.heads });
  add('survivors', {
    value: team.survivors,
    formula: `${inFormula(team.current)} x (1 - ${inFormula(attrition)})^(${team.needMonth} / 12)`,
  });
  add('productive_needed', { value: team.needed, reason });
  add('team_gap', { value: team.gap, formula: 'needed - left then', reason });
  add('start_now_hires', { value: starts[0]?.hires ?? null, reason });
  add('start_late_hires', { value: starts.at(-1)?.hires ?? null, reason });
}
