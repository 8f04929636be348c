/** The five parts of a memo by their labels in three languages, with the numbers of their lines. */
import { type Language, languages, memoLabels } from '../language.ts';

export type PartName = keyof typeof memoLabels;

export const partNames = Object.keys(memoLabels) as PartName[];

/** A line of a part, numbered from 1 in the memo. */
export type Line = { number: number; text: string };

export type Part = {
  name: PartName;
  language: Language;
  /** Where its label stands. */
  line: number;
  /** Whether the label is set in bold, as the standard has it. */
  bold: boolean;
  /** What follows, the rest of the label's own line included; empty lines are left out. */
  lines: readonly Line[];
};

export type MemoParts = {
  /** Title and date above the first label. */
  before: readonly Line[];
  parts: readonly Part[];
  /** What follows the last part: headings, a verdict line, tables. */
  after: readonly Line[];
};

type Label = { name: PartName; language: Language; bold: boolean; rest: string };

/** Longest first, so that no label hides one that begins with it. */
const labels = partNames
  .flatMap((name) => languages.map((language) => ({ name, language, text: memoLabels[name][language] })))
  .sort((a, b) => b.text.length - a.text.length);

/** The label a line begins with; null when it begins with none. Example: "**結論：** …" is the bottom line in Japanese. */
function labelOf(line: string): Label | null {
  const trimmed = line.trimStart();
  const hashes = /^#{1,6} {1,3}/.exec(trimmed)?.[0] ?? '';
  const text = trimmed.slice(hashes.length);
  const bold = text.startsWith('**');
  const inner = text.slice(bold ? 2 : 0).trimStart();
  for (const { name, language, text: label } of labels) {
    if (inner.slice(0, label.length).toLowerCase() !== label.toLowerCase()) continue;
    const tail = /^ ?:?(\*\*)?:? ?/.exec(inner.slice(label.length))?.[0] ?? '';
    const rest = inner.slice(label.length + tail.length).trim();
    const closed = bold && tail.includes('**');
    if (closed || tail.includes(':') || (hashes !== '' && rest === ''))
      return { name, language, bold: closed, rest };
  }
  return null;
}

/** Lines that end the last part: a heading, a rule, the verdict that a tool prints below its memo. */
const endsMemo = /^ {0,3}(?:#{1,6} |-{3,}$|\*{3,}$|_{3,}$|\*{0,2}(?:Verdict|结论代码|判定)\*{0,2}:)/i;

const filled = (lines: readonly Line[]): Line[] => lines.filter(({ text }) => text.trim() !== '');

/** Splits a memo at its labels. Example: a memo without any label has no parts, and all its lines stand before. */
export function partsOf(lines: readonly string[]): MemoParts {
  const before: Line[] = [];
  const after: Line[] = [];
  const parts: (Part & { lines: Line[] })[] = [];
  lines.forEach((text, i) => {
    const number = i + 1;
    if (text.trimStart().startsWith('```')) return;
    const label = after.length > 0 ? null : labelOf(text);
    if (label !== null) {
      const { rest, ...part } = label;
      parts.push({ ...part, line: number, lines: [{ number, text: rest }] });
      return;
    }
    const last = parts.at(-1);
    if (last === undefined) before.push({ number, text });
    else if (after.length > 0 || (last.name === 'your_decision' && endsMemo.test(text)))
      after.push({ number, text });
    else last.lines.push({ number, text });
  });
  return {
    before: filled(before),
    parts: parts.map((part) => ({ ...part, lines: filled(part.lines) })),
    after: filled(after),
  };
}

/** The language most labels are in; English when there are none. */
export function languageOf(parts: readonly Part[]): Language {
  const count = (language: Language) => parts.filter((part) => part.language === language).length;
  return languages.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** Text of founders and codes in backticks as blanks, so that it is not read; places stay. */
export const withoutQuotes = (text: string): string =>
  text.replace(/`[^`]*`/g, (part) => ' '.repeat(part.length));
