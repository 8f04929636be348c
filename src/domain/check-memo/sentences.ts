/** Counting words, Chinese and Japanese characters, and the marks that end a sentence. */

const eastAsian = /[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]/g;

/** Words in Latin letters and characters of Chinese or Japanese. Example: "GRR 很低" is 1 word and 2 characters. */
export function lengthOf(text: string): { words: number; characters: number } {
  const characters = text.match(eastAsian)?.length ?? 0;
  const words = text
    .replace(eastAsian, ' ')
    .split(' ')
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
  return { words, characters };
}

const abbreviations = /\b(?:e\.g|i\.e|vs|approx|etc|Inc|Ltd|Co|No)\./gi;

/** The marks at which a sentence ends; decimal points and abbreviations are none. Example: "NRR 114.0%. Go!" has two. */
export const endings = (text: string): number =>
  text.replace(abbreviations, '').match(/[.!?]{1,3}(?= |$|["')])|[。！？]{1,3}/g)?.length ?? 0;

/** Question marks, a run of them as one. */
export const questionMarks = (text: string): number => text.match(/[?？]{1,3}/g)?.length ?? 0;
