/** Remembers what the texts of a column stand for. */

/** Texts up to this length are copied by the engine itself when they are cut out of another. */
const shortText = 12;

/**
 * A copy of a text that stands by itself. What is cut out of a piece of a file keeps the whole piece in memory for as
 * long as it is kept, so customers named all over a file would keep all of the file.
 */
export const ownText = (text: string): string => (text.length <= shortText ? text : `${text} `.slice(0, -1));

type Kept<T> = { text: string; value: T; next: Kept<T> | null };

export type Recall<T> = {
  get: (text: string) => T | undefined;
  set: (text: string, value: T) => void;
  size: () => number;
  texts: () => IterableIterator<string>;
  clear: () => void;
};

/**
 * A map for texts as they come in files: in runs of the same one, or month by month in the same order. What came after
 * the last text before is tried first, so that most texts are compared with one other and not hashed.
 * Example: after a, b, a the next text is first held against b.
 */
export function createRecall<T>(): Recall<T> {
  const known = new Map<string, Kept<T>>();
  let last: Kept<T> | null = null;
  const follow = (kept: Kept<T>): void => {
    if (last !== null) last.next = kept;
    last = kept;
  };
  return {
    get(text) {
      if (last?.text === text) return last.value;
      const next = last?.next;
      if (next?.text === text) {
        last = next;
        return next.value;
      }
      const kept = known.get(text);
      if (kept === undefined) return undefined;
      follow(kept);
      return kept.value;
    },
    set(text, value) {
      const kept = { text, value, next: null };
      known.set(text, kept);
      follow(kept);
    },
    size: () => known.size,
    texts: () => known.keys(),
    clear() {
      known.clear();
      last = null;
    },
  };
}

/** The same question asked of the same text is worked out once. */
export function once(reads: (text: string) => boolean): (text: string) => boolean {
  const known = createRecall<boolean>();
  return (text) => {
    const answer = known.get(text);
    if (answer !== undefined) return answer;
    const fresh = reads(text);
    known.set(text, fresh);
    return fresh;
  };
}
