/** What a view knows: what was asked, what was answered, and what is being looked at. */
import { type Language, languages } from '../../domain/language.ts';
import type { ActionReport } from '../actions.ts';

type Json = Record<string, unknown>;

/** A report as a view takes it; the rest of its parts go unread. */
export type ViewReport = ActionReport & {
  report_id: string;
  verdict: string;
  confidence: string;
  headline: string;
};

export type State = {
  /** What stands in place of charts: a sentence, or the reasons of a refusal. */
  message: { title: string; lines: string[] } | null;
  asked: Json;
  report: ViewReport | null;
  /** The answer to the action, while it is looked at. */
  tested: { report: ViewReport; says: string; text: string | null } | null;
  busy: boolean;
  /** What went wrong with an action, in one sentence. */
  trouble: string | null;
  chart: string | null;
  asTable: boolean;
  page: number;
  mode: 'inline' | 'fullscreen';
};

export const startState: State = {
  message: { title: 'Waiting for the question…', lines: [] },
  asked: {},
  report: null,
  tested: null,
  busy: false,
  trouble: null,
  chart: null,
  asTable: false,
  page: 0,
  mode: 'inline',
};

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An answer as a view can read it; null for anything else, such as a refusal. */
export function reportIn(structured: unknown): ViewReport | null {
  if (!isRecord(structured) || structured['ok'] !== true) return null;
  const { tool, currency, headline, figures, tables } = structured;
  const is = [tool, currency, headline].every((part) => typeof part === 'string');
  return is && Array.isArray(figures) && isRecord(tables) ? (structured as unknown as ViewReport) : null;
}

/** The text of a result: its text blocks, a line each. */
export const textIn = ({ content }: Json): string =>
  (Array.isArray(content) ? content : [])
    .flatMap((block) => (isRecord(block) && typeof block['text'] === 'string' ? [block['text']] : []))
    .join('\n');

/** The most reasons shown within a conversation, whose text has all of them, and the most characters of one. */
const most = { lines: 6, characters: 240 };

const cut = (text: string): string =>
  text.length <= most.characters ? text : `${text.slice(0, most.characters - 1)}…`;

/** A result without a report as a message: its first line as the title, the others as reasons. */
export function messageOf(result: Json): NonNullable<State['message']> {
  const lines = textIn(result)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => cut(line.replace(/^- /, '')));
  const [title = 'There is no answer to show.', ...rest] = lines;
  const more = rest.length - most.lines;
  return {
    title,
    lines: more > 0 ? [...rest.slice(0, most.lines), `and ${more} more, which stand in the answer`] : rest,
  };
}

/** What has come of an input that is still being written. Example: two accounts so far give "accounts: 2". */
export const partialLines = (asked: Json): string[] =>
  Object.entries(asked).flatMap(([field, value]) =>
    Array.isArray(value) ? [`${field}: ${value.length}`] : [],
  );

/** The language that was asked for. */
export const languageOf = ({ language }: Json): Language => languages.find((one) => one === language) ?? 'en';

/** Whether a report left out rows of its tables for size. */
export const isShortened = (report: ViewReport): boolean =>
  Object.keys(report.rows_omitted?.parts ?? {}).some((part) => part.startsWith('tables.'));
