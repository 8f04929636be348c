/** Arguments of prompts: text from a host, completed by its beginning, read strictly, refused with a sentence. */
import { completable, ProtocolError, ProtocolErrorCode } from '@modelcontextprotocol/server';
import * as z from 'zod';

/** As a name is typed in a prompt: case aside, with "_" or "-" for the space. */
const plain = (typed: string): string =>
  typed
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

/** Refuses an argument. Example: `refuse('stage', 'use one of seed, growth, scale')`. */
export function refuse(name: string, rest: string): never {
  throw new ProtocolError(ProtocolErrorCode.InvalidParams, `${name}: ${rest}.`);
}

const listed = (options: readonly string[]): string =>
  options.length === 1 ? String(options[0]) : `${options.slice(0, -1).join(', ')} or ${options.at(-1)}`;

/** An argument that is one of some names: its schema with completion, and how to read what was typed. */
export type Choice<T extends string> = {
  options: readonly T[];
  schema: z.ZodType<string>;
  /** The name that was meant, or the beginning of one name only. @throws ProtocolError that lists the names. */
  read: (typed: string) => T;
};

/** A choice. Example: `choice('stage', ['seed', 'growth'], 'funding stage').read('gro')` is "growth". */
export function choice<T extends string>(
  name: string,
  options: readonly T[],
  description: string,
): Choice<T> {
  const matching = (typed: string): T[] => options.filter((option) => plain(option).startsWith(plain(typed)));
  return {
    options,
    schema: completable(z.string().describe(`${description}: ${listed(options)}`), (typed) =>
      matching(typed ?? ''),
    ),
    read(typed) {
      const exact = options.find((option) => plain(option) === plain(typed));
      const [found, another] = matching(typed);
      if (exact !== undefined) return exact;
      if (found === undefined || another !== undefined) return refuse(name, `use ${listed(options)}`);
      return found;
    },
  };
}

/** A number an argument holds as text. @throws ProtocolError with the range. */
export function readNumber(name: string, typed: string, low: number, high: number): number {
  const value = Number(typed.trim().replace(',', '.'));
  if (typed.trim() === '' || !Number.isFinite(value) || value < low || value > high)
    return refuse(name, `give a number from ${low} to ${high}, such as ${(low + high) / 2}`);
  return value;
}

/** Text of an argument, cut to nothing: 1 to `most` characters. @throws ProtocolError otherwise. */
export function readText(name: string, typed: string, most: number): string {
  const text = typed.trim();
  if (text === '') return refuse(name, 'is empty; say it in a sentence');
  if (text.length > most) return refuse(name, `has over ${most} characters; shorten it`);
  return text;
}
