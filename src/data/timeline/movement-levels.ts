/** From the movements of a customer to what it pays after each, and where they contradict themselves. */
import { MONEY_TOLERANCE } from '../../domain/numbers.ts';
import { movementRules } from '../../domain/policy/files.ts';
import type { Dated } from './day-order.ts';

/** What a movement does: starts, brings back, adds, takes away, ends, in the words of its type. */
export type MoveKind = 'new' | 'back' | 'gain' | 'loss' | 'end';

export type Move = Dated & {
  kind: MoveKind;
  /** ARR that is added, or taken away below 0. */
  delta: number;
  /** ARR after it, where the file says it. */
  balance: number | null;
  segment: string | null;
  product: string | null;
};

/** A contradiction of a movement, and the ARR at stake. */
export type Odd = { row: number; arr: number };

export type Contradictions = {
  /** Balances that are not the sum of the movements up to them. */
  balance: Odd[];
  /** Those of them that are off by more than rounding. */
  far: number;
  /** Balances that could be held against a sum. */
  compared: number;
  /** Ends of no amount, or another than the customer paid, that are ends all the same. */
  ends: Odd[];
  /** Ends of a part, after which the customer goes on. */
  parts: Odd[];
  /** Ends of a part after which nothing follows: whether the customer left is not known. */
  open: (Odd & { taken: number; paid: number })[];
};

export const noContradictions = (): Contradictions => ({
  balance: [],
  far: 0,
  compared: 0,
  ends: [],
  parts: [],
  open: [],
});

const isNear = (a: number, b: number, share: number): boolean =>
  Math.abs(a - b) <= Math.max(movementRules.cent, share * Math.max(Math.abs(a), Math.abs(b)));

/** Whether an end takes just what one product of a customer came to, so that the others go on. */
function endsProduct(moves: readonly Move[], i: number): boolean {
  const product = moves[i]?.product ?? null;
  if (product === null || moves.every((one) => one.product === product)) return false;
  const rest = moves
    .slice(0, i + 1)
    .reduce((sum, one) => (one.product === product ? sum + one.delta : sum), 0);
  return Math.abs(rest) <= movementRules.cent;
}

/**
 * What a customer pays after an end. It is nothing, unless the rest goes on: the next movement is not a new start, or
 * the end takes just one of its products. Nothing after a part says neither.
 */
function afterEnd(moves: readonly Move[], i: number, before: number, found: Contradictions): number {
  const { delta = 0, row = 0 } = moves[i] ?? {};
  const rest = before + delta;
  if (Math.abs(rest) <= MONEY_TOLERANCE || rest < -movementRules.slack * before) return rest;
  if (delta === 0 || rest <= movementRules.slack * before) {
    if (before > MONEY_TOLERANCE) found.ends.push({ row, arr: delta === 0 ? before : Math.abs(rest) });
    return 0;
  }
  const next = moves[i + 1];
  if (next?.kind === 'new' || next?.kind === 'back') {
    found.ends.push({ row, arr: rest });
    return 0;
  }
  // Several ends of one day are one end in parts.
  if (next?.kind === 'end' && next.day === moves[i]?.day) return rest;
  if (next !== undefined || endsProduct(moves, i)) found.parts.push({ row, arr: rest });
  else found.open.push({ row, arr: rest, taken: -delta, paid: before });
  return rest;
}

/** What a customer pays after a movement with a balance: that, held against the sum of the movements. */
function atBalance(
  moves: readonly Move[],
  i: number,
  before: number,
  balance: number,
  found: Contradictions,
): number {
  const { kind, delta = 0, row = 0 } = moves[i] ?? {};
  // An end of no amount takes all.
  const sum = kind === 'end' && delta === 0 ? 0 : before + delta;
  // What it began at is taken from the balance itself where no start says it.
  if (i > 0 || kind === 'new') found.compared++;
  const ties = isNear(balance, sum, 0);
  if (!ties) found.balance.push({ row, arr: Math.abs(balance - sum) });
  if (!isNear(balance, sum, movementRules.slack)) found.far++;
  if (kind === 'end' && balance > MONEY_TOLERANCE) {
    if (ties || i + 1 < moves.length) found.parts.push({ row, arr: balance });
    else found.open.push({ row, arr: balance, taken: -delta, paid: before });
  }
  return balance;
}

/**
 * What a customer paid before its first movement, in ARR: a balance less the movement it follows, where that is no start.
 * Null where nothing says it. Example: a contraction of 20 to a balance of 80 began at 100.
 */
export function openingOf(first: Move | undefined): number | null {
  if (first === undefined || first.kind === 'new') return 0;
  return first.balance === null ? null : Math.max(0, first.balance - first.delta);
}

/**
 * What a customer pays after each of its movements, in order of time: the balance where the file has one, else the running
 * sum, and nothing after an end. What contradicts itself goes to `found`.
 * Example: new 100 and churn 0 are levels of 100 and 0, and an odd end of 100.
 */
export function levelsOf(moves: readonly Move[], opening: number, found: Contradictions): number[] {
  let level = opening;
  return moves.map((move, i) => {
    if (move.balance !== null) level = atBalance(moves, i, level, move.balance, found);
    else if (move.kind === 'end') level = afterEnd(moves, i, level, found);
    else level += move.delta;
    return level;
  });
}
