/** Hand-offs to other advisors: each kind names who is asked what, and the schema of the payload is the contract. */
import type * as z from 'zod';
import type { advisors, Handoff } from './report.ts';

export type HandoffKind = {
  to: (typeof advisors)[number];
  question: string;
  /** Of the payload's shape, from 1: whoever takes it over may rely on the shape as long as the number stays. */
  version: number;
  payload: z.ZodType;
};

/**
 * A hand-off of a kind, or why it is withheld.
 * Example: `handoff(kinds, 'deals', payload, null)` carries the payload; with a reason in place of null it is withheld.
 */
export function handoff<K extends string, Kinds extends Readonly<Record<K, HandoffKind>>>(
  kinds: Kinds,
  kind: K & string,
  payload: z.infer<Kinds[K]['payload']>,
  withheld: string | null,
): Handoff {
  const { to, question, version } = kinds[kind];
  return withheld === null
    ? { to, kind, version, question, payload: payload as Record<string, unknown> }
    : { to, kind, version, question, payload: null, withheld_reason: withheld };
}
