/** Accounts that are sums of others under a name of their own, such as "Enterprise Total": counted, they double the book. */
import { numberText } from '../domain/figure.ts';
import { addTo, MONEY_TOLERANCE, type RunningSum, readSum, startSum } from '../domain/numbers.ts';
import { totalRules } from '../domain/policy/files.ts';
import { clip, type Problem, problem } from '../domain/problem.ts';
import type { Reconciliation } from '../domain/reconciliation.ts';
import type { AccountInput } from '../domain/retention/account-input.ts';

/** Names that a sum may have and a customer too: whether it is one, its amounts say. */
const sumNames =
  /^(?:totals?|sum|summe|somme|suma|totale|totaal|all (?:customers|accounts)|alle kunden|σ)(?:\b|\s|$)|\b(?:totals?|summe|ergebnis|gesamt)$/i;

/** Those that hardly any customer has. */
const likelySum = /\b(?:totals?|summe|ergebnis)$/i;

/** First and last letters of such names; most ids have neither, and need no closer look. */
const edges = { first: new Set('tTsSaAσ'), last: new Set('lLsSeEtT') };

const mayBeSum = (text: string): boolean =>
  (edges.first.has(text.charAt(0)) || edges.last.has(text.charAt(text.length - 1))) && sumNames.test(text);

type Group = { start: RunningSum; end: RunningSum; n: number };

const startGroup = (): Group => ({ start: startSum(), end: startSum(), n: 0 });

function addIn(group: Group, { arr_start, arr_end }: AccountInput): void {
  addTo(group.start, arr_start);
  addTo(group.end, arr_end);
  group.n++;
}

const near = (a: number, b: number): boolean => Math.abs(a - b) <= totalRules.slack * Math.max(a, b);

/** Whether an account pays what a group does, at both ends. */
const isSumOf = ({ arr_start, arr_end }: AccountInput, { start, end, n }: Group): boolean =>
  n >= totalRules.fewest && near(arr_start, readSum(start)) && near(arr_end, readSum(end));

/** The accounts without names of sums, all of them and by segment. */
function groupsOf(accounts: readonly AccountInput[], named: ReadonlySet<AccountInput>): Group[] {
  const all = startGroup();
  const bySegment = new Map<string, Group>();
  for (const account of accounts) {
    if (named.has(account)) continue;
    addIn(all, account);
    const { segment } = account;
    if (segment === undefined) continue;
    const group = bySegment.get(segment) ?? startGroup();
    bySegment.set(segment, group);
    addIn(group, account);
  }
  return [all, ...bySegment.values()];
}

/**
 * Refuses accounts with the name and the amounts of a sum, and names those with one of both alone.
 * Example: "Enterprise Total" with the ARR of all others, or of those of one segment, is refused; "Total Wine" is a customer.
 */
export function totalsAmong(accounts: readonly AccountInput[]): {
  problems: Problem[];
  notices: NonNullable<Reconciliation['notices']>;
} {
  const all = startGroup();
  const named = new Set<AccountInput>();
  for (const account of accounts) {
    addIn(all, account);
    if (mayBeSum(String(account.id)) || (account.name !== undefined && mayBeSum(account.name)))
      named.add(account);
  }
  const groups = named.size === 0 ? [] : groupsOf(accounts, named);
  const sums = [...named].filter((one) => groups.some((group) => isSumOf(one, group)));
  if (sums.length > 0) {
    const shown = sums.slice(0, 5).map(({ id }) => `"${clip(String(id), 60)}"`);
    const rest = `${shown.join(', ')}${sums.length > 5 ? ` and ${sums.length - 5} more` : ''} ${sums.length > 1 ? 'are sums' : 'is the sum'} of other accounts at both ends, by name and by amount; leave ${sums.length > 1 ? 'these rows' : 'this row'} out of the file, or with exclude`;
    return { problems: [problem('source.exclude', 'total-row', rest)], notices: [] };
  }
  // What is as much as all the rest is half of everything.
  const [from, to] = [readSum(all.start) / 2, readSum(all.end) / 2];
  const asAll =
    all.n <= totalRules.fewestUnnamed || from === 0 || to === 0
      ? []
      : accounts.filter(
          ({ arr_start, arr_end }) =>
            Math.abs(arr_start - from) < MONEY_TOLERANCE && Math.abs(arr_end - to) < MONEY_TOLERANCE,
        );
  const odd = [...new Set([...[...named].filter(({ id }) => likelySum.test(String(id))), ...asAll])];
  if (odd.length === 0) return { problems: [], notices: [] };
  const [first] = odd;
  const what = asAll.length > 0 ? 'pays as much as all others at both ends' : 'has the name of a sum';
  return {
    problems: [],
    notices: [
      {
        code: 'possible-total',
        count: odd.length,
        first_rows: [],
        column: null,
        message: `"${clip(String((asAll[0] ?? first)?.id ?? ''), 60)}" ${what} and counts as a customer, ${numberText((asAll[0] ?? first)?.arr_end ?? 0, 2)} at the end; if it is a total, leave it out with exclude`,
      },
    ],
  };
}
