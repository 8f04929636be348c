/** Text in backticks: a code, an id, or words of a report. Anything else in backticks is read like the rest of the line. */
import { clip } from '../problem.ts';
import type { CitedReport } from './cited-report.ts';
import { cleanText } from './clean.ts';

/** Whether a report says a text, as an answer quotes it. */
export type Quotes = (text: string) => boolean;

/** A code or an id: no spaces, begins with a letter. Numbers with a unit are none. */
const code = /^[A-Za-z][\w.:-]{0,79}$/;

function* textsOf(value: unknown, depth = 0): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (depth < 8 && typeof value === 'object' && value !== null)
    for (const inner of Array.isArray(value) ? value : Object.values(value)) yield* textsOf(inner, depth + 1);
}

const clean = (text: string): string => clip(text, 4_000).replaceAll('`', "'");

/** Different quotes looked up; no memo of a page has more. */
const mostQuotes = 100;

/** Collects what the reports say; looked through once, when a quote is asked for. */
export function quotedInReports(reports: readonly CitedReport[]): Quotes {
  let all: string | null = null;
  const known = new Map<string, boolean>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (known.size >= mostQuotes) return false;
    all ??= cleanText([...textsOf(reports)].map(clean).join('\n')).lines.join('\n');
    const found = all.includes(text.replace(/…$/, ''));
    known.set(text, found);
    return found;
  };
}

/**
 * A line whose unknown quotes lost their backticks, so that a number cannot hide in them.
 * Example: "`84.9%`" becomes " 84.9% " unless a report says 84.9%; "`Acme 2`" stays where a report names Acme 2.
 */
export const withUnknownQuotesOpen = (line: string, says: Quotes): string =>
  line.replace(/`([^`]*)`/g, (whole, text: string) =>
    !/\d/.test(text) || code.test(text) || says(text) ? whole : ` ${text} `,
  );
