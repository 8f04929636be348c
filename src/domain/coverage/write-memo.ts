/** The five-part memo of coverage, made from figures and nothing else. */
import { cited, type Memo, stepText, threeSteps, within } from '../memo.ts';
import { quoted } from '../problem.ts';
import type { Question } from '../report.ts';
import { roleList } from './raise-findings.ts';
import type { BookPlan } from './staff.ts';
import type { TeamPlan } from './team.ts';
import type { CoverageVerdict } from './verdict.ts';

/** What a memo is written from; one of plan and team is there. */
export type MemoContext = {
  verdict: CoverageVerdict;
  plan: BookPlan | null;
  team: TeamPlan | null;
  asOf: string | null;
  questions: readonly Question[];
  /** The shown text of a figure, or of a cell of the moves. */
  show: (id: string) => string;
  value: (id: string) => number | null;
};

/** One or more, as a sentence says it. */
const plural = (n: number | null, one: string): string => (n === 1 ? one : `${one}s`);

function bookLine({ verdict, plan, show, value }: MemoContext): string {
  const [move] = plan?.moves.moves ?? [];
  switch (verdict) {
    case 'promise-less-before-hiring':
      return `The rule asks for ${show('required_seats')} CSMs, the promises for ${show('hours_fte')}, the budget buys ${show('budget_fte')}: ${show('recommended_seats')} ${value('recommended_seats') === 1 ? 'is' : 'are'} recommended now, and recommended seats cost ${show('cost_share_12')} of ARR in 12 months; change the promise first.`;
    case 'hire': {
      const open = plan?.hires.filter(({ dueNow, reason }) => dueNow || reason === 'gap_now') ?? [];
      return `Open ${show('open_now')} ${plural(value('open_now'), 'role')} now: ${roleList(open)}; ${show('recommended_seats_12')} recommended ${plural(value('recommended_seats_12'), 'seat')} in 12 months at ${show('cost_share_12')} of ARR.`;
    }
    case 'redeploy':
      return move === undefined
        ? ''
        : `Move ${show('moves.1.fte')} CSMs from ${move.from} to ${move.to}; hire nobody for today’s gap.`;
    case 'redeploy-or-shrink':
      return `No hire: ${show('surplus_after')} CSMs more than the book needs.`;
    case 'founder-led':
      return `The book needs ${show('minimum_fte')} of a CSM: keep it with the founder.`;
    default:
      return `No hire today: ${show('recommended_seats')} recommended ${plural(value('recommended_seats'), 'seat')} ${value('recommended_seats') === 1 ? 'carries' : 'carry'} the book at ${show('cost_share')} of ARR.`;
  }
}

function teamLine({ verdict, show, value }: MemoContext): string {
  if (verdict === 'promote')
    return `Promote a CS manager now: ${show('manager_heads')} CSMs in one group; plan ${show('manager_seats')} seats.`;
  if (verdict === 'hire')
    return `Hire ${show('start_now_hires')} now or ${show('start_late_hires')} in the last month: ${show('survivors')} CSMs are left of ${show('productive_needed')} needed.`;
  return value('productive_needed') === null
    ? `No hire today: no need was named, and ${show('survivors')} CSMs are left then.`
    : `No hire today: ${show('survivors')} CSMs are left, ${show('productive_needed')} are needed.`;
}

const choices: Readonly<Record<CoverageVerdict, string>> = {
  'promise-less-before-hiring': 'Which tier gets less human time? (tier_policy)',
  hire: 'Do you approve the first requisition? (hire_offer)',
  redeploy: 'Who moves?',
  'redeploy-or-shrink': 'Do you grow into it or reduce? (let_go)',
  hold: 'Which date do we look again?',
  'promise-less': 'Which promise do you drop? (tier_policy)',
  promote: 'Which CSM leads? (hire_offer)',
  'founder-led': 'Which hours a week does the founder keep?',
};

function bookEvidence({ verdict, plan, show }: MemoContext): (string | null)[] {
  const budget = plan?.settings.budgetAssumed === true ? ' (assumption)' : '';
  const line = (template: string) => cited(template, show);
  return [
    line('CSMs that move {moves.1.fte}; above need after moves {surplus_after}'),
    verdict === 'redeploy-or-shrink' ? line('CSMs above need {surplus_after}; in place today {csms}') : null,
    verdict === 'founder-led' ? line('CSMs the book needs {minimum_fte}; in place today {csms}') : null,
    line('Estimates: ratio {ratio_fte}, hours {hours_fte}, budget {budget_fte} CSMs'),
    line(
      'Seats now {recommended_seats} recommended, {required_seats} by the rule; in 12 months {recommended_seats_12} and {required_seats_12}',
    ),
    // What is paid today is said beside what is recommended, where it is known: one is taken for the other.
    line(
      `Recommended seats cost {cost_share} of ARR now, {cost_share_12} in 12 months; today’s team {actual_cost_share}; budget {budget_share}${budget}`,
    ) ??
      line(
        `Recommended seats cost {cost_share} of ARR now, {cost_share_12} in 12 months; budget {budget_share}${budget}`,
      ),
    line(
      verdict === 'hire'
        ? 'Hires planned {hires_planned}, roles to open now {open_now}'
        : 'Hires planned {hires_planned}, due now {hires_due_now}',
    ),
    line('Enterprise hours that fit the budget {enterprise_hours}'),
    line(
      'Plan covers {plan_covers} of simulated years; hires needed {hires_needed_p50} at P50, {hires_needed_p80} at P80 (estimate)',
    ),
  ];
}

function teamEvidence({ show }: MemoContext): (string | null)[] {
  return [
    cited('CSMs today {csms}, {team_csms} with those who join', show),
    cited('Left when they are needed {survivors}, needed {productive_needed}, missing {team_gap}', show),
    show('productive_needed') === 'n/a'
      ? cited('Left when they are needed {survivors} (estimate)', show)
      : null,
    cited('Hires {start_now_hires} if in seat at once, {start_late_hires} if in the last month', show),
    cited('CSMs when a manager is due {manager_heads}; seats that hold their work {manager_seats}', show),
    cited('Chance that one or more leave within a year {leaver_probability} (estimate)', show),
  ];
}

/** The first step of the promise ladder, as something to do; null where the promises fit. */
function promiseStep({ plan, show }: MemoContext): string | null {
  const step = plan?.ladder[1]?.step;
  const action =
    step === 'pool_mid_market'
      ? 'Move mid-market to the pooled sweep'
      : step === 'trim_enterprise'
        ? `Cut enterprise hours to ${show('enterprise_hours')} per account`
        : step === 'self_serve_smb'
          ? 'Move SMB to self-serve'
          : null;
  return action === null ? null : stepText(action, 'Head of CS', within(60));
}

/** The next date on which something is to be opened; 90 days on where nothing is. */
function reviewStep({ plan }: MemoContext): string {
  const next = plan?.hires.find(({ dueNow }) => !dueNow)?.openBy ?? null;
  return stepText('Review the plan at the next trigger month', 'Head of CS', next ?? within(90));
}

function steps(context: MemoContext): string[] {
  const { plan, team, questions, verdict, show, value } = context;
  const [move] = plan?.moves.moves ?? [];
  const due = plan?.hires.find(({ dueNow }) => dueNow);
  const managers = plan?.managers ?? team?.managers ?? [];
  const [question] = questions;
  const guessed = plan?.book.some(({ hoursGiven, customers }) => !hoursGiven && customers > 0) ?? false;
  return threeSteps([
    move === undefined
      ? null
      : stepText(
          `Redeploy ${show('moves.1.fte')} CSMs from ${move.from} to ${move.to}`,
          'Head of CS',
          within(30),
        ),
    due === undefined
      ? null
      : stepText(`Open the ${due.tier} CSM role`, 'Head of CS', due.openBy ?? within(10)),
    plan === null && verdict === 'hire'
      ? stepText(
          `Open ${show('start_now_hires')} CSM ${plural(value('start_now_hires'), 'role')}`,
          'Head of CS',
          within(10),
        )
      : null,
    verdict === 'founder-led' ? null : promiseStep(context),
    managers.length > 0 ? stepText('Name the CS manager', 'Founder', within(30)) : null,
    guessed ? stepText('Track CSM hours for four weeks', 'Head of CS', within(30)) : null,
    question === undefined ? null : stepText(`Answer ${quoted(question.ask, 200)}`, 'Founder', within(10)),
    reviewStep(context),
    stepText('Compare need and capacity of each tier', 'Head of CS', within(30)),
    stepText('Confirm the cost of a CSM used here', 'CFO', within(30)),
  ]);
}

/** Evidence that states each number of the rest of the memo; at most six lines, what the memo says first. */
function evidenceOf(context: MemoContext): string[] {
  const lines = (context.plan === null ? teamEvidence(context) : bookEvidence(context)).filter(
    (line) => line !== null,
  );
  return lines.slice(0, 6);
}

/** Writes the memo. Every number in it is a figure, cited in evidence. */
export const writeMemo = (context: MemoContext): Memo => ({
  bottom_line: context.plan === null ? teamLine(context) : bookLine(context),
  decision: 'coverage',
  evidence: evidenceOf(context),
  how_to_act: steps(context),
  your_decision: choices[context.verdict],
});
