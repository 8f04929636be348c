/** From what somebody wrote as a reason to one of the nine causes, without guessing. */
import { billingCodes, type Cause, causes, plainReasons, suggestionWords } from '../policy/causes.ts';

const slug = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** The words of a text without those that only grammar needs. Example: "They were acquired." is "acquired". */
const bareWords = (text: string): string =>
  slug(text)
    .replaceAll('_', ' ')
    .replace(/[.!]+$/, '')
    .replace(/^(?:(?:the|our|their|they|was|were|got) )+/, '')
    .replace(/ (?:a|an|the) /g, ' ')
    .replace(/ it$/, '');

const byName: ReadonlyMap<string, Cause> = new Map(causes.map((cause) => [cause, cause]));

/**
 * The cause a text names: category name (case, space and hyphen ignored), then the caller's map, then codes of
 * billing systems and the plain words of people, the whole text each. Null when it is none of these.
 * Example: `causeOf('Too expensive', new Map())` is "pricing"; `causeOf('ghosted us', new Map())` is null.
 */
export function causeOf(text: string, reasonMap: ReadonlyMap<string, Cause>): Cause | null {
  const key = slug(text);
  if (key === '') return 'unknown';
  const given = byName.get(key) ?? reasonMap.get(text.trim()) ?? reasonMap.get(key);
  return given ?? billingCodes.get(key) ?? plainReasons.get(bareWords(text)) ?? null;
}

/**
 * The caller's map from free text to causes, its keys as written and as slugs.
 * Entries that name no cause are left out: the input check has refused them by then.
 */
export function reasonMapOf(entries: Readonly<Record<string, string>> | undefined): Map<string, Cause> {
  const map = new Map<string, Cause>();
  for (const [text, name] of Object.entries(entries ?? {})) {
    const cause = causeOf(name, new Map());
    if (cause === null) continue;
    map.set(text.trim(), cause);
    map.set(slug(text), cause);
  }
  return map;
}

/**
 * The cause that words in a free text hint at, or null. Offered to the caller, never applied.
 * Example: `suggestCause('Card was declined twice')` is "payment_failure".
 */
export function suggestCause(text: string): Cause | null {
  const words = ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
  const hit = suggestionWords.find(([, phrases]) => phrases.some((phrase) => words.includes(` ${phrase} `)));
  return hit?.[0] ?? null;
}
