/** The five-part memo of the next hire, made from figures and nothing else. */
import { addDays } from '../dates.ts';
import { cited, type Memo, stepText, threeSteps, within } from '../memo.ts';
import { hiringCausePolicy, productCauses, rolePolicy } from '../policy/hiring.ts';
import { quoted } from '../problem.ts';
import type { Question } from '../report.ts';
import type { Candidate } from './evaluate.ts';
import type { Slot } from './sequence.ts';
import type { HiringSettings, Outcome } from './settle.ts';
import type { Decision } from './verdict.ts';

/** What a memo is written from. */
export type MemoContext = {
  decision: Decision;
  /** The best role that waits, and the condition it misses. */
  waiting: { candidate: Candidate; condition: string; counted: boolean } | null;
  largestFix: { outcome: Outcome; fix: string } | null;
  slots: readonly Slot[];
  settings: HiringSettings;
  asOf: string | null;
  questions: readonly Question[];
  show: (id: string) => string;
  value: (id: string) => number | null;
};

const titleOf = ({ role }: Candidate): string => rolePolicy[role].title;

/** A role with its article. Example: "an implementation manager". */
const aRole = (candidate: Candidate): string =>
  `${/^[aeiou]/.test(titleOf(candidate)) ? 'an' : 'a'} ${titleOf(candidate)}`;

/** The outcome a role works on, in the founder's words. */
const outcomeOf = ({ worth }: Candidate): string | null => {
  const [first] = worth?.outcomes ?? [];
  return first === undefined ? null : quoted(first.outcome, 80);
};

const causeWords = (cause: string): string => cause.replaceAll('_', ' ');

function hireLine(next: Candidate, show: MemoContext['show'], value: MemoContext['value']): string {
  const outcome = outcomeOf(next);
  if (next.role === 'cs_ops')
    return `Hire ${aRole(next)} next: it frees ${show('next_value_1y')} of CSM time a year at a cost of ${show('next_cost')}.`;
  if (outcome === null)
    return `Hire ${aRole(next)} next: every gate is open, at ${show('next_cost')} a year.`;
  const share = value('next_break_even_3y') ?? 0;
  return share > 1
    ? `Hire ${aRole(next)} next: ${show('next_arr_at_stake')} is failing at ${outcome}; at ${show('next_cost')} it pays by the ARR it carries, ${show('next_score')} times its cost over three years.`
    : `Hire ${aRole(next)} next: ${show('next_arr_at_stake')} is failing at ${outcome}; at ${show('next_cost')} it pays when ${show('next_break_even_3y')} of that is saved.`;
}

function bottomLine({ decision, waiting, largestFix, show, value }: MemoContext): string {
  const { verdict, next, outside } = decision;
  switch (verdict) {
    case 'hire':
      return next === null ? '' : hireLine(next, show, value);
    case 'promote': {
      const then = outside === null ? '' : `; next outside hire ${titleOf(outside)}`;
      return `Promote a CS manager now: ${show('largest_group')} people report to one person${then}.`;
    }
    case 'stay-founder-led':
      return value('churned_arr') === null
        ? `No CSM yet: at ${show('csm_cost')} a year a CSM pays from ${show('break_even_arr_3y')} ARR, and ARR is ${show('arr')}.`
        : `No CSM yet: ${show('churned_arr')} of churn against ${show('csm_cost')} a year; a CSM pays from ${show('break_even_arr_3y')} ARR.`;
    case 'name-the-outcome-first':
      return 'No verdict: name the customer outcome that fails before naming a role.';
    case 'no-cs-hire-fixes-it':
      return largestFix === null
        ? `${show('no_hire_share')} of lost ARR has causes no CS hire can change.`
        : `${show('no_hire_share')} of lost ARR has causes no CS hire can change; ${largestFix.fix} first.`;
    default: {
      if (waiting === null) return 'No hire now: no role has an outcome to work on, so each waits.';
      const numbers = waiting.counted ? ` (${show('waiting_have')} of ${show('waiting_need')})` : '';
      return `No hire now: ${titleOf(waiting.candidate)} waits until ${waiting.condition}${numbers}.`;
    }
  }
}

function founderChoice({ decision, largestFix }: MemoContext): string {
  const { verdict, runnerUp } = decision;
  switch (verdict) {
    case 'hire':
      return runnerUp === null
        ? 'Do you fund it now? (hire_offer)'
        : `Do you fund it ahead of ${aRole(runnerUp)}? (hire_offer)`;
    case 'promote':
      return 'Which CSM leads? (hire_offer)';
    case 'stay-founder-led':
      return 'Which hours a week does the founder keep for customers?';
    case 'name-the-outcome-first':
      return 'Which outcome fails, and what ARR rests on it?';
    case 'no-cs-hire-fixes-it':
      return largestFix === null ? 'Who owns the fix?' : 'Who owns that fix?';
    default:
      return 'Which date do we look again?';
  }
}

function evidenceOf({ decision, waiting, show, value }: MemoContext): string[] {
  const { verdict, next, outside, runnerUp } = decision;
  const hire = outside ?? next;
  const lines = [
    ...(hire === null
      ? []
      : [
          `At stake for the ${titleOf(hire)} {next_arr_at_stake}; saved a year {next_protected} (estimate)`,
          `Worth {next_value_1y} in one year, {next_value_3y} in three, against a cost of {next_cost} (assumption)`,
          'Score {next_score}; break-even share {next_break_even_1y} in one year, {next_break_even_3y} in three',
        ]),
    ...(verdict === 'promote'
      ? ['CSMs under one lead {largest_group}; people in customer roles {team_people}']
      : []),
    ...(verdict === 'stay-founder-led' || verdict === 'name-the-outcome-first'
      ? [
          'Churn {churned_arr}; cost of a CSM {csm_cost} (assumption)',
          'Part of churn a CSM must prevent {ceiling_share_1y} in one year, {ceiling_share_3y} in three',
          'A CSM pays from ARR of {break_even_arr_3y} over three years, {break_even_arr_1y} in one (assumption)',
          'ARR {arr}',
          ...(value('churned_arr') === null ? ['Cost of a CSM {csm_cost} (assumption)'] : []),
        ]
      : []),
    ...(verdict === 'no-cs-hire-fixes-it'
      ? [
          'Lost ARR {lost_arr}, {no_hire_share} with causes that no hire changes',
          'Largest of them {largest_fix_arr}',
        ]
      : []),
    ...(waiting?.counted === true ? ['Condition: {waiting_have} there, {waiting_need} needed'] : []),
    ...(runnerUp === null ? [] : [`Runner-up ${titleOf(runnerUp)}, score {runner_up_score}`]),
    ...(hire !== null && hire.worth?.score == null
      ? [`Cost of the ${titleOf(hire)} {next_cost} (assumption)`]
      : []),
    'Lost ARR {lost_arr}; product causes {product_share}',
    'Hires planned in six quarters {sequence_hires}; people today {team_people}',
  ];
  const known = lines.flatMap((template) => cited(template, show) ?? []);
  return (known.length > 1 ? known : [...known, `Lost ARR ${show('lost_arr')} [lost_arr]`]).slice(0, 6);
}

function openStep({ decision, slots, settings, asOf }: MemoContext): string | null {
  const hire = decision.outside ?? (decision.verdict === 'hire' ? decision.next : null);
  if (hire === null) return null;
  const outcome = outcomeOf(hire);
  const goal = outcome === null ? '' : ` with ${outcome} as its goal`;
  const slot = slots.find(({ hires }) => hires.some(({ role }) => role === hire.role));
  const day = slot?.firstDay == null ? null : addDays(slot.firstDay, -settings.leadDays);
  const by = day === null || asOf === null ? within(10) : day < asOf ? asOf : day;
  return stepText(`Open the ${titleOf(hire)} role${goal}`, 'Founder', by);
}

function steps(context: MemoContext): string[] {
  const { decision, largestFix, questions, waiting } = context;
  const [question] = questions;
  const owner = (cause: Outcome['cause']) =>
    productCauses.includes(cause) ? 'CPO' : hiringCausePolicy[cause].owner;
  return threeSteps([
    openStep(context),
    decision.verdict === 'promote' ? stepText('Name the CS manager', 'Founder', within(30)) : null,
    largestFix === null
      ? null
      : stepText(
          largestFix.outcome.cause === 'unknown'
            ? 'Interview lost customers about why they left'
            : `Fix ${causeWords(largestFix.outcome.cause)}: ${largestFix.fix}`,
          owner(largestFix.outcome.cause),
          within(30),
        ),
    question === undefined ? null : stepText(`Answer ${quoted(question.ask, 200)}`, 'Founder', within(10)),
    stepText(
      waiting === null
        ? 'Review this order when the next quarter begins'
        : `Review this order when ${waiting.condition}`,
      'Head of CS',
      within(90),
    ),
    stepText('Confirm the cost of each role used here', 'CFO', within(30)),
    stepText('Track which outcome each lost customer missed', 'Head of CS', within(30)),
  ]);
}

/** Writes the memo. Every number in it is a figure, cited in evidence. */
export const writeMemo = (context: MemoContext): Memo => ({
  bottom_line: bottomLine(context),
  decision: 'next hire',
  evidence: evidenceOf(context),
  how_to_act: steps(context),
  your_decision: founderChoice(context),
});
