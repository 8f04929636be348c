/** The five-part memo every decision is answered in. */
import * as z from 'zod';

/** The only four decisions a memo may be about. */
export const decisions = ['retention', 'segmentation', 'coverage', 'next hire'] as const;

export type Decision = (typeof decisions)[number];

export const memoSchema = z
  .strictObject({
    bottom_line: z.string().describe('one sentence with its reason'),
    decision: z.enum(decisions).describe('one of the four'),
    evidence: z.array(z.string()).min(2).max(6).describe('numbers, then their figure ids in brackets'),
    how_to_act: z.array(z.string()).length(3).describe('action, owner, date'),
    your_decision: z.string().describe('the choice only the founder can make'),
  })
  .describe('the five parts: Bottom Line, The Decision, The Evidence, How to Act, Your Decision');

export type Memo = z.infer<typeof memoSchema>;

/** A step of a memo. Example: `stepText('Open the role', 'Founder', 'within 10 days')` is "Open the role. Owner: Founder. By: within 10 days". */
export const stepText = (action: string, owner: string, by: string): string =>
  `${action}. Owner: ${owner}. By: ${by}`;

/** A time limit in days, as a step says it. */
export const within = (days: number): string => `within ${days} days`;

/** The three steps of a memo: those that apply, in order, then the ones that always do. */
export const threeSteps = (steps: readonly (string | null)[]): string[] =>
  steps.filter((step) => step !== null).slice(0, 3);

/**
 * A line of evidence: `{id}` stands for the shown text of a figure, and the ids follow in brackets, in the same order.
 * Null when one of the figures is undefined: a line with a hole proves nothing.
 * Example: "GRR {grr}" becomes "GRR 82.3% [grr]".
 */
export function cited(template: string, show: (id: string) => string): string | null {
  const ids = [...template.matchAll(/\{([^{}]+)\}/g)].map((match) => match[1] ?? '');
  if (ids.some((id) => show(id) === 'n/a')) return null;
  return `${template.replace(/\{([^{}]+)\}/g, (_, id: string) => show(id))} [${ids.join(', ')}]`;
}
