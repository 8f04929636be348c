/** What to ask the founder next: each question names the field its answer fills and what that unlocks. */
import { keyQuestions } from '../language.ts';
import { type Gate, gateNames, gateTitles } from '../policy/review.ts';
import { mostUnlocking, question } from '../question.ts';
import type { Question } from '../report.ts';
import type { GateResult } from './gate.ts';
import type { ReviewInput } from './input.ts';
import { missingForms } from './verdict.ts';

const ofGate: Readonly<Record<Gate, [id: string, field: string]>> = {
  G1: ['gross-retention', 'answers.gross_retention'],
  G2: ['first-cause', 'answers.top_cause'],
  G3: ['time-to-value', 'answers.ttv'],
  G4: ['exit-list', 'answers.exit_list'],
  G5: ['load', 'reports'],
  G6: ['pay', 'answers.pay'],
};

/** The gates ask the six key questions, in their order. */
const askOf = (gate: Gate): string => keyQuestions[gateNames.indexOf(gate)]?.en ?? '';

const ofForm = {
  F1: ['owner', 'owner', 'Who answers for this plan?'],
  F2: ['date', 'date', 'When is it carried out?'],
  F3: ['outcome', 'outcome', 'Which number will be different, by how much and by when?'],
} as const;

/** The questions of a review: unknown gates that count, then what its form lacks, then the other unknown gates. */
export function reviewQuestions(
  input: ReviewInput,
  gates: readonly GateResult[],
  counted: readonly GateResult[],
): Question[] {
  const unknown = gates.filter(({ status }) => status === 'unknown');
  return mostUnlocking([
    ...unknown.map(({ gate }) => {
      const [id, field] = ofGate[gate];
      const counts = counted.some((one) => one.gate === gate);
      return question(id, field, askOf(gate), gateTitles[gate], ...(counts ? ['verdict', 'confidence'] : []));
    }),
    ...missingForms(input).map((form) => {
      const [id, field, ask] = ofForm[form];
      return question(id, field, ask, 'verdict', 'form');
    }),
    ...(input.as_of === undefined
      ? [
          question(
            'as-of',
            'as_of',
            'Which day is today, so that the age of each figure counts?',
            'age of figures',
          ),
        ]
      : []),
  ]);
}
