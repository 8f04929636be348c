/** The five-part memo of retention, made from figures and nothing else. */
import { addDays } from '../dates.ts';
import { moneyText, shareText } from '../figure.ts';
import type { Finding } from '../finding.ts';
import { type Memo, stepText } from '../memo.ts';
import { type RateName, rateNames, type Stage } from '../policy/retention.ts';
import { quoted } from '../problem.ts';
import type { Question } from '../report.ts';
import type { ClaimTest } from './claims.ts';
import type { Leak } from './leakage.ts';
import type { Policy } from './lines.ts';
import type { PlanStep } from './plan.ts';
import { figureOf, type Rates } from './rates.ts';
import type { Blocker, Verdict } from './verdict.ts';

/** What a memo is written from. */
export type MemoContext = {
  verdict: Verdict;
  stage: Stage;
  currency: string;
  asOf: string | null;
  rates: Rates;
  policy: Policy;
  worst: RateName | null;
  leaks: readonly Leak[];
  plan: readonly PlanStep[];
  questions: readonly Question[];
  findings: readonly Finding[];
  blockers: readonly Blocker[];
  claimTests: readonly ClaimTest[];
  /** Rates and expansion leave out changes of price, as the file holds what is paid today. */
  pricesToday: boolean;
  show: (id: string) => string;
  value: (id: string) => number | null;
};

const rateLabels: Readonly<Record<RateName, string>> = { grr: 'GRR', nrr: 'NRR', logo: 'Logo retention' };

const blockerPhrases: Readonly<Record<Blocker, string>> = {
  'small-base': 'the base has too few accounts',
  'interval-too-wide': 'the interval is too wide to tell the bands apart',
  'metric-missing': 'a rate cannot be computed',
  'period-not-annual': 'the period is not a year',
  'claims-only': 'no data stand behind the claimed rates',
  'mixed-currencies': 'the file mixes currencies without rates',
  'no-price-history': 'the file holds what is paid today, not what was paid before',
  'export-edge': 'the file ends before its customers do',
};

const contradictionPhrases: Readonly<Record<string, string>> = {
  'bridge-does-not-tie': 'the movements do not give the stated ending ARR',
  'churn-count-and-arr-disagree': 'churned customers and churned ARR do not match',
  'reasons-exceed-churn': 'the reasons add up to more than what churned',
  'churn-flag-disagrees': 'the churn flags and the ARR name different customers',
  'dates-disagree': 'the dates of customers and their ARR do not fit',
  'sources-disagree': 'two files name different customers as churned',
};

/** A leak as it is named in a sentence: group and cause in backticks. */
export const leakName = (leak: Leak): string =>
  leak.group === null ? quoted(leak.cause) : `${quoted(leak.group)} × ${quoted(leak.cause)}`;

function rateLine(name: RateName, { rates, policy, stage, pricesToday }: MemoContext): string | null {
  const { value, interval } = rates[name];
  if (value === null) return null;
  const { healthy, concerning } = policy.bands[name];
  const lines = [healthy, concerning];
  const shown = shareText(value, lines);
  const range =
    interval === null ? '' : ` (${shareText(interval.low).replace('%', '')}-${shareText(interval.high)})`;
  const today = pricesToday && name !== 'logo' ? " at today's prices" : '';
  return `${rateLabels[name]} ${shown}${range}${today}, ${stage} target ${shareText(healthy)} [${figureOf[name]}, bands.${name}.healthy]`;
}

function lossLine({ value, show, pricesToday }: MemoContext): string | null {
  if (value('lost_arr') === null) return null;
  const parts: [string, string][] = [['Lost ARR', 'lost_arr']];
  if (value('starting_arr') !== null) parts.push(['start ARR', 'starting_arr']);
  if (value('expansion_arr') !== null && !pricesToday) parts.push(['expansion', 'expansion_arr']);
  return `${parts.map(([label, id]) => `${label} ${show(id)}`).join(', ')} [${parts.map(([, id]) => id).join(', ')}]`;
}

function leakLine({ leaks, currency }: MemoContext): string | null {
  const [leak] = leaks;
  if (leak === undefined) return null;
  const estimate = leak.basis === 'measured' ? '' : ' (estimate)';
  const ids = ['leakage_points.1.lost_arr'];
  const share = leak.share_of_lost === null ? '' : `, ${shareText(leak.share_of_lost)} of lost ARR`;
  if (leak.share_of_lost !== null) ids.push('leakage_points.1.share_of_lost');
  return `Largest leak ${leakName(leak)} ${moneyText(leak.lost_arr, currency)}${estimate}${share} [${ids.join(', ')}]`;
}

/** Labels of the figures that the first critical finding may put into evidence. */
const findingLabels: readonly (readonly [RegExp, string])[] = [
  [/^nrr_without_top5$/, 'NRR without the top five expanders'],
  [/^nrr_without_top\d+$/, 'NRR without the top expanders given'],
  [/^bridge_gap$/, 'Stated end against the bridge'],
  [/^cohort_gaps$/, 'Stated ends against the bridge of each cohort'],
  [/^starting_customers$/, 'Customers at period start'],
  [/^churned_customers$/, 'Customers lost'],
];

function findingLine({ findings, value, show }: MemoContext): string | null {
  for (const { evidence, severity } of findings) {
    if (severity === 'info' || severity === 'warning') break;
    const id = evidence.find((one) => findingLabels.some(([pattern]) => pattern.test(one)));
    const label = findingLabels.find(([pattern]) => id !== undefined && pattern.test(id))?.[1];
    if (id !== undefined && label !== undefined && value(id) !== null) return `${label} ${show(id)} [${id}]`;
  }
  return null;
}

function claimLines({ claimTests }: MemoContext): string[] {
  return claimTests.slice(0, 3).flatMap((test, i) => {
    if (test.claim.endsWith('_arr') || test.claim.startsWith('customers')) return [];
    const at = `claim_tests.${i + 1}`;
    const name = quoted(test.claim);
    return test.corrected === null || test.status === 'confirmed'
      ? [`Claimed ${name} ${shareText(test.claimed)} [${at}.claimed]`]
      : [
          `Claimed ${name} ${shareText(test.claimed)}, corrected ${shareText(test.corrected)} [${at}.claimed, ${at}.corrected]`,
        ];
  });
}

/** 2 to 6 lines; what is missing is shown as n/a rather than left out. */
function evidenceOf(context: MemoContext): string[] {
  const { show, value } = context;
  const lines = [
    ...rateNames.map((name) => rateLine(name, context)),
    lossLine(context),
    leakLine(context),
    findingLine(context),
    ...claimLines(context),
  ].filter((line) => line !== null);
  const spare = [
    ...(value('starting_arr') === null ? [] : [`Start ARR ${show('starting_arr')} [starting_arr]`]),
    ...(value('starting_customers') === null
      ? []
      : [`Customers at period start ${show('starting_customers')} [starting_customers]`]),
    'GRR n/a [grr]',
    'NRR n/a [nrr]',
  ];
  return lines.length >= 2 ? lines.slice(0, 6) : [...lines, ...spare].slice(0, 2);
}

function bottomLine(context: MemoContext): string {
  const { verdict, show, worst, stage, leaks, rates, policy, currency, blockers, findings } = context;
  const [leak] = leaks;
  const leakPart = leak === undefined ? 'no ARR was lost' : `largest leak ${leakName(leak)}`;
  switch (verdict) {
    case 'leaky_bucket':
      return `NRR ${show('nrr')} hides GRR ${show('grr')}: ${show('lost_arr')} left while ${show('expansion_arr')} of expansion covered it.`;
    case 'critical':
    case 'concerning': {
      const name = worst ?? 'grr';
      const lines = policy.bands[name];
      const value = rates[name].value;
      const shown = value === null ? 'n/a' : shareText(value, [lines.healthy, lines.concerning]);
      const amount = leak === undefined ? '' : `, ${moneyText(leak.lost_arr, currency)}`;
      return `${rateLabels[name]} is ${shown} against the ${stage} target ${shareText(lines.healthy)}; ${leakPart}${amount}.`;
    }
    case 'healthy':
      return `GRR ${show('grr')} and NRR ${show('nrr')} meet the ${stage} targets; ${leakPart}.`;
    case 'insufficient_data': {
      const [first] = blockers;
      const reason = first === undefined ? 'the data cannot carry one' : blockerPhrases[first];
      return `GRR ${show('grr')}, NRR ${show('nrr')}, but ${reason}: no verdict.`;
    }
    default: {
      const first = findings.find((finding) => finding.severity === 'contradiction')?.code ?? '';
      return `The inputs disagree: ${contradictionPhrases[first] ?? 'two of them contradict each other'}; no verdict.`;
    }
  }
}

function founderChoice({ verdict, leaks }: MemoContext): string {
  const [leak] = leaks;
  switch (verdict) {
    case 'leaky_bucket':
      return `Do you slow new sales until ${leak === undefined ? 'the leak' : leakName(leak)} is fixed, or fund the leak knowingly? (budget)`;
    case 'critical':
    case 'concerning':
      return 'Which one leak gets people and budget this quarter? (budget)';
    case 'healthy':
      return 'Do you protect the base or invest in expansion? (budget)';
    case 'insufficient_data':
      return 'Do you act on single accounts now, or wait for more data?';
    default:
      return 'Which source is the truth? (source_of_truth)';
  }
}

function steps({ plan, questions, asOf }: MemoContext): string[] {
  const by = asOf === null ? 'within 30 days' : addDays(asOf, 30);
  const planned = plan
    .filter((row) => row.phase === 1)
    .map((row) => `${row.action}. Owner: ${row.owner}. By: ${by}`);
  const [question] = questions;
  const spare = [
    ...(question === undefined ? [] : [stepText(`Answer ${quoted(question.ask, 200)}`, 'Founder', by)]),
    `Measure again after the next renewals. Owner: Head of CS. By: ${asOf === null ? 'within 90 days' : addDays(asOf, 90)}`,
    `Confirm the definition and the period of every figure that is quoted. Owner: CFO. By: ${by}`,
  ];
  return [...planned, ...spare].slice(0, 3);
}

/** Writes the memo. Every number in it is a figure or a table cell, cited in evidence. */
export function writeMemo(context: MemoContext): Memo {
  return {
    bottom_line: bottomLine(context),
    decision: 'retention',
    evidence: evidenceOf(context),
    how_to_act: steps(context),
    your_decision: founderChoice(context),
  };
}
