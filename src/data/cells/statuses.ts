/** What a status says about money, whatever a billing system calls it. */
import type { StatusKind } from '../source.ts';

const kinds: Readonly<Record<string, StatusKind>> = {
  active: 'active',
  live: 'active',
  non_renewing: 'active',
  past_due: 'past_due',
  delinquent: 'past_due',
  paused: 'paused',
  canceled: 'canceled',
  cancelled: 'canceled',
  expired: 'canceled',
  ended: 'canceled',
  churned: 'canceled',
  unpaid: 'canceled',
  trial: 'trial',
  trialing: 'trial',
  in_trial: 'trial',
  incomplete: 'incomplete',
  incomplete_expired: 'incomplete',
  future: 'incomplete',
  draft: 'incomplete',
  // Of invoices: what is billed counts, what was taken back does not.
  paid: 'active',
  open: 'active',
  sent: 'active',
  posted: 'active',
  overdue: 'past_due',
  void: 'incomplete',
  voided: 'incomplete',
  uncollectible: 'incomplete',
  refunded: 'incomplete',
};

/** What the caller says of a status, as written or in lower case; undefined where nothing. */
export function givenKind(
  status: string,
  given: Readonly<Record<string, StatusKind>>,
): StatusKind | undefined {
  const word = status.trim();
  const own = [word, word.toLowerCase()].find((key) => Object.hasOwn(given, key));
  return own === undefined ? undefined : given[own];
}

/** The kind of a status; undefined for one nobody has explained. Example: "In Trial" is trial, "frozen" is undefined. */
export function statusKind(
  status: string,
  given: Readonly<Record<string, StatusKind>> = {},
): StatusKind | undefined {
  const name = status
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');
  // A status named like a property that every object has is unknown like any other.
  return givenKind(status, given) ?? (Object.hasOwn(kinds, name) ? kinds[name] : undefined);
}
