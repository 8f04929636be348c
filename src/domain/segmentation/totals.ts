/** The figures of the whole book: what is paid, what serving costs, what the budget allows, who should change terms. */
import type { Figures } from '../collect.ts';
import { inFormula } from '../collect.ts';
import { ratio, sumKnown, sumOf } from '../numbers.ts';
import type { Path } from './exits.ts';
import { byArr, fireToday, type JudgedBook, type Judgement, programmeOf } from './judge.ts';
import type { Settings } from './settings.ts';

const known = (accounts: readonly Judgement[]): Judgement[] =>
  accounts.filter(({ customer }) => customer.cost !== null);

const arrOf = (accounts: readonly Judgement[]): number => sumOf(accounts.map(({ customer }) => customer.arr));

/** Criteria an account either reports or does not, beside fit and cost. */
const reported = ({ customer: c }: Judgement): number =>
  [c.escalations, c.acquired, c.declining].filter((value) => value !== null).length;

const reportable = 3;

/** `a / b = ...` as a formula. */
const over = (part: number | null, whole: number | null): string =>
  `${inFormula(part ?? 0)} / ${inFormula(whole ?? 0)}`;

function addMoney(
  { accounts, budget, totalArr, allocation }: JudgedBook,
  settings: Settings,
  add: Figures['add'],
): void {
  const costed = known(accounts);
  const cost = costed.length === 0 ? null : sumKnown(costed.map(({ customer }) => customer.cost));
  const arrKnown = arrOf(costed);
  const noCost = 'no service cost is known';
  const share = (id: string, part: number | null, whole: number | null, reason: string) =>
    add(id, { value: ratio(part, whole), formula: over(part, whole), reason });
  add('total_arr', { value: totalArr, formula: `sum of ARR of ${accounts.length} accounts` });
  add('service_cost_total', { value: cost, formula: `sum over ${costed.length} accounts`, reason: noCost });
  share('service_cost_share', cost, arrKnown, noCost);
  share('cost_coverage', arrKnown, totalArr, 'no ARR');
  share('cost_coverage_missing', totalArr - arrKnown, totalArr, 'no ARR');
  share('cost_coverage_rows', costed.length, accounts.length, 'no accounts');
  add('budget', { value: budget, formula: `${inFormula(settings.budgetShare)} x ${inFormula(totalArr)}` });
  add('budget_share', { value: settings.budgetShare, formula: 'cs_budget_share_of_arr' });
  share('cost_to_budget', cost, budget, noCost);
  const programme = programmeOf(accounts, settings);
  for (const end of ['low', 'mid', 'high'] as const) {
    add(`programme_${end}`, { value: programme[end], formula: 'sum over accounts of their tier range' });
    share(`programme_${end}_share`, programme[end], totalArr, 'no ARR');
  }
  add('allocation', { value: allocation.total, formula: 'sum of min(cap, k x middle of the tier)' });
  share('allocation_share', allocation.total, totalArr, 'no ARR');
  add('allocation_k', { value: allocation.k, formula: 'largest k up to 1 within the budget' });
  add('unallocated', {
    value: allocation.unallocated,
    formula: `${inFormula(budget)} - ${inFormula(allocation.total)}`,
  });
}

function addRulings({ accounts }: JudgedBook, add: Figures['add']): void {
  const having = (disposition: string) =>
    accounts.filter(({ ruling }) => ruling.disposition === disposition).length;
  const [exits, fixes] = [having('exit'), having('fix_or_exit')];
  add('exits', { value: exits });
  add('fix_or_exits', { value: fixes });
  add('exits_all', { value: exits + fixes, formula: `${exits} + ${fixes}` });
  add('watches', { value: having('watch') });
  add('keeps', { value: having('keep') });
  add('unsettled', { value: accounts.filter(({ ruling }) => ruling.couldBecome !== null).length });
  add('losing_money', {
    value: accounts.filter(({ economics }) => economics.marginClass === 'negative').length,
  });
  const withPath = accounts.filter(({ plan }) => plan.path !== null);
  add('accounts_with_path', { value: withPath.length });
  add('arr_at_stake', { value: arrOf(withPath), formula: `sum of ARR of ${withPath.length} accounts` });
  const saved = (path: Path) =>
    sumOf(withPath.map(({ plan }) => (plan.path === path ? (plan.saving ?? 0) : 0)));
  const savings = [saved('downgrade'), saved('reprice'), saved('non_renew')] as const;
  add('saving_downgrade', { value: savings[0] });
  add('saving_reprice', { value: savings[1] });
  add('saving_non_renew', { value: savings[2] });
  add('saving_total', { value: sumOf(savings), formula: savings.map(inFormula).join(' + ') });
  const first = fireToday(accounts);
  const reason = 'no account has a path';
  add('fire_today_arr', { value: first?.customer.arr ?? null, reason });
  add('fire_today_cost', { value: first?.customer.cost ?? null, reason });
  add('fire_today_margin', {
    value: first?.economics.margin ?? null,
    formula: 'ARR x gross margin - cost',
    reason,
  });
  add('fire_today_price_floor', {
    value: first?.plan.priceFloor ?? null,
    formula: 'cost / gross margin',
    reason,
  });
  add('fire_today_price_target', {
    value: first?.plan.priceTarget ?? null,
    formula: 'cost / (gross margin - target margin)',
    reason,
  });
  add('fire_today_saving', { value: first?.plan.saving ?? null, reason });
}

function addShape({ accounts, totalArr }: JudgedBook, add: Figures['add']): void {
  const ranked = [...accounts].sort(byArr);
  const share = (id: string, part: number, whole: number, reason: string) =>
    add(id, { value: ratio(part, whole), formula: over(part, whole), reason });
  const inTier = (tier: string) => accounts.filter((one) => one.tier === tier).length;
  add('customers', { value: accounts.length });
  add('free_accounts', { value: accounts.filter(({ customer }) => customer.arr === 0).length });
  share('strategic_share', inTier('strategic'), accounts.length, 'no accounts');
  share('smb_share', inTier('smb'), accounts.length, 'no accounts');
  share('top_account_share', arrOf(ranked.slice(0, 1)), totalArr, 'no ARR');
  share('top_ten_share', arrOf(ranked.slice(0, 10)), totalArr, 'no ARR');
  const fitted = sumOf(accounts.map(({ customer }) => customer.fit.coverage * customer.arr));
  share('fit_coverage', fitted, totalArr, 'no ARR');
  const cells = sumOf(accounts.map(reported));
  share('criteria_coverage', cells, accounts.length * reportable, 'no accounts');
}

/** Adds the figures of the book. Example: the five accounts of the sample give budget 54,740 and allocation 46,815. */
export function addTotals(book: JudgedBook, settings: Settings, churned: number, figures: Figures): void {
  addShape(book, figures.add);
  figures.add('churned_customers', { value: churned });
  addMoney(book, settings, figures.add);
  addRulings(book, figures.add);
}
