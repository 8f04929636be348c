/** Ids that may not tell customers apart: alike but for case, spaces or punctuation, or shortened by a spreadsheet. */
import { clip, quoted } from '../domain/problem.ts';
import type { Reconciliation } from '../domain/reconciliation.ts';

const shownPairs = 3;

const bare = (id: string): string => id.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

/** A number that is the same for ids that differ only so, and hardly ever for others; most ids need no closer look. */
function looseHash(id: string): number {
  let hash = 0;
  for (let i = 0; i < id.length; i++) {
    const code = id.charCodeAt(i);
    if (code > 127) return looseHash(bare(id).replace(/[^ -~]/g, 'x'));
    const letter = code >= 65 && code <= 90 ? code + 32 : code;
    if ((letter >= 97 && letter <= 122) || (letter >= 48 && letter <= 57))
      hash = (Math.imul(hash, 31) + letter) | 0;
  }
  return hash;
}

/** The ids that share their number with another, in their order. */
function sharers(ids: readonly string[]): string[] {
  // A loop, as it runs once an id: `Int32Array.from` takes three times as long.
  const hashes = new Int32Array(ids.length);
  for (let i = 0; i < ids.length; i++) hashes[i] = looseHash(ids[i] ?? '');
  const sorted = hashes.slice().sort();
  const shared = new Set<number>();
  for (let i = 1; i < sorted.length; i++) {
    const hash = sorted[i];
    if (hash !== undefined && hash === sorted[i - 1]) shared.add(hash);
  }
  return shared.size === 0 ? [] : ids.filter((_, i) => shared.has(hashes[i] ?? 0));
}

/** A long number as a spreadsheet saves it: all digits after the sixth are lost. Example: "1.23457E+15". */
const isShortened = (id: string): boolean =>
  id.charCodeAt(id.length - 3) === plus && /^\d(?:[.,]\d+)?E\+\d{2}$/i.test(id);

/** The character code of "+". */
const plus = 43;

/** The notice that ids were shortened so, as customers whose numbers begin alike are then one. */
function shortenedIds(ids: readonly string[]): NonNullable<Reconciliation['notices']> {
  const found = ids.filter(isShortened);
  const [first] = found;
  if (first === undefined) return [];
  return [
    {
      code: 'shortened-ids',
      count: found.length,
      first_rows: [],
      column: null,
      message: `ids such as ${quoted(first)} lost their last digits in a spreadsheet, and customers may have become one; export them again as text`,
    },
  ];
}

/**
 * The notices that ids may not tell customers apart; none when they do. `remedy` is what to do where two alike are one
 * customer. Example: "ACME-1" and "acme 1" are near each other.
 */
export function nearDuplicates(
  ids: readonly string[],
  remedy = 'pass merge_map if they are one',
): NonNullable<Reconciliation['notices']> {
  const first = new Map<string, string>();
  const pairs: [string, string][] = [];
  for (const id of sharers(ids)) {
    const key = bare(id);
    if (key === '') continue;
    const before = first.get(key);
    if (before === undefined) first.set(key, id);
    else pairs.push([before, id]);
  }
  const shortened = shortenedIds(ids);
  if (pairs.length === 0) return shortened;
  const list = pairs
    .slice(0, shownPairs)
    .map(([a, b]) => `${quoted(clip(a, 40))} and ${quoted(clip(b, 40))}`)
    .join(', ');
  const more = pairs.length > shownPairs ? ' and others' : '';
  return [
    ...shortened,
    {
      code: 'near-duplicate-ids',
      count: pairs.length,
      first_rows: [],
      column: null,
      message: `ids that differ only in case, spaces or punctuation are taken as different customers: ${list}${more}; ${remedy}`,
    },
  ];
}

/**
 * The notice that names of segments are written in several ways; none when all differ. Example: "SMB" and "smb" are two
 * segments, each with a part of the customers.
 */
export function nearSegments(
  accounts: readonly { segment?: string | undefined }[],
): NonNullable<Reconciliation['notices']> {
  const distinct = new Set<string>();
  for (const { segment } of accounts) if (segment !== undefined) distinct.add(segment);
  const first = new Map<string, string>();
  const pairs: string[] = [];
  for (const label of distinct) {
    const key = bare(label);
    const before = first.get(key);
    if (before === undefined) first.set(key, label);
    else if (key !== '') pairs.push(`${quoted(clip(before, 40))} and ${quoted(clip(label, 40))}`);
  }
  if (pairs.length === 0) return [];
  const more = pairs.length > shownPairs ? ' and others' : '';
  return [
    {
      code: 'near-duplicate-segments',
      count: pairs.length,
      first_rows: [],
      column: null,
      message: `segments that differ only in case, spaces or punctuation are taken as different ones: ${pairs.slice(0, shownPairs).join(', ')}${more}; write them one way if they are one`,
    },
  ];
}
