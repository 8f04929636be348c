/** The five-part memo of a plan review, made from figures and nothing else. */
import { cited, type Decision, type Memo, stepText, threeSteps, within } from '../memo.ts';
import { type Form, type Gate, gateTitles, type PlanType } from '../policy/review.ts';
import type { GateResult } from './gate.ts';
import type { ReviewInput } from './input.ts';
import { missingForms, type Ruling } from './verdict.ts';

/** What a memo is written from. */
export type MemoContext = {
  input: ReviewInput;
  gates: readonly GateResult[];
  ruling: Ruling;
  /** Whether the budget is the house's, not one that a report or answer gave. */
  budgetAssumed: boolean;
  show: (id: string) => string;
  value: (id: string) => number | null;
};

/** Which of the four decisions a plan belongs to. */
const decisionOf: Readonly<Record<PlanType, Decision>> = {
  report: 'retention',
  headcount: 'coverage',
  re_segmentation: 'segmentation',
  advocacy: 'retention',
  major_hire: 'next hire',
  am_split: 'next hire',
  comp_change: 'next hire',
  other: 'retention',
};

/** What only the founder decides about a plan that may go ahead. */
const choiceOf: Readonly<Record<PlanType, string>> = {
  report: 'Do you publish it? (public_number)',
  headcount: 'Do you open the roles? (hire_offer)',
  re_segmentation: 'Do you sign the new tiers? (tier_policy)',
  advocacy: 'Which customers do you name? (customer_data)',
  major_hire: 'Do you make the offer? (hire_offer)',
  am_split: 'Do you split the role? (hire_offer)',
  comp_change: 'Do you sign the pay plan? (comp_plan)',
  other: 'Do you go ahead? (budget)',
};

type Step = [action: string, owner: string, days: number];

const failing: Readonly<Record<Gate, Step>> = {
  G1: ['Name the largest leak, its owner and its first step', 'Head of CS', 30],
  G2: ['Set the plan against the causes that cost most', 'Head of CS', 14],
  G3: ['Redesign onboarding of the slowest segment around first value', 'Head of CS', 30],
  G4: ['Assign a path to each account on the exit list', 'Head of CS', 30],
  G5: ['Cut heads or promises until the cost fits', 'Head of CS', 30],
  G6: ['Move weight of variable pay to GRR', 'Founder', 30],
};

const unknown: Readonly<Record<Gate, Step>> = {
  G1: ['Measure GRR from the accounts of the last twelve months', 'Head of CS', 14],
  G2: ['Interview lost customers about why they left', 'Head of CS', 14],
  G3: ['Measure days to first value of the newest customers', 'Head of CS', 14],
  G4: ['Collect what serving the noisiest accounts costs', 'Head of CS', 30],
  G5: ['List accounts, ARR and CSMs by tier', 'Head of CS', 7],
  G6: ['Document what CSMs are paid for', 'Founder', 14],
};

const forms: Readonly<Record<Form, Step>> = {
  F1: ['Name the owner of the plan', 'Founder', 7],
  F2: ['Set the date of the plan', 'Founder', 7],
  F3: ['Define the number the plan will change', 'Founder', 7],
};

const asStep = ([action, owner, days]: Step): string => stepText(action, owner, within(days));

function stepsOf({ input, ruling }: MemoContext): string[] {
  const owner = 'Founder';
  const missing = missingForms(input);
  // What the bottom line speaks of comes first.
  const outcomeFirst = ruling.hireWithoutOutcome && ruling.stopping.length === 0 && !ruling.keyUnknown;
  return threeSteps([
    outcomeFirst ? asStep(forms.F3) : null,
    ...[...ruling.stopping, ...ruling.sharpening].map(({ gate }) => asStep(failing[gate])),
    ...ruling.unknown.map(({ gate }) => asStep(unknown[gate])),
    ...missing.filter((form) => !(outcomeFirst && form === 'F3')).map((form) => asStep(forms[form])),
    stepText('Measure the outcome again', 'Head of CS', input.outcome?.by ?? within(90)),
    stepText('Agree who reports the outcome to whom', owner, within(14)),
    stepText('Document the decision with its figures', owner, within(7)),
  ]);
}

/** The gate that speaks first: the first that stops, then the first that sharpens, then the first unknown. */
const speaker = ({ stopping, sharpening, unknown: open }: Ruling): GateResult | undefined =>
  stopping[0] ?? sharpening[0] ?? open[0];

function bottomLine({ ruling, show }: MemoContext): string {
  const { verdict, keyUnknown, hireWithoutOutcome, stopping } = ruling;
  const first = stopping[0] ?? (keyUnknown ? ruling.unknown[0] : undefined);
  if (verdict === 'BLOCK')
    return first === undefined && hireWithoutOutcome
      ? 'Do not go ahead yet: a plan that adds people names no measurable outcome.'
      : `Do not go ahead: ${lowered(first?.because ?? ruling.reason)}.`;
  if (verdict === 'SHARPEN') {
    const gate = speaker(ruling);
    return gate === undefined
      ? 'Sharpen first: owner, date or measurable outcome is missing.'
      : `Sharpen first: ${lowered(gate.because)}.`;
  }
  return `Go ahead: ${show('gates_passed')} of ${show('gates_counted')} gates that count pass, and owner, date and outcome are named.`;
}

/** A sentence in the middle of another. Abbreviations and numbers stay as they are. */
const lowered = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? `${text.charAt(0).toLowerCase()}${text.slice(1)}` : text;

/** Lines of evidence per gate; a line with a hole is left out. */
const lines: Readonly<Record<Gate, readonly string[]>> = {
  G1: [
    'GRR {grr}; a plan passes from {grr_pass} and is stopped below {grr_fail}',
    'Retention figures told that the accounts do not give {claims_mismatched}',
  ],
  G2: [
    'Lost ARR the plan works on {target_share}',
    'Lost ARR with the first cause {top_cause_share}',
    'Lost ARR with product fit as cause {product_share}',
    'Lost ARR without a known cause {unknown_share}',
  ],
  G3: [
    'Days to first value where ARR is largest {ttv_first}, target {ttv_target}',
    'Segments in which first value comes late {ttv_late}, known for {ttv_coverage} of ARR',
  ],
  G4: [
    'Exit list {exit_candidates}, with a path {exit_with_path}; cost known for {cost_coverage} of ARR',
    'Customers called strategic {strategic_share}',
  ],
  G5: [
    'Cost {cost_share} of ARR against a budget of {budget_share}',
    'CSMs planned {heads_planned}, recommended then {seats_recommended}',
    'Points of GRR a named CSM has to win {named_points}',
    'ARR per CSM then {arr_per_csm}',
  ],
  G6: [
    'Base {base_share}; variable on GRR {grr_pay} and NRR {nrr_pay}, NPS and CSAT {sentiment_pay}',
    'Variable pay on bookings {bookings_pay}',
    'Variable pay on GRR and NRR {retention_pay}',
  ],
};

function evidenceOf({ gates, ruling, budgetAssumed, show }: MemoContext): string[] {
  const order = [...ruling.stopping, ...ruling.sharpening, ...ruling.unknown, ...ruling.counted, ...gates];
  const seen = new Set<Gate>();
  const first = speaker(ruling);
  const own = order.flatMap((result) => {
    if (seen.has(result.gate)) return [];
    seen.add(result.gate);
    const all = lines[result.gate].filter((line) => !isSilent(line, show));
    // Of the gate that speaks, the line that its sentence rests on comes first.
    const sorted = result === first ? [...all].sort((a, b) => uses(b, result) - uses(a, result)) : all;
    return sorted
      .slice(0, result === first ? 2 : 1)
      .map((line) => (budgetAssumed ? line.replace('{budget_share}', '{budget_share} (assumption)') : line))
      .flatMap((line) => cited(line, show) ?? []);
  });
  const summary = cited(
    'Gates that count {gates_counted}: passed {gates_passed}, failed {gates_failed}, unknown {gates_unknown}',
    show,
  );
  return [...(summary === null ? [] : [summary]), ...own, ...formLine(show)].slice(0, 6);
}

const formLine = (show: (id: string) => string): string[] => {
  const line = cited('Missing of owner, date and outcome {forms_missing}', show);
  return line === null ? [] : [line];
};

const idsOf = (line: string): string[] => [...line.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');

const isSilent = (line: string, show: (id: string) => string): boolean =>
  idsOf(line).some((id) => show(id) === 'n/a');

const uses = (line: string, { evidence }: GateResult): number =>
  idsOf(line).filter((id) => evidence.includes(id)).length;

/** Writes the memo. Every number in it is a figure, cited in evidence. */
export const writeMemo = (context: MemoContext): Memo => ({
  bottom_line: bottomLine(context),
  decision: decisionOf[context.input.type],
  evidence: evidenceOf(context),
  how_to_act: stepsOf(context),
  your_decision:
    context.ruling.verdict === 'SHIP'
      ? choiceOf[context.input.type]
      : context.ruling.verdict === 'BLOCK'
        ? 'Do you drop it, or change it and come back?'
        : 'Which gap do you close before you decide?',
});

/** What a gate is called in a sentence. Example: "G1 gross retention". */
export const gateName = (gate: Gate): string => `${gate} ${gateTitles[gate]}`;
