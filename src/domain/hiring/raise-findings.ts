/** What a hiring plan says, as findings. */
import type { Figures, Findings } from '../collect.ts';
import { above } from '../numbers.ts';
import { hiringLines as lines, rolePolicy } from '../policy/hiring.ts';
import type { PatternCheck } from './anti-patterns.ts';
import type { Evaluation } from './evaluate.ts';
import type { HiringInput } from './input.ts';
import type { Slot } from './sequence.ts';
import { disagreements, type HiringSettings, lostOf, type Outcome, type Situation } from './settle.ts';
import { ceilingFails } from './value.ts';
import type { Decision } from './verdict.ts';

/** What findings are raised from. */
export type FindingContext = {
  input: HiringInput;
  evaluation: Evaluation;
  situation: Situation;
  settings: HiringSettings;
  decision: Decision;
  slots: readonly Slot[];
  patterns: readonly PatternCheck[];
  stageDisagrees: boolean;
  figures: Figures;
  findings: Findings;
};

function raiseHire({
  decision,
  situation,
  settings,
  evaluation,
  figures: { show },
  findings: { raise },
}: FindingContext): void {
  const { outside, next } = decision;
  const hire = outside ?? next;
  if (hire !== null && hire.worth !== null && hire.worth.score !== null) {
    const cells = [`roles.${hire.role}.value_1y`, `roles.${hire.role}.value_3y`, `roles.${hire.role}.cost`];
    const title = rolePolicy[hire.role].title;
    if (hire.worth.pays === 'one_year') raise('hire-pays', `The ${title} pays within one year.`, cells);
    else
      raise(
        'hire-pays-three-year-only',
        hire.worth.pays === 'three_year'
          ? `The ${title} pays over three years, not within one.`
          : `The ${title} pays by the ARR it would carry, not by the outcomes named.`,
        [...cells, `roles.${hire.role}.score`],
      );
  }
  if (situation.team.csm === 0 && ceilingFails(settings) === true)
    raise(
      'ceiling-below-cost',
      `All churn is worth ${show('ceiling_value')} over three years, a CSM costs ${show('csm_cost')} a year.`,
      ['ceiling_value', 'csm_cost', 'churned_arr'],
    );
  if (evaluation.candidates.cs_manager.qualifies)
    raise(
      'manager-due',
      `${show('largest_group')} CSMs in one group, ${show('team_people')} people in customer roles: promote somebody to lead.`,
      ['largest_group', 'team_people'],
    );
  const waiting = Object.values(evaluation.candidates).filter(({ gates }) =>
    gates.some(({ gate, open }) => gate === 'last-hire-landed' && open === false),
  );
  if (waiting.length > 0)
    raise(
      'last-hire-not-landed',
      `The newest person has not landed; ${waiting.map(({ role }) => rolePolicy[role].title).join(', ')} waits.`,
      ['team_people', ...waiting.map(({ role }) => `gates.${role}.last-hire-landed.have`)],
    );
}

function raiseLosses({
  input,
  situation,
  settings,
  figures: { show, value },
  findings: { raise },
}: FindingContext): void {
  if (settings.productShare !== null && above(settings.productShare, lines.productShare))
    raise('product-first', `${show('product_share')} of lost ARR has product causes, more than a third.`, [
      'product_share',
      'lost_arr',
    ]);
  if ((value('payment_failure_arr') ?? 0) > 0)
    raise(
      'billing-first',
      `${show('payment_failure_arr')} is lost to failed payments: billing mends that, no hire.`,
      ['payment_failure_arr'],
    );
  if ((value('company_event_arr') ?? 0) > 0)
    raise(
      'not-preventable',
      `${show('company_event_arr')} left with company events, which nobody prevents.`,
      ['company_event_arr'],
    );
  const unknown = value('unknown_share');
  if (unknown !== null && above(unknown, lines.unknownShare))
    raise('cause-unknown', `${show('unknown_share')} of lost ARR has no known cause.`, [
      'unknown_share',
      'lost_arr',
    ]);
  const differ = disagreements(input);
  if (differ.length > 0)
    raise(
      'signal-and-outcome-disagree',
      `Signal and outcome differ by more than a fifth for ${differ.join(', ')}; the outcome counts.`,
      situation.outcomes
        .filter(({ cause }) => differ.includes(cause))
        .map(({ id }) => `outcomes.${id}.arr_at_stake`),
    );
  const named = lostOf(
    situation.outcomes.filter((one: Outcome) => !(one.derived && one.cause === 'unknown')),
  );
  if (settings.churned !== null && above(named, settings.churned * (1 + lines.churnSlack)))
    raise(
      'outcomes-exceed-churn',
      `The losses named are ${show('lost_arr')}, churn is ${show('churned_arr')}.`,
      ['lost_arr', 'churned_arr'],
    );
}

/** Raises every finding of a plan. */
export function raiseFindings(context: FindingContext): void {
  raiseHire(context);
  raiseLosses(context);
  const { slots, patterns, stageDisagrees, figures, findings } = context;
  if (stageDisagrees)
    findings.raise(
      'stage-and-numbers-disagree',
      `Headcount or the team of ${figures.show('team_people')} are outside what the stage usually has.`,
      ['team_people'],
    );
  const dear = slots.filter(({ costShare }) => costShare !== null && above(costShare, lines.budgetShare));
  if (dear.length > 0)
    findings.raise(
      'sequence-over-budget',
      `The team costs up to ${figures.show('sequence_highest_share')} of ARR, above a tenth.`,
      ['sequence_highest_share', ...dear.map(({ slot }) => `sequence.${slot}.cost_share`)],
    );
  for (const { pattern, fired, says } of patterns)
    if (fired === true)
      findings.raise(pattern, `${says[0]?.toUpperCase()}${says.slice(1)}.`, ['team_people']);
}
