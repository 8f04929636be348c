/** The chance that people leave, in closed form. */
import { power } from '../numbers.ts';

/** P(at least one of n leaves within a year) = 1 - (1 - a)^n. Example: 5 people at 20% are 67.2%. */
export const anyLeaves = (n: number, attrition: number): number => 1 - (power(1 - attrition, n) ?? 0);

/** P(two or more leave): the same, less the chance that exactly one does. Example: 5 at 20% are 26.3%. Null unless n is whole. */
export function twoLeave(n: number, attrition: number): number | null {
  if (!Number.isInteger(n)) return null;
  const one = n === 0 ? 0 : n * attrition * (power(1 - attrition, n - 1) ?? 0);
  return Math.max(0, anyLeaves(n, attrition) - one);
}
