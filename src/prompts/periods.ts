/** Quarters as prompts offer them. The day comes from outside: nothing here reads a clock. */
import { addMonths, quarterOf } from '../domain/dates.ts';
import { type Choice, choice } from './arguments.ts';

/** How many quarters are offered. */
const offered = 8;

/** The last eight quarters that have ended by a day, the newest first. Example: on 2026-11-25 they are 2026-Q3 back to 2024-Q4. */
export function lastQuarters(today: string): string[] {
  const month = Number(today.slice(5, 7));
  const start = `${today.slice(0, 4)}-${String(month - ((month - 1) % 3)).padStart(2, '0')}-01`;
  return Array.from({ length: offered }, (_, i) => quarterOf(addMonths(start, -3 * (i + 1))));
}

/** A choice among the last eight quarters. */
export const quarterChoice = (today: string): Choice<string> =>
  choice('period', lastQuarters(today), 'quarter');
