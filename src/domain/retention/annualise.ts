/** Rates of one period read as another's. They compound; none of them is the cohort figure of that other period. */
import { power } from '../numbers.ts';

/** Retention over `months` compounded to a year: r^(12/m). Null for a negative rate. Example: 0.977 a month is 0.7564. */
export const annualRetention = (rate: number, months: number): number | null => power(rate, 12 / months);

/** Loss a year from a loss a month: 1 - (1 - q)^12. Null above 1. Example: 0.025 is 0.262, not 0.30. */
export function annualLossOf(monthly: number): number | null {
  const kept = power(1 - monthly, 12);
  return kept === null ? null : 1 - kept;
}

/** Loss a month from a retention a year: 1 - r^(1/12). Null for a negative rate. Example: 0.85 is 0.0135. */
export function monthlyLossOf(annual: number): number | null {
  const kept = power(annual, 1 / 12);
  return kept === null ? null : 1 - kept;
}
