/** Accounts that may be one customer under two names: a question for the founder, nothing is changed. */

import type { Findings } from '../collect.ts';
import { compareText } from '../numbers.ts';
import { quoted } from '../problem.ts';
import type { Account } from './book.ts';

/** Words that say nothing about who a customer is. */
const commonWords = new Set(['the', 'and', 'global', 'group', 'inc', 'ltd', 'company']);

/** A gain of this share of the loss may be the same money. House judgement. */
const gainRange = { from: 0.5, to: 1.5 };

/** A churned account and one that gained, which may be the same customer. */
export type PossibleMerge = { from: Account; to: Account };

function firstWord(name: string | null): string | null {
  const words = name?.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.find((word) => [...word].length >= 4 && !commonWords.has(word)) ?? null;
}

/** An id of words, as files without a column of names have it. Example: "Globex Inc" is one, "ACCT-12" is none. */
const saysName = /^[^\d]*\p{L}[^\d]*\s[^\d]*$/u;

/** The word an account is known by: of its name, or of an id that is one. */
const wordOf = ({ name, id }: Account): string | null => firstWord(name ?? (saysName.test(id) ? id : null));

const gainOf = ({ start, end }: Account): number => end - start;

/** Of accounts in order of what they gained, the one whose gain is nearest to an amount. */
function nearestGain(gained: readonly Account[], amount: number): Account | undefined {
  let [low, high] = [0, gained.length];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const account = gained[middle];
    if (account !== undefined && gainOf(account) < amount) low = middle + 1;
    else high = middle;
  }
  const [less, more] = [gained[low - 1], gained[low]];
  if (less === undefined || more === undefined) return less ?? more;
  return amount - gainOf(less) < gainOf(more) - amount ? less : more;
}

/**
 * Pairs of a churned and a new or expanded account whose names share the first telling word and whose amounts fit; of
 * several that fit, the one with the nearest gain.
 * Example: Acme EU 10,000→0 and Acme US 40,000→52,000 (gain 1.2 times the loss).
 */
export function possibleMerges(accounts: readonly Account[]): PossibleMerge[] {
  const gained = new Map<string, Account[]>();
  for (const account of accounts) {
    if (account.end <= account.start) continue;
    const word = wordOf(account);
    if (word === null) continue;
    const list = gained.get(word);
    if (list === undefined) gained.set(word, [account]);
    else list.push(account);
  }
  if (gained.size === 0) return [];
  for (const [word, list] of gained) {
    list.sort((a, b) => gainOf(a) - gainOf(b) || compareText(a.id, b.id));
    // Of equal gains the first id stands for all.
    gained.set(
      word,
      list.filter((account, i) => i === 0 || gainOf(account) !== gainOf(list[i - 1] ?? account)),
    );
  }
  const pairs: PossibleMerge[] = [];
  for (const from of accounts) {
    if (from.start === 0 || from.end > 0) continue;
    const word = wordOf(from);
    const to = word === null ? undefined : nearestGain(gained.get(word) ?? [], from.start);
    if (to === undefined) continue;
    const share = gainOf(to) / from.start;
    if (share >= gainRange.from && share <= gainRange.to) pairs.push({ from, to });
  }
  return pairs.sort((a, b) => b.from.start - a.from.start || compareText(a.from.id, b.from.id));
}

/** Raises `possible-merge` with the largest pair; returns the pairs for the question that asks about them. */
export function raiseMerges(accounts: readonly Account[], findings: Findings): PossibleMerge[] {
  const pairs = possibleMerges(accounts);
  const [first] = pairs;
  if (first !== undefined) {
    const more = pairs.length > 1 ? ', and further pairs like it' : '';
    findings.raise(
      'possible-merge',
      `${quoted(first.from.name ?? first.from.id)} churned while ${quoted(first.to.name ?? first.to.id)} grew by a like amount${more}: one customer or two?`,
      ['churned_arr', 'expansion_arr', 'new_arr'],
    );
  }
  return pairs;
}
