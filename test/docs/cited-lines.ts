/** Reads what a document says beside the id of a line or of a published row, and holds it against the row. */
import { bandText } from '../../src/domain/benchmark-text.ts';
import { benchmarks } from '../../src/domain/policy/benchmarks.ts';
import { policyRows } from '../../src/domain/policy/policy-rows.ts';

/** What a row says, with its population and year, from which every number beside its id must come. */
const texts = new Map<string, string>([
  ...policyRows.map(({ id, title, value }): [string, string] => [id, `${title} ${value}`]),
  ...benchmarks.map((row): [string, string] => [
    row.id,
    `${row.population} ${bandText(row)} ${row.note ?? ''} ${row.year ?? ''} ${row.n ?? ''}`,
  ]),
]);

const idPattern = /`([pb]\.[a-z0-9_.]+(?:\.?\*)?)(?:`|(?=[ ,]))/g;

/** Ids cited in a text, as they stand there. Example: "see `p.leak`" gives ["p.leak"]. */
export const citedIn = (text: string): string[] => [...text.matchAll(idPattern)].map(([, id]) => id ?? '');

/** The text of a cited id; of all rows it begins when it ends in `*`; undefined when there is none. */
export function rowText(id: string): string | undefined {
  if (!id.endsWith('*')) return texts.get(id);
  const all = [...texts].filter(([name]) => name.startsWith(id.slice(0, -1)));
  return all.length === 0 ? undefined : all.map(([, text]) => text).join(' ');
}

/** A number as written: its digits, and what it amounts to once K, M or % behind it, or behind its list, is counted in. */
type Mention = { digits: string; suffix: string; value: number };

const scales: Readonly<Record<string, number>> = { K: 1_000, M: 1_000_000 };

/** Numbers of a text. Ids, names in backticks, dates and numerals of lists are no numbers. Example: "85 / 90%" gives 85 and 90. */
export function numbersIn(text: string): Mention[] {
  const plain = text
    .replace(/`[^`]*`/g, ' ')
    .replace(/\b\d{4}-\d\d-\d\d\b/g, ' ')
    .replace(/^\s*\d+\. /, ' ')
    .replace(/\b[A-Z]\d+(?:-\d+)?\b/g, ' ');
  return [
    ...plain.matchAll(/(?<![\w.])~?(\d[\d,]*(?:\.\d+)?)(%|[KM]\b| (?:hours|days|months|points)\b)?/g),
  ].map(([, number = '', suffix = '']) => {
    const digits = number
      .replaceAll(',', '')
      .replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '');
    return { digits, suffix, value: Number(digits) * (scales[suffix] ?? 1) };
  });
}

/** Sentences of a line; an id belongs to the one it stands in. */
const sentencesOf = (line: string): string[] => line.split(/(?<=[.!?:;])\s+(?=[A-Z"*`])|; /);

/**
 * The parts of a line that speak of a cited row: of a row of a table the cell with the id where it says numbers or ends
 * a sentence of its own with the id, else the whole row; of a paragraph the sentence with the id.
 */
export function partsOf(line: string): string[] {
  if (!line.startsWith('|')) return sentencesOf(line).filter((part) => citedIn(part).length > 0);
  const cells = line.split('|').slice(1, -1);
  const own = cells.filter((cell) => citedIn(cell).length > 0);
  const speaks = (cell: string) => numbersIn(cell).length > 0 || /\w \(`[pb]\./.test(cell);
  return own.some(speaks)
    ? own.flatMap((cell) => sentencesOf(cell)).filter((part) => citedIn(part).length > 0)
    : [line];
}

/** Numbers of a part that none of the rows it cites has; ids without a row come first. */
export function strayIn(part: string): string[] {
  const ids = citedIn(part);
  const unknown = ids.filter((id) => rowText(id) === undefined);
  const allowed = ids.flatMap((id) => numbersIn(rowText(id) ?? ''));
  const stray = numbersIn(part).filter(
    ({ digits, value, suffix }) =>
      !allowed.some(
        (row) =>
          row.value === value ||
          (row.digits === digits && (suffix === '' || row.suffix === '' || row.suffix === suffix)),
      ),
  );
  return [...unknown, ...stray.map(({ digits, suffix }) => `${digits}${suffix}`)];
}
