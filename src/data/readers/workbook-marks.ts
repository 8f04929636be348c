/**
 * What a cell of a workbook says beside its number, told as a CSV would have it: an error, a formula that was never worked
 * out, a currency or a percent sign. The reader of workbooks gives the first two as nothing, and the others bare.
 */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { isCurrencyCode } from '../cells/currencies.ts';

const isSheet = (name: string): boolean => /^xl\/worksheets\/[^/]+\.xml$/.test(name);

/** What stands in the place of a formula whose value nobody saved. */
export const noStoredValue = 'formula without a stored value';

/** How the numbers of a style are written: behind a currency, or as percent. */
type Mark = { currency: string } | { percent: true };

const signs = '$€£¥';

/** The mark of a number format. Example: `#,##0.00 [$€-407]` is €, `[$CHF] 0` is CHF, `0.0%` is percent, `0.00` none. */
export function markOf(format: string): Mark | null {
  const plain = format.replaceAll('&quot;', '"').split(';')[0] ?? '';
  const named = /\[\$([^\]-]+)/.exec(plain)?.[1]?.trim() ?? '';
  const sign =
    named !== '' ? named : (new RegExp(`[${signs}]`).exec(plain.replace(/\[[^\]]*\]/g, ''))?.[0] ?? '');
  if (sign.length === 1 && signs.includes(sign)) return { currency: sign };
  if (isCurrencyCode(sign)) return { currency: `${sign.toUpperCase()} ` };
  return plain.includes('%') ? { percent: true } : null;
}

const attribute = (text: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(text)?.[1];

/** Number formats that need no entry of their own: whole and decimal percent. */
const builtIn: Readonly<Record<string, string>> = { 9: '0%', 10: '0.00%' };

/** The marks of the styles of a workbook, by the number that a cell names. */
function marksOf(styles: string): Map<string, Mark> {
  const formats = new Map(Object.entries(builtIn));
  for (const [tag] of styles.matchAll(/<numFmt\b[^>]*>/g))
    formats.set(attribute(tag, 'numFmtId') ?? '', attribute(tag, 'formatCode') ?? '');
  const marks = new Map<string, Mark>();
  const cells = /<cellXfs\b[^>]*>([\s\S]*?)<\/cellXfs>/.exec(styles)?.[1] ?? '';
  let place = 0;
  for (const [tag] of cells.matchAll(/<xf\b[^>]*>/g)) {
    const mark = markOf(formats.get(attribute(tag, 'numFmtId') ?? '') ?? '');
    if (mark !== null) marks.set(String(place), mark);
    place++;
  }
  // Dollars alone are what an amount without a sign is taken as.
  const foreign = [...marks.values()].some((mark) => 'currency' in mark && mark.currency !== '$');
  if (!foreign) for (const [at, mark] of marks) if ('currency' in mark) marks.delete(at);
  return marks;
}

/** A number as it is shown with its mark. Example: 0.07 as percent is "7%", 1000 in € is "€1000". */
function shown(value: string, mark: Mark): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  if ('percent' in mark) return `${Number((number * 100).toPrecision(12))}%`;
  return number < 0 ? `-${mark.currency}${-number}` : `${mark.currency}${number}`;
}

/** A cell without its type, as a text. */
const asText = (attributes: string, rest: string, value: string): string =>
  `<c${attributes.replace(/\s+t="[^"]*"/, '')} t="str">${rest}<v>${value}</v></c>`;

/** A sheet in which such cells are texts. Example: `<c r="B2" t="e"><v>#N/A</v></c>` holds the text #N/A. */
export function markCells(sheet: string, marks: ReadonlyMap<string, Mark>): string {
  let text = sheet.replace(/(<c\b[^>]*\bt=)"e"/g, '$1"str"');
  // A value that is empty, of a formula that gives text, is an empty text.
  text = text.replace(
    /<c\b([^>]*)>\s*(<f\b[^>]*(?:\/>|>[^<]*<\/f>))\s*(<v\s*\/>|<v><\/v>)?\s*<\/c>/g,
    (whole, attributes: string, formula: string, empty: string | undefined) =>
      empty !== undefined && attribute(attributes, 't') === 'str'
        ? whole
        : asText(attributes, formula, noStoredValue),
  );
  if (marks.size === 0) return text;
  return text.replace(
    /<c\b([^>/]*)>((?:<f\b[^>]*(?:\/>|>[^<]*<\/f>))?)<v>([^<]+)<\/v><\/c>/g,
    (whole, attributes: string, formula: string, value: string) => {
      const mark = marks.get(attribute(attributes, 's') ?? '');
      const numeric = (attribute(attributes, 't') ?? 'n') === 'n';
      return mark === undefined || !numeric ? whole : asText(attributes, formula, shown(value, mark));
    },
  );
}

/** A workbook whose cells say all of it; the same bytes where there is nothing to tell, or where they cannot be unpacked. */
export function withMarks(bytes: Uint8Array): Uint8Array {
  try {
    const files = unzipSync(bytes, { filter: ({ name }) => name === 'xl/styles.xml' || isSheet(name) });
    const styles = files['xl/styles.xml'];
    const marks = styles === undefined ? new Map<string, Mark>() : marksOf(strFromU8(styles));
    const changed: Zippable = {};
    for (const [name, data] of Object.entries(files)) {
      if (!isSheet(name)) continue;
      const before = strFromU8(data);
      const after = markCells(before, marks);
      if (after !== before) changed[name] = strToU8(after);
    }
    if (Object.keys(changed).length === 0) return bytes;
    // A fixed day: the archive lives for one read, and no clock need run.
    return zipSync({ ...unzipSync(bytes), ...changed }, { level: 0, mtime: '2000-01-01' });
  } catch {
    // What is wrong with such a file is for its reader to say.
    return bytes;
  }
}
