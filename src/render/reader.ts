/** Who reads a text: what charts are drawn with, and how what can be given is called. */
import type { Ink } from './ink.ts';
import { fieldWords, type Words } from './words.ts';

export type Reader = { ink: Ink; words: Words };

/** A host, which shows Markdown and passes fields. */
export const host: Reader = { ink: 'markdown', words: fieldWords };
