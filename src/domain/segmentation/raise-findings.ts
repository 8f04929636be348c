/** What the judged book says, as findings; the figures that only a finding needs are added here. */
import type { Figures, Findings } from '../collect.ts';
import { shareText } from '../figure.ts';
import { above, atOrAbove, below, compareText, ratio, sumOf } from '../numbers.ts';
import { segmentationSignals as lines, type Range, tierNames, tierPolicy } from '../policy/segmentation.ts';
import { countedNames } from '../question.ts';
import type { Table } from '../report.ts';
import { byArr, type JudgedBook, type Judgement } from './judge.ts';
import { leastOf } from './rows.ts';
import type { Settings } from './settings.ts';
import type { SignalTest } from './signals.ts';
import { tiersByRank } from './tiers.ts';

/** What findings are raised from. */
export type FindingContext = {
  book: JudgedBook;
  settings: Settings;
  signals: readonly SignalTest[];
  tables: { tiers: Table };
  figures: Figures;
  findings: Findings;
};

/** The most accounts that a finding names; the tables have all. */
const namedInFindings = 2;

const named = (accounts: readonly Judgement[]): string =>
  countedNames(
    accounts.map(({ customer }) => customer.name),
    'account',
    'accounts',
    namedInFindings,
  );

const leaves = ({ ruling }: Judgement): boolean =>
  ruling.disposition === 'exit' || ruling.disposition === 'fix_or_exit';

/** Accounts that should have gone long ago: exits among the ten longest tenures. */
function sheltered(accounts: readonly Judgement[]): Judgement[] {
  if (accounts.length < lines.patternAccounts) return [];
  return accounts
    .filter(({ customer }) => customer.tenureMonths !== null)
    .sort(
      (a, b) =>
        (b.customer.tenureMonths ?? 0) - (a.customer.tenureMonths ?? 0) ||
        compareText(a.customer.id, b.customer.id),
    )
    .slice(0, lines.oldest)
    .filter(leaves);
}

function raiseExits({ book: { accounts }, figures, findings: { raise } }: FindingContext): void {
  const ranked = [...accounts].sort(byArr);
  const some = (code: string, id: string, list: readonly Judgement[], what: string) => {
    if (!figures.has(id)) figures.add(id, { value: list.length });
    if (list.length > 0) raise(code, `${what}: ${named(list)}.`, [id]);
  };
  const ruled = (disposition: string) => ranked.filter(({ ruling }) => ruling.disposition === disposition);
  some('accounts-to-exit', 'exits', ruled('exit'), 'Meet two exit criteria or more');
  some(
    'accounts-losing-money',
    'losing_money',
    ranked.filter(({ economics }) => economics.marginClass === 'negative'),
    'Cost more to serve than their gross margin',
  );
  some('accounts-on-watch', 'watches', ruled('watch'), 'Meet one exit criterion');
  some(
    'sheltered-early-accounts',
    'sheltered',
    sheltered(ranked),
    'Among the ten oldest customers, and should change terms or leave',
  );
  some(
    'path-depends-on-cost-split',
    'paths_on_split',
    ranked.filter(({ plan }) => plan.dependsOnSplit),
    'The path rests on the assumed CSM part of the service cost',
  );
  some(
    'notice-window-open',
    'notices_open',
    ranked.filter(({ notice }) => notice?.status === 'open'),
    'Notice can be given today',
  );
  some(
    'notice-window-passed',
    'notices_passed',
    ranked.filter(({ notice }) => notice?.status === 'passed'),
    'The notice window has passed, so the term renews',
  );
  const known = figures.value('cost_coverage_rows');
  if (
    known !== null &&
    atOrAbove(known, lines.costKnown.enough) &&
    figures.value('keeps') === accounts.length
  ) {
    raise(
      'nobody-to-let-go',
      `Cost is known on ${figures.show('cost_coverage_rows')} of accounts; all are kept.`,
      ['cost_coverage_rows', 'keeps'],
    );
  }
  some(
    'free-accounts',
    'free_accounts',
    ranked.filter(({ customer }) => customer.arr === 0),
    'Pay nothing, so they are no exit and no customer yet',
  );
  some(
    'disposition-unsettled',
    'unsettled',
    ranked.filter(({ ruling }) => ruling.couldBecome !== null),
    'An unknown fit or cost could change the disposition',
  );
}

function raiseSpend(context: FindingContext): void {
  const { book, settings, figures, findings } = context;
  const { show, value } = figures;
  const budget = book.budget;
  if (above(value('programme_mid') ?? 0, budget)) {
    const low = above(value('programme_low') ?? 0, budget);
    findings.raise(
      'tier-spend-not-affordable',
      `The tier ranges cost ${show('programme_mid')} in the middle (${show('programme_low')} at the least), the budget is ${show('budget')}.`,
      ['programme_mid', 'programme_low', 'budget'],
      low ? 'critical' : 'warning',
    );
  }
  const cost = value('service_cost_total');
  const enough = atOrAbove(value('cost_coverage') ?? 0, lines.costKnown.enough);
  if (cost !== null && enough && above(cost, budget)) {
    findings.raise(
      'service-cost-over-budget',
      `Serving customers costs ${show('service_cost_total')} against a budget of ${show('budget')}: ${show('cost_to_budget')} times.`,
      ['service_cost_total', 'budget', 'cost_to_budget'],
      above(cost, lines.overBudget * budget) ? 'critical' : 'warning',
    );
  }
  const ranked = [...book.accounts].sort(byArr);
  const over = ranked.filter(({ overServed }) => overServed);
  const under = ranked.filter(({ underServed }) => underServed);
  figures.add('over_served', { value: over.length });
  figures.add('over_served_gap', {
    value: sumOf(over.map(({ customer, allocation }) => (customer.cost ?? 0) - allocation)),
    formula: 'sum of cost - affordable plan',
  });
  figures.add('under_served', { value: under.length });
  figures.add('under_served_gap', {
    value: sumOf(under.map((one) => leastOf(one, settings) - (one.customer.cost ?? 0))),
    formula: 'sum of least - cost',
  });
  if (over.length > 0)
    findings.raise(
      'over-served-accounts',
      `${show('over_served_gap')} above the affordable plan: ${named(over)}.`,
      ['over_served', 'over_served_gap'],
    );
  if (under.length > 0)
    findings.raise(
      'under-served-accounts',
      `${show('under_served_gap')} below the least of their tier: ${named(under)}.`,
      ['under_served', 'under_served_gap'],
    );
  const colliding = ranked.filter(({ collides }) => collides);
  const [largest] = colliding;
  const ranks = tiersByRank(book.accounts.map(({ customer }) => customer));
  const rank = largest === undefined ? 'smb' : (ranks.get(largest.customer.id) ?? 'smb');
  const low = settings.invest[rank].low;
  figures.add('collisions', { value: colliding.length });
  figures.add('collision_share', {
    value: ratio(low, largest?.customer.arr ?? null),
    formula: `${low} / ${largest?.customer.arr ?? 0}`,
    reason: 'rank and dollars agree',
  });
  if (largest !== undefined)
    findings.raise(
      'percentile-dollar-collision',
      `Rank above their dollars: ${named(colliding)}. The low end of ${rank} would be ${show('collision_share')} of the ARR of the largest, so dollars win.`,
      ['collisions', 'collision_share'],
    );
}

const outside = (value: unknown, { low, high }: Range): boolean =>
  typeof value === 'number' && (below(value, low) || above(value, high));

function raiseShape({ book: { accounts }, tables, figures, findings }: FindingContext): void {
  const { show, value } = figures;
  const n = accounts.length;
  const share = (id: string) => value(id) ?? 0;
  const { strategicShare, smbShare, topAccount, topTen } = lines;
  const many = n >= lines.shapeAccounts;
  if (many && above(share('strategic_share'), strategicShare.warning))
    findings.raise(
      'too-many-strategic',
      `${show('strategic_share')} of accounts are strategic.`,
      ['strategic_share', 'customers'],
      atOrAbove(share('strategic_share'), strategicShare.critical) ? 'critical' : 'warning',
    );
  if (many && atOrAbove(share('smb_share'), smbShare))
    findings.raise('product-led-book', `${show('smb_share')} of accounts are smb: the product serves them.`, [
      'smb_share',
      'customers',
    ]);
  const off = (tables.tiers.rows ?? []).flatMap((row) => {
    const tier = tierNames.find((name) => name === row.key);
    if (tier === undefined) return [];
    return [
      ...(outside(row['customer_share'], tierPolicy[tier].customers) ? [`tiers.${tier}.customer_share`] : []),
      ...(outside(row['arr_share'], tierPolicy[tier].arr) ? [`tiers.${tier}.arr_share`] : []),
    ];
  });
  figures.add('shares_off_pattern', { value: off.length });
  if (n >= lines.patternAccounts && off.length > 0)
    findings.raise(
      'tier-shares-off-pattern',
      `${show('shares_off_pattern')} tier shares are outside their usual ranges, which are house judgement.`,
      ['shares_off_pattern', ...off],
    );
  if (!many)
    findings.raise(
      'book-too-small-for-shape',
      `${show('customers')} accounts are too few to judge the shape of a book.`,
      ['customers'],
    );
  if (n >= 2 && atOrAbove(share('top_account_share'), topAccount.warning))
    findings.raise(
      'top-account-concentration',
      `The largest account is ${show('top_account_share')} of ARR.`,
      ['top_account_share'],
      atOrAbove(share('top_account_share'), topAccount.critical) ? 'critical' : 'warning',
    );
  if (n >= lines.topTenAccounts && atOrAbove(share('top_ten_share'), topTen))
    findings.raise('top-ten-concentration', `The ten largest accounts are ${show('top_ten_share')} of ARR.`, [
      'top_ten_share',
    ]);
}

function raiseMoves({ book: { accounts }, figures, findings }: FindingContext): void {
  const ranked = [...accounts].sort(byArr);
  const some = (code: string, id: string, list: readonly Judgement[], what: string) => {
    figures.add(id, { value: list.length });
    if (list.length > 0) findings.raise(code, `${what}: ${named(list)}.`, [id]);
  };
  some(
    'promotions-ready',
    'promotions',
    ranked.filter(({ move }) => move?.outcome === 'promote'),
    'Pass every gate to the next tier',
  );
  some(
    'promotions-blocked',
    'promotions_blocked',
    ranked.filter(({ move }) => move?.reason === 'gate-false' || move?.reason === 'gate-unknown'),
    'Have the ARR of the next tier but not its gates',
  );
  some(
    'demotions-to-review',
    'demotions',
    ranked.filter(({ move }) => move?.outcome === 'demote'),
    'Fall one tier, after a review of each',
  );
  const tiered = accounts.some(({ move }) => move !== null);
  some(
    'near-tier-floor',
    'near_floor',
    tiered ? [] : ranked.filter(({ nearFloor }) => nearFloor),
    'Stand within the band around a floor, where a small change would move them',
  );
  some(
    'growth-refused-on-economics',
    'reprice_first',
    ranked.filter(({ growth }) => growth.list === 'reprice_first'),
    'Would grow but lose money, so reprice first',
  );
}

function raiseKnowledge({ signals, figures, findings }: FindingContext): void {
  const fit = figures.value('fit_coverage');
  if (fit !== null && below(fit, lines.fitKnown.least))
    findings.raise(
      'fit-mostly-unknown',
      `Fit is known on ${figures.show('fit_coverage')}, weighted by ARR.`,
      ['fit_coverage'],
    );
  const separating = signals.filter(({ separates }) => separates === true);
  figures.add('separating_signals', { value: separating.length });
  if (separating.length > 0) {
    const said = separating.map(
      ({ signal, pGood, pBad }) =>
        `${signal} (${shareText(pGood ?? 0)} of good accounts, ${shareText(pBad ?? 0)} of bad ones)`,
    );
    findings.raise('signals-separate', `Good and bad accounts differ by ${said.join('; ')}.`, [
      'separating_signals',
      ...separating.flatMap(({ signal }) => [`signals.${signal}.p_good`, `signals.${signal}.p_bad`]),
    ]);
  }
}

/** Raises every finding of a segmentation. */
export function raiseFindings(context: FindingContext): void {
  raiseExits(context);
  raiseSpend(context);
  raiseShape(context);
  raiseMoves(context);
  raiseKnowledge(context);
}
