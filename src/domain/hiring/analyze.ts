/** The next hire, top to bottom: outcomes, roles, verdict, sequence, findings, memo, report. */
import { collectAssumptions } from '../assumptions.ts';
import { collectFigures, collectFindings } from '../collect.ts';
import { sortFindings } from '../finding.ts';
import { hiringDefaults, rolePolicy, stagePolicy } from '../policy/hiring.ts';
import { policyVersion } from '../policy/version.ts';
import type { Reconciliation } from '../reconciliation.ts';
import type { Assumption } from '../report.ts';
import { checkPatterns } from './anti-patterns.ts';
import { attribute } from './attribution.ts';
import { type Candidate, type Evaluation, evaluate, ranked } from './evaluate.ts';
import { hiringFigures, waitingFigures } from './figures.ts';
import { hiringFindings } from './findings.ts';
import { customerRoles } from './gates.ts';
import { hiringHandoffs } from './handoffs.ts';
import type { HiringInput } from './input.ts';
import { hiringQuestions } from './questions.ts';
import { raiseFindings } from './raise-findings.ts';
import type { HiringReport } from './report.ts';
import { hiringRows, missingOf } from './rows.ts';
import { planSequence } from './sequence.ts';
import { outcomesOf, type Situation, settingsOf, situationOf } from './settle.ts';
import { stageConditions, stageDisagrees } from './stage.ts';
import { addTotals } from './totals.ts';
import { type Decision, decide, hiringConfidence, judgeProposal, whyNotRunnerUp } from './verdict.ts';
import { writeMemo } from './write-memo.ts';

/** What comes with the input: the id of the report, and what reading a file added. */
export type HiringExtras = {
  reportId: string;
  reconciliation?: Reconciliation | undefined;
  assumptions?: readonly Assumption[];
};

const conventions = [
  'a role is worth what it saves of the ARR at stake: at stake x preventable x capture, valued at margin for three years',
  'no role without a named outcome, except a manager on trigger and CS Ops, whose value is CSM time',
  'an unknown gate becomes a question and does not close a role; confidence is then low',
  'one year of cost is set against the ARR saved in that year',
];

const boundaries = [
  `A CSM is not support, who answer what comes in: ${rolePolicy.support.owns}.`,
  `A CSM is not an account manager, who owns the contract: ${rolePolicy.account_manager.owns}.`,
  `A CSM is not implementation, which ends at launch: ${rolePolicy.implementation.owns}.`,
];

/** The best role that waits, with its condition. A gate with numbers is shown with them. */
function waitingOf(evaluation: Evaluation, { verdict }: Decision) {
  const order = ranked(evaluation);
  const landing = Object.values(evaluation.candidates).find(({ waitsForRamp }) => waitsForRamp);
  const candidate: Candidate | undefined = verdict === 'ramp-first' ? landing : order[0];
  if (candidate === undefined) return null;
  const { closed, worth } = candidate;
  const counted = closed === null || (closed.have !== null && closed.need !== null && closed.unit !== null);
  return {
    candidate,
    condition: missingOf(candidate) ?? '',
    counted,
    have: closed === null ? (worth?.score ?? null) : closed.have,
    need: closed === null ? 1 : closed.need,
    unit: closed === null ? ('ratio' as const) : (closed.unit ?? 'ratio'),
  };
}

/** The largest loss that no hire changes, and what to do about it instead. */
function largestFixOf({ outcomes }: Situation, situation: Situation, { split }: Evaluation) {
  for (const outcome of outcomes) {
    const { role, fix } = attribute(outcome, situation, split.verdict);
    if (role === null && fix !== null && outcome.cause !== 'company_event') return { outcome, fix };
  }
  return null;
}

/**
 * Plans hires. Pure: the order of outcomes and keys changes nothing.
 * The input has passed its checks (`schemaProblems`, `hiringProblems`); nothing in it is changed.
 */
export function analyzeHiring(input: HiringInput, extras: HiringExtras): HiringReport {
  const assumptions = collectAssumptions();
  const outcomes = outcomesOf(input, input.capture_share ?? hiringDefaults.capture_share);
  const settings = settingsOf(input, outcomes, assumptions);
  const situation = situationOf(input, outcomes);
  const currency = input.currency ?? 'USD';
  const stage = input.stage ?? null;

  const evaluation = evaluate(situation, input, settings);
  const decision = decide(evaluation, situation, settings);
  const slots = planSequence(situation, input, settings);
  const patterns = checkPatterns(situation, input);
  const waiting = decision.next === null ? waitingOf(evaluation, decision) : null;
  const largestFix = largestFixOf(situation, situation, evaluation);

  const figures = collectFigures({ ...hiringFigures, ...waitingFigures(waiting?.unit ?? 'ratio') }, currency);
  const findings = collectFindings(hiringFindings);
  addTotals(
    {
      evaluation,
      situation,
      settings,
      next: decision.outside ?? decision.next,
      runnerUp: decision.runnerUp,
      largestFix: largestFix?.outcome ?? null,
      slots,
    },
    figures,
  );
  const reason = 'nothing is waited for that can be counted';
  figures.add('waiting_have', { value: waiting?.counted === true ? waiting.have : null, reason });
  figures.add('waiting_need', { value: waiting?.counted === true ? waiting.need : null, reason });
  raiseFindings({
    input,
    evaluation,
    situation,
    settings,
    decision,
    slots,
    patterns,
    stageDisagrees: stage !== null && stageDisagrees(stage, situation, input.employees ?? null),
    figures,
    findings,
  });

  const questions = hiringQuestions({
    input,
    evaluation,
    decision,
    unknownShare: figures.value('unknown_share'),
  });
  const memo = writeMemo({
    decision,
    waiting:
      waiting === null
        ? null
        : { ...waiting, counted: waiting.counted && waiting.have !== null && waiting.need !== null },
    largestFix,
    slots,
    settings,
    asOf: input.as_of ?? null,
    questions,
    show: figures.show,
    value: figures.value,
  });
  const { next, outside, runnerUp } = decision;
  const hired = [next, outside].flatMap((one) => (one === null ? [] : [one.role]));
  return {
    ok: true,
    tool: 'cco_plan_hires',
    report_id: extras.reportId,
    policy_version: policyVersion,
    as_of: input.as_of ?? null,
    currency,
    verdict: decision.verdict,
    verdict_reasons: [decision.reason],
    confidence: hiringConfidence(decision, findings.has('cause-unknown')),
    headline: memo.bottom_line,
    memo,
    figures: figures.list(),
    findings: sortFindings(findings.list(), Object.keys(hiringFindings)),
    questions,
    assumptions: [
      ...(extras.assumptions ?? []),
      ...assumptions.list(),
      ...(input.employees === undefined || input.employees === null
        ? [
            {
              field: 'employees',
              value: customerRoles(situation, true),
              source: 'people in customer roles stand in for the headcount of the hand-off',
            },
          ]
        : []),
    ],
    conventions,
    handoffs: hiringHandoffs({ input, situation, settings, slots, currency }),
    next_hire:
      next === null
        ? null
        : {
            role: next.role,
            by_promotion: next.role === 'cs_manager',
            pays: next.worth === null || next.worth.score === null ? null : next.worth.pays,
          },
    next_outside_hire: outside?.role ?? null,
    runner_up:
      runnerUp === null
        ? null
        : {
            role: runnerUp.role,
            why_not: whyNotRunnerUp(runnerUp),
            gate: runnerUp.closed?.gate ?? null,
          },
    proposed:
      input.proposed_role === undefined || input.proposed_role === null
        ? null
        : { role: input.proposed_role, verdict: judgeProposal(input.proposed_role, decision) },
    am_csm_split: evaluation.split.verdict,
    stage_next: stage === null ? null : stagePolicy[stage].next,
    unchecked: patterns.filter(({ fired }) => fired === null).map(({ pattern }) => pattern),
    boundaries,
    ...(extras.reconciliation === undefined ? {} : { reconciliation: extras.reconciliation }),
    tables: hiringRows({
      evaluation,
      situation,
      settings,
      slots,
      patterns,
      stage: stage === null ? null : stageConditions(stage, situation, input),
      hired,
      currency,
    }),
  };
}
