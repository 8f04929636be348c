/** Coverage, top to bottom: book and team, plan, verdict, findings, memo, report. */
import { type Assumptions, collectAssumptions, houseJudgement } from '../assumptions.ts';
import { collectFigures, collectFindings } from '../collect.ts';
import { displayValue } from '../figure.ts';
import { sortFindings } from '../finding.ts';
import { roundHalfAway } from '../numbers.ts';
import { loadedCostPolicy } from '../policy/coverage.ts';
import { type Tier, tierNames } from '../policy/segmentation.ts';
import { policyVersion } from '../policy/version.ts';
import type { Reconciliation } from '../reconciliation.ts';
import type { Assumption } from '../report.ts';
import { coverageFigures } from './figures.ts';
import { coverageFindings } from './findings.ts';
import { coverageHandoffs } from './handoffs.ts';
import type { CoverageInput } from './input.ts';
import { coverageQuestions } from './questions.ts';
import { raiseBookFindings, raiseTeamFindings } from './raise-findings.ts';
import type { CoverageReport } from './report.ts';
import { bookRows, teamRows } from './rows.ts';
import { countSeats } from './seats.ts';
import { bookOf, type CoverageSettings, growthGiven, settingsOf, type TierBook } from './settle.ts';
import { type BookPlan, planBook } from './staff.ts';
import { planTeam, type TeamPlan } from './team.ts';
import { addBookTotals, addTeamTotals } from './totals.ts';
import { coverageConfidence, coverageVerdict, moneyOf, staffingOf, teamVerdict } from './verdict.ts';
import { writeMemo } from './write-memo.ts';

/** What comes with the input: the id of the report, and what reading a file added. */
export type CoverageExtras = {
  reportId: string;
  reconciliation?: Reconciliation | undefined;
  assumptions?: readonly Assumption[];
};

const conventions = [
  'three estimates answer three questions (what others staff, what we promise, what we can pay) and are never averaged',
  'least people = max(ARR / (target x (1 + buffer)), accounts / cap); caps are hard',
  'hires open at the month they are needed less ramp and time to hire, never before the plan begins',
  'people who are hired within the plan are not assumed to leave within it; ramp of moved people is not modelled',
];

const notes = [
  'enterprise may be pooled where its ARR barely qualifies and tenure is stable',
  'mid_market may get a named CSM on its way to strategic',
  'smb may be pooled on exceptional expansion',
  'strategic is never pooled',
];

/** Loaded cost of a CSM by tier: the book's, else the one given, else the house's. */
function costsOf(input: CoverageInput, book: readonly TierBook[]): Readonly<Record<Tier, number>> {
  const given = input.loaded_cost;
  const cost = (tier: Tier): number =>
    book.find((one) => one.tier === tier)?.loadedCost ??
    (typeof given === 'number' ? given : given?.[tier]) ??
    loadedCostPolicy[tier];
  return Object.fromEntries(tierNames.map((tier) => [tier, cost(tier)])) as Record<Tier, number>;
}

function teamOf(
  input: CoverageInput,
  settings: CoverageSettings,
  { use }: Assumptions,
  alone: boolean,
): TeamPlan | null {
  if (input.team === undefined) return null;
  const given = typeof input.loaded_cost === 'number' ? input.loaded_cost : undefined;
  const seat = alone
    ? use(
        'loaded_cost',
        given,
        loadedCostPolicy.enterprise,
        `${houseJudgement}: a CSM of the enterprise tier`,
      )
    : loadedCostPolicy.enterprise;
  return planTeam(input.team, settings, input.weekly_escalations === true, seat);
}

/** What hiring takes over: the team, its largest group and the size of the company. */
function nextInputs(
  input: CoverageInput,
  { book, csms, arr, arr12 }: BookPlan,
): CoverageReport['next_inputs'] {
  return {
    cco_plan_hires: {
      team: { csm: csms },
      largest_csm_group: Math.max(...book.map((tier) => tier.csms)),
      growth_rate: growthGiven(input) ?? roundHalfAway(arr12 / arr - 1, 4),
      arr,
      customers: book.reduce((sum, { customers }) => sum + customers, 0),
      ...(input.as_of === undefined ? {} : { as_of: input.as_of }),
    },
  };
}

/**
 * Sizes coverage. Pure: the order of tiers and keys changes nothing.
 * The input has passed its checks (`schemaProblems`, `coverageProblems`); nothing in it is changed.
 */
export function analyzeCoverage(input: CoverageInput, extras: CoverageExtras): CoverageReport {
  const assumptions = collectAssumptions();
  const asOf = input.as_of ?? null;
  const currency = input.currency ?? 'USD';
  const settings = settingsOf(input, assumptions, input.book !== undefined);
  const book = bookOf(input, assumptions);
  const escalations = input.weekly_escalations === true;
  const plan = book.length === 0 ? null : planBook(book, settings, costsOf(input, book), escalations, asOf);
  const team = teamOf(input, settings, assumptions, plan === null);

  const figures = collectFigures(coverageFigures, currency);
  const findings = collectFindings(coverageFindings);
  const context = { input, figures, findings };
  if (plan !== null) addBookTotals(plan, input, figures);
  if (team !== null) addTeamTotals(team, settings.attrition, plan === null, figures);

  const staffing =
    plan === null ? null : staffingOf(countSeats(plan.recommended), plan.csms, plan.hires, plan.moves);
  const money =
    plan === null ? null : moneyOf(figures.value('budget_share_needed') ?? 0, settings.budgetShare);
  if (plan !== null && money !== null) raiseBookFindings(plan, money, context);
  else if (team !== null) raiseTeamFindings(team, settings.managers, context);
  const ofTeam = team === null ? null : teamVerdict(team);
  const verdict =
    staffing !== null && money !== null ? coverageVerdict(staffing, money) : (ofTeam?.verdict ?? 'hold');

  const tables = {
    ...(plan === null ? {} : bookRows(plan, asOf)),
    ...(team === null ? {} : teamRows(team, asOf, plan === null)),
  };
  const moved = plan?.moves.moves[0]?.fte ?? null;
  const questions = coverageQuestions(input, book);
  const memo = writeMemo({
    verdict,
    plan,
    team,
    asOf,
    questions,
    show: (id) =>
      id === 'moves.1.fte' ? displayValue(moved, { label: '', unit: 'fte' }, { currency }) : figures.show(id),
    value: figures.value,
  });
  const csms = plan?.csms ?? team?.current ?? 0;
  return {
    ok: true,
    tool: 'cco_size_coverage',
    report_id: extras.reportId,
    policy_version: policyVersion,
    as_of: asOf,
    currency,
    verdict,
    verdict_reasons:
      staffing !== null && money !== null
        ? [`Staffing is ${staffing}, money ${money}.`]
        : [ofTeam?.reason ?? 'Nothing is planned.'],
    confidence: coverageConfidence(input, book),
    headline: memo.bottom_line,
    memo,
    figures: figures.list(),
    findings: sortFindings(findings.list(), Object.keys(coverageFindings)),
    questions,
    assumptions: [
      ...(extras.assumptions ?? []),
      ...assumptions.list(),
      ...(input.employees === undefined || input.employees === null
        ? [
            {
              field: 'employees',
              value: csms,
              source: 'CSMs today stand in for the headcount of the hand-off',
            },
          ]
        : []),
    ],
    conventions,
    definitions: { book: plan === null ? 'team' : 'tiers' },
    handoffs: coverageHandoffs({ input, asOf, currency, plan }),
    ...(plan === null ? {} : { next_inputs: nextInputs(input, plan) }),
    staffing_verdict: staffing,
    money_verdict: money,
    notes,
    ...(extras.reconciliation === undefined ? {} : { reconciliation: extras.reconciliation }),
    tables,
  };
}
