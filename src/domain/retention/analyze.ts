/** The retention decomposition, top to bottom: book, totals, rates, judgements, verdict, memo, report. */
import { collectFigures, collectFindings, inFormula } from '../collect.ts';
import { sortFindings } from '../finding.ts';
import { ratio, sumKnown } from '../numbers.ts';
import { policyVersion } from '../policy/version.ts';
import type { Reconciliation } from '../reconciliation.ts';
import type { Assumption, Table } from '../report.ts';
import { comparePeers } from './benchmarks.ts';
import type { Book } from './book.ts';
import { buildBridge } from './bridge.ts';
import { analyzeCauses } from './causes.ts';
import { claimFacts } from './claim-values.ts';
import { raiseClaims, testClaims } from './claims.ts';
import { analyzeConcentration } from './concentration.ts';
import { raiseContradictions } from './contradictions.ts';
import { retentionFigures, topFigures } from './figures.ts';
import {
  addFileAmounts,
  churnSetTable,
  type FileFacts,
  raiseFileFacts,
  raisePricesToday,
} from './file-facts.ts';
import { retentionFindings } from './findings.ts';
import { cohortGroups, cohortsArePartial, groupRows, segmentGroups } from './groups.ts';
import { retentionHandoffs } from './handoffs.ts';
import { raiseBlockers, raiseHeadline } from './headline-findings.ts';
import type { RetentionInput } from './input.ts';
import { rankLeaks } from './leakage.ts';
import { policyInForce } from './lines.ts';
import { lossesOf } from './losses.ts';
import { addMemoLines } from './memo-lines.ts';
import { raiseMerges } from './merges.ts';
import { analyzeMixRate } from './mix-rate.ts';
import { addCompounded, monthlyTable } from './monthly.ts';
import { retentionNextInputs } from './next-inputs.ts';
import { plan90Days } from './plan.ts';
import { addPointValue } from './point-value.ts';
import { analyzePriceVolume } from './price-volume.ts';
import { nextQuestions } from './questions.ts';
import { addAnnualEquivalents, addRates } from './rates.ts';
import { reasonMapOf } from './reasons.ts';
import { analyzeRenewals } from './renewals.ts';
import type { RetentionReport } from './report.ts';
import { settle } from './settle.ts';
import { analyzeSizeIndex } from './size-index.ts';
import { analyzeSurvival } from './survival.ts';
import { type Totals, totalsByGroup, totalsOfAccounts, totalsOfCohorts } from './totals.ts';
import { analyzeTrend } from './trend.ts';
import { buildTriangle } from './triangle.ts';
import {
  bandRates,
  bandRows,
  blockersOf,
  confidenceOf,
  decideVerdict,
  isAnnual,
  verdictOnPoints,
  worstRate,
} from './verdict.ts';
import { writeMemo } from './write-memo.ts';

/** What comes with the input: the id of the report, and what reading a file added. */
export type RetentionExtras = {
  reportId: string;
  reconciliation?: Reconciliation | undefined;
  assumptions?: readonly Assumption[];
  facts?: FileFacts | undefined;
};

/** Totals of the portfolio: all accounts, or the mature cohorts. Mixed currencies are never added. */
function portfolioOf(book: Book): Totals {
  if (book.mixed.length > 0) return totalsOfCohorts([]);
  return book.kind === 'accounts'
    ? totalsOfAccounts(book.accounts)
    : totalsOfCohorts(book.cohorts.filter((cohort) => cohort.mature));
}

/** Why a portfolio figure is null, when it is. */
const reasonFor = (book: Book): string =>
  book.mixed.length > 0 ? 'mixed_currencies' : book.kind === 'claims' ? 'claims_only' : 'not_given';

/** The mature cohorts of one currency. */
const cohortsIn = (book: Book, code: string) =>
  book.cohorts.filter(({ mature, currency }) => mature && (currency ?? book.currency) === code);

/** One set of figures a currency, for files that mix several. Amounts are in that currency. */
function byCurrency(book: Book): Table {
  if (book.mixed.length === 0) return { rows: null, because: 'one currency' };
  const groups =
    book.kind === 'accounts'
      ? totalsByGroup(book.accounts, (account) => account.currency ?? book.currency)
      : new Map(book.mixed.map((code) => [code, totalsOfCohorts(cohortsIn(book, code))]));
  const codes = [...groups.keys()].map(String).sort();
  return {
    rows: codes.flatMap((currency) => {
      const totals = groups.get(currency);
      if (totals === undefined) return [];
      const { start, customers, lostCustomers } = totals;
      const kept = customers === null || lostCustomers === null ? null : customers - lostCustomers;
      return [
        {
          key: currency,
          currency,
          customers,
          starting_arr: start,
          ending_arr: totals.ending,
          churned_arr: totals.churned,
          contraction_arr: totals.contraction,
          expansion_arr: totals.expansion,
          grr: ratio(totals.keptGross, start),
          nrr: ratio(totals.keptNet, start),
          logo: ratio(kept, customers),
        },
      ];
    }),
  };
}

/** GRR of older files if `renewed_arr` was before contraction: (renewed - contraction) / start. */
function otherReading(book: Book): number | null {
  const mature = book.cohorts.filter((cohort) => cohort.mature);
  if (!mature.some((cohort) => cohort.legacy)) return null;
  const kept = sumKnown(
    mature.map(({ legacy, keptGross, contraction }) =>
      keptGross === null ? null : legacy ? keptGross - (contraction ?? 0) : keptGross,
    ),
  );
  return ratio(kept, sumKnown(mature.map((cohort) => cohort.start)));
}

function conventionsOf(book: Book, reactivationInNrr: boolean, notes: readonly string[]): string[] {
  return [
    'GRR = sum of min(start, end) per account / start: net of churn and contraction',
    'NRR = end ARR of the starting customers / start = GRR + expansion / start; new customers are never in it',
    reactivationInNrr
      ? 'NRR counts returning customers, as asked (reactivation_in_nrr)'
      : 'returning customers are a line of the bridge, not in NRR',
    'target lines are house targets, about the top quartile; published figures stand beside them',
    ...(book.kind === 'accounts'
      ? ['accounts are netted first and classified after; GRR is capped per account']
      : []),
    ...notes,
  ];
}

/**
 * Decomposes retention. Pure: the same input in any row order gives the same report.
 * The input has passed its checks (`schemaProblems`, `crossProblems`); nothing in it is changed.
 */
export function analyzeRetention(input: RetentionInput, extras: RetentionExtras): RetentionReport {
  const settled = settle(input);
  const whole = settled.book;
  // Amounts of several currencies are never added: only the table by currency looks at such accounts and cohorts.
  const book: Book =
    whole.mixed.length > 0 ? { ...whole, accounts: [], cohorts: [], hasFacts: false } : whole;
  const { policy, assumptions: overrides } = policyInForce(book.stage, input.policy);
  const topGiven = book.cohorts
    .flatMap((cohort) => cohort.topExpanders ?? [])
    .reduce((n, top) => n + top.accounts, 0);
  const figures = collectFigures({ ...retentionFigures, ...topFigures(topGiven) }, book.currency);
  const findings = collectFindings(retentionFindings);
  const annual = isAnnual(book.periodMonths);
  const why = reasonFor(book);
  const reactivationInNrr = input.reactivation_in_nrr ?? false;

  const totals = portfolioOf(book);
  const rates = addRates(totals, { book, policy, reactivationInNrr, why }, figures);
  const points = { grr: rates.grr.value, nrr: rates.nrr.value, logo: rates.logo.value };
  if (!annual) addAnnualEquivalents(rates, book.periodMonths, figures);
  const mature = book.cohorts.filter((cohort) => cohort.mature);
  const bridge = buildBridge(totals, mature, policy, figures, findings);
  const other = otherReading(book);
  if (other !== null)
    figures.add('grr_other_reading', {
      value: other,
      formula: '(renewed_arr - contraction_arr) / starting_arr',
    });
  raiseContradictions(book, policy, findings);
  const facts = extras.facts ?? {};
  raiseFileFacts(facts, policy, figures, findings);
  // Amounts that only the file knows are in its own currency: shown where that is the currency of the report.
  const oneCurrency = whole.mixed.length === 0;
  if (oneCurrency && input.fx === undefined) addFileAmounts(facts, figures);
  if (facts.periodMonths !== undefined && oneCurrency && input.fx === undefined)
    addCompounded(facts.periodMonths, figures);

  const { groups: cohorts, ordered } = cohortGroups(book);
  const partial = cohortsArePartial(book, cohorts);
  const segments = segmentGroups(book);
  const losses = lossesOf(book, reasonMapOf(input.reason_map));
  const causes = analyzeCauses(losses, policy, figures, findings);
  const kept = points.nrr === null || totals.start === null ? null : points.nrr * totals.start;
  const concentration = analyzeConcentration(book, totals, kept, policy, figures, findings);
  const priceNote = analyzePriceVolume(book, totals, points.nrr, policy, figures, findings);
  const renewals = analyzeRenewals(book, totals, points.grr, policy, figures, findings);
  addMemoLines(book, points, input.fx?.rates_end, policy, figures, findings);
  const merges = raiseMerges(book.accounts, findings);
  const trend = analyzeTrend(cohorts, { ordered, partial }, policy, figures, findings);
  const survival = analyzeSurvival(book, facts, figures, findings);
  const sizeIndex = analyzeSizeIndex(totals, segments, figures, findings);
  const mixRate = analyzeMixRate(
    segments,
    settled.previous === null ? null : segmentGroups(settled.previous),
    figures,
    findings,
  );
  const pointNotes = addPointValue(figures, annual, input.gross_margin);

  const pricesToday = facts.pricesToday !== undefined;
  const bands = bandRates(rates, policy, annual, pricesToday);
  const claimsOnly = book.kind === 'claims';
  const blockers = blockersOf({
    rates,
    bands,
    customers: totals.customers,
    annual,
    claimsOnly,
    mixed: book.mixed.length > 0,
    edge: facts.edge !== undefined,
    pricesToday,
    policy,
  });
  raiseBlockers(blockers, figures, findings);
  raisePricesToday(facts.pricesToday, blockers.includes('no-price-history'), figures, findings);
  const claimTests = testClaims(
    input.claims,
    claimFacts(book, totals, points, {
      renewalRate: figures.value('renewal_rate'),
      ending: figures.value('ending_arr'),
      annual,
    }),
    {
      own: input.accounts === undefined && input.cohorts === undefined,
      ratesOnly: claimsOnly,
      logoUnsure:
        (totals.customers ?? policy.min_accounts) < policy.min_accounts ||
        bands.logo.certainty === 'undecided',
      computedOf: (field) =>
        figures.value(
          field
            .replace('customers_start', 'starting_customers')
            .replace('customers_lost', 'churned_customers'),
        ),
    },
  );
  raiseClaims(claimTests, findings);
  const contradictions = findings
    .list()
    .filter((finding) => finding.severity === 'contradiction')
    .map((finding) => finding.code);
  raiseHeadline(
    {
      book,
      rates,
      bands,
      policy,
      annual,
      stageGiven: input.stage !== undefined,
      pricesToday,
      figures,
      findings,
    },
    contradictions.length > 0 || blockers.length > 0,
  );

  const { verdict, reasons } = decideVerdict({
    contradictions,
    blockers,
    rates,
    bands,
    policy,
    show: figures.show,
  });
  const listed = sortFindings(findings.list(), Object.keys(retentionFindings));
  const leaks = rankLeaks(book, totals, losses);
  const resolve =
    listed.find((finding) => finding.severity === 'contradiction' || finding.severity === 'blocker')?.code ??
    null;
  const plan = plan90Days(leaks, findings.has, book.asOf, resolve);
  const questions = nextQuestions({
    book,
    totals,
    rates,
    policy,
    cohorts,
    reading: causes.reading,
    unmapped: causes.unmapped,
    merges,
    stageGiven: input.stage !== undefined,
    previousGiven: input.previous !== undefined,
    has: findings.has,
    value: figures.value,
  });
  const corrected = (claim: string) => claimTests.find((test) => test.claim === claim)?.corrected ?? null;
  const claimed = {
    grr: corrected('grr') ?? input.claims?.grr ?? null,
    nrr: corrected('nrr') ?? input.claims?.nrr ?? null,
    logo: corrected('logo_retention'),
  };
  const memo = writeMemo({
    verdict,
    stage: book.stage,
    currency: book.currency,
    asOf: book.asOf,
    rates,
    policy,
    worst: worstRate(rates, bands, policy),
    leaks,
    plan,
    questions,
    findings: listed,
    blockers,
    claimTests,
    pricesToday,
    show: figures.show,
    value: figures.value,
  });
  const inUsd = book.currency === 'USD';
  const notes = [
    ...(annual
      ? []
      : [
          `the period is ${inFormula(book.periodMonths)} months; annual equivalents compound it and are not the cohort figure`,
        ]),
    ...(priceNote === null ? [] : [priceNote]),
    ...pointNotes,
    ...(partial
      ? [
          'cohorts leave out accounts whose start is not known, as of those that pay from the first month of a file',
        ]
      : []),
    ...(survival.leftOut > 0 ? ['survival leaves out accounts without a start or an end date'] : []),
  ];
  return {
    ok: true,
    tool: 'cco_decompose_retention',
    report_id: extras.reportId,
    policy_version: policyVersion,
    as_of: book.asOf,
    currency: book.currency,
    verdict,
    indicative_verdict: claimsOnly
      ? verdictOnPoints(claimed, policy)
      : verdictOnPoints(
          {
            grr: rates.grr.annual,
            nrr: pricesToday ? null : rates.nrr.annual,
            logo: rates.logo.annual,
          },
          policy,
        ),
    verdict_reasons: reasons,
    confidence: confidenceOf({ customers: totals.customers, bands, annual, has: findings.has }),
    headline: memo.bottom_line,
    memo,
    figures: figures.list(),
    findings: listed,
    questions,
    assumptions: [
      ...settled.assumptions,
      ...overrides,
      ...renewals.assumptions,
      ...(extras.assumptions ?? []),
    ],
    conventions: conventionsOf(book, reactivationInNrr, notes),
    definitions: {
      book: book.kind,
      period_months: book.periodMonths,
      reactivation_in_nrr: reactivationInNrr,
      converted: input.fx !== undefined,
    },
    handoffs: retentionHandoffs({
      currency: book.currency,
      periodMonths: book.periodMonths,
      value: figures.value,
      losses,
      segments,
      trend: trend?.direction ?? null,
      pricesToday,
    }),
    // What contradicts itself is not carried on.
    ...(contradictions.length > 0 || annual === false
      ? {}
      : { next_inputs: retentionNextInputs(book, losses, figures.value) }),
    trend,
    cause_reading: causes.reading,
    claim_tests: claimTests,
    unmapped_reasons: causes.unmapped,
    leakage_points: leaks.slice(0, 3),
    plan_90_days: plan,
    ...(extras.reconciliation === undefined ? {} : { reconciliation: extras.reconciliation }),
    tables: {
      bridge,
      bands: { rows: bandRows(rates, bands, policy) },
      benchmarks: comparePeers({
        values: points,
        acv: input.acv_usd ?? (inUsd ? figures.value('acv') : null),
        arr: input.arr_usd ?? (inUsd ? figures.value('starting_arr') : null),
        inUsd: inUsd || input.acv_usd !== undefined,
        asOf: book.asOf,
      }),
      cohorts:
        cohorts.length > 0
          ? { rows: groupRows(cohorts, 'cohort', book, policy, pricesToday) }
          : { rows: null, because: 'no cohorts were given' },
      segments:
        segments.length > 0
          ? { rows: groupRows(segments, 'segment', book, policy, pricesToday) }
          : { rows: null, because: 'no segments were given' },
      concentration,
      renewals: renewals.table,
      mix_rate: mixRate,
      size_index: sizeIndex,
      triangle: buildTriangle(book.cohorts),
      survival: survival.survival,
      hazard: survival.hazard,
      causes: causes.causes,
      causes_on_evidence: causes.causesOnEvidence,
      monthly:
        oneCurrency && input.fx === undefined
          ? monthlyTable(facts.months)
          : { rows: null, because: 'months are in the currencies of the file, which are never added' },
      churn_sets: churnSetTable(facts.churnSets),
      by_currency: byCurrency(whole),
    },
  };
}
