/** Growth as a fraction: 0.4 is 40%. A number above 3 is taken for a percentage that was meant, and refused. */
import { type Problem, problem } from './problem.ts';

/** The most growth a plan takes, as a fraction a year. */
const mostGrowth = 3;

/** The problem of a growth rate that looks like a percentage; none otherwise. Example: 40 asks "did you mean 0.40?". */
export function growthProblem(value: unknown, path: string): Problem[] {
  if (typeof value !== 'number' || !Number.isFinite(value) || value <= mostGrowth) return [];
  const meant = value / 100;
  const text = Number.isInteger(value) ? meant.toFixed(2) : String(meant);
  const rest = `${value} is growth of ${value * 100}%; did you mean ${text}?`;
  return [problem(path, 'growth-looks-like-percent', rest, text)];
}
