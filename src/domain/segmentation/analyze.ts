/** The segmentation, top to bottom: customers, judgements, totals, findings, verdict, memo, report. */
import { collectAssumptions } from '../assumptions.ts';
import { collectFigures, collectFindings } from '../collect.ts';
import { sortFindings } from '../finding.ts';
import { rankShares } from '../policy/segmentation.ts';
import { policyVersion } from '../policy/version.ts';
import type { Reconciliation } from '../reconciliation.ts';
import type { Assumption, Table } from '../report.ts';
import { settleCustomers } from './customers.ts';
import { segmentationFigures } from './figures.ts';
import { segmentationFindings } from './findings.ts';
import { segmentationHandoffs } from './handoffs.ts';
import type { SegmentationInput } from './input.ts';
import { fireToday, type Judgement, judgeBook } from './judge.ts';
import { segmentationQuestions } from './questions.ts';
import { raiseFindings } from './raise-findings.ts';
import type { SegmentationReport } from './report.ts';
import { growing, segmentationRows } from './rows.ts';
import { settingsOf } from './settings.ts';
import { testSignals } from './signals.ts';
import { addTotals } from './totals.ts';
import { segmentationConfidence, segmentationVerdict } from './verdict.ts';
import { writeMemo } from './write-memo.ts';

/** What comes with the input: the id of the report, and what reading a file added. */
export type SegmentationExtras = {
  reportId: string;
  reconciliation?: Reconciliation | undefined;
  assumptions?: readonly Assumption[];
};

const conventions = [
  'tiers follow ARR, not rank; where they disagree, dollars win',
  'margin after serving = ARR x gross margin - service cost of the account',
  'an unknown sign of fit stays unknown: the score is a range, and a band is set only where both ends share it',
  'two exit criteria are an exit, one is a watch; a healthy margin takes low fit out',
  'one step up or down a review; a step down waits for the band below the floor',
];

const fireOf = (fire: Judgement | null): SegmentationReport['fire_today'] =>
  fire === null || fire.plan.path === null
    ? null
    : {
        id: fire.customer.id,
        name: fire.customer.name,
        disposition: fire.ruling.disposition,
        path: fire.plan.path,
        if_refused: fire.plan.path === 'reprice' ? 'non_renew' : null,
        notice_closes: fire.notice?.closes ?? null,
      };

/** Tiers with customers, as the coverage tool takes them over. */
function bookOf(tiers: Table): Record<string, unknown> {
  const rows = (tiers.rows ?? []).filter((row) => Number(row['count']) > 0 && Number(row['arr']) > 0);
  return Object.fromEntries(
    rows.map((row) => [row.key, { customer_count: row['count'], total_arr: row['arr'] }]),
  );
}

/**
 * Designs segments. Pure: the same customers in any order give the same report.
 * The input has passed its checks (`schemaProblems`, `segmentationProblems`); nothing in it is changed.
 */
export function analyzeSegmentation(
  input: SegmentationInput,
  extras: SegmentationExtras,
): SegmentationReport {
  const assumptions = collectAssumptions();
  const settings = settingsOf(input, assumptions);
  const asOf = input.as_of ?? null;
  const currency = input.currency ?? 'USD';
  const figures = collectFigures(segmentationFigures, currency);
  const findings = collectFindings(segmentationFindings);

  const all = settleCustomers(input.customers ?? [], { asOf, ...settings });
  const book = judgeBook(
    all.filter(({ churned }) => !churned),
    settings,
    asOf,
  );
  const gone = judgeBook(
    all.filter(({ churned }) => churned),
    settings,
    asOf,
  );
  const signals = testSignals(
    [...book.accounts, ...gone.accounts].map(({ customer, economics }) => ({
      customer,
      marginClass: economics.marginClass,
    })),
  );
  const tables = segmentationRows(book, settings, signals, rankShares.strategic);
  addTotals(book, settings, gone.accounts.length, figures);
  raiseFindings({ book, settings, signals, tables, figures, findings });
  const growth = growing(book.accounts);
  figures.add('growth_accounts', {
    value: growth.filter(({ growth: { list } }) => list !== 'reprice_first').length,
  });
  const { verdict, reasons } = segmentationVerdict({
    value: figures.value,
    show: figures.show,
    has: findings.has,
  });
  const questions = segmentationQuestions({
    accounts: book.accounts,
    asOf,
    given: {
      grossMargin: input.gross_margin !== undefined,
      budget: input.cs_budget_share_of_arr !== undefined,
    },
  });
  const fire = fireToday(book.accounts);
  const cells = new Map(
    (tables.tiers.rows ?? []).map((row) => [`tiers.${row.key}.count`, String(row['count'])]),
  );
  const memo = writeMemo({
    verdict,
    fire,
    growth,
    questions,
    budgetAssumed: settings.budgetAssumed,
    show: (id) => cells.get(id) ?? figures.show(id),
    value: figures.value,
  });
  const next = bookOf(tables.tiers);
  return {
    ok: true,
    tool: 'cco_design_segments',
    report_id: extras.reportId,
    policy_version: policyVersion,
    as_of: asOf,
    currency,
    verdict,
    verdict_reasons: reasons,
    confidence: segmentationConfidence(figures.value),
    headline: memo.bottom_line,
    memo,
    figures: figures.list(),
    findings: sortFindings(findings.list(), Object.keys(segmentationFindings)),
    questions,
    assumptions: [...(extras.assumptions ?? []), ...assumptions.list()],
    conventions,
    handoffs: segmentationHandoffs({
      accounts: book.accounts,
      signals,
      tiers: tables.tiers,
      value: figures.value,
    }),
    ...(Object.keys(next).length > 0
      ? { next_inputs: { cco_size_coverage: { book: next, ...(asOf === null ? {} : { as_of: asOf }) } } }
      : {}),
    fire_today: fireOf(fire),
    fire_today_reason: fire === null ? 'no account has a path' : null,
    ...(extras.reconciliation === undefined ? {} : { reconciliation: extras.reconciliation }),
    tables,
  };
}
