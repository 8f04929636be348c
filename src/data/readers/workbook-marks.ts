/**
 * What a workbook says beside its numbers. In cells it is told as a CSV would have it: an error, a formula that was never
 * worked out, a currency or a percent sign; the reader of workbooks gives the first two as nothing, and the others bare.
 */
import { strFromU8, strToU8, unzipSync, type Zippable, zipSync } from 'fflate';
import { type Hidden, hiddenIn } from './hidden.ts';
import { builtInFormats, type Mark, markOf, shown } from './number-format.ts';
import { listPaths, type Parts, partsOf } from './workbook-parts.ts';
import { attribute, inTag, prefix, tags } from './xml.ts';

/** What stands in the place of a formula whose value nobody saved. */
export const noStoredValue = 'formula without a stored value';

/** The marks of the styles of a workbook, by the number that a cell names. */
function marksOf(styles: string): Map<string, Mark> {
  const formats = new Map(Object.entries(builtInFormats));
  for (const tag of tags(styles, 'numFmt'))
    formats.set(attribute(tag, 'numFmtId') ?? '', attribute(tag, 'formatCode') ?? '');
  const marks = new Map<string, Mark>();
  const cells =
    new RegExp(`<(${prefix})cellXfs\\b[^>]*>([\\s\\S]*?)</\\1cellXfs\\s*>`).exec(styles)?.[2] ?? '';
  let place = 0;
  for (const tag of tags(cells, 'xf')) {
    const mark = markOf(formats.get(attribute(tag, 'numFmtId') ?? '') ?? '');
    if (mark !== null) marks.set(String(place), mark);
    place++;
  }
  // Dollars alone are what an amount without a sign is taken as.
  const foreign = [...marks.values()].some((mark) => 'currency' in mark && mark.currency !== '$');
  if (!foreign) for (const [at, mark] of marks) if ('currency' in mark) marks.delete(at);
  return marks;
}

/** A cell that is not closed in its own tag: prefix, attributes, and what it holds. */
const cells = new RegExp(`<(${prefix})c((?=[\\s>])${inTag})(?<!/)>([\\s\\S]*?)</\\1c\\s*>`, 'g');
const value = new RegExp(`<${prefix}v(?=[\\s/>])[^>]*?(?:/>|>([^<]*)</)`);
const formula = new RegExp(`<${prefix}f[\\s/>]`);
const inline = new RegExp(`<${prefix}is[\\s/>]`);

/** Text that is kept apart from tags, as text like any other: the reader of workbooks passes over it. */
const withoutCdata = (sheet: string): string =>
  sheet.includes('<![CDATA[')
    ? sheet.replace(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_, text: string) =>
        text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
      )
    : sheet;

/** A sheet in which such cells are texts. Example: `<c r="B2" t="e"><v>#N/A</v></c>` holds the text #N/A. */
export const markCells = (sheet: string, marks: ReadonlyMap<string, Mark>): string =>
  withoutCdata(sheet).replace(cells, (whole, before: string, attributes: string, inside: string) => {
    const type = attribute(attributes, 't') ?? 'n';
    const asText = (text: string): string =>
      `<${before}c${attributes.replace(/\st\s*=\s*(?:"[^"]*"|'[^']*')/, '')} t="str"><${before}v>${text}</${before}v></${before}c>`;
    const found = value.exec(inside);
    const held = found?.[1] ?? '';
    if (type === 'e') return asText(held === '' ? '#ERROR!' : held);
    if (held === '') {
      // A value that is empty, of a formula that gives text, is an empty text.
      const worked = inline.test(inside) || (found !== null && type === 'str');
      return !worked && formula.test(inside) ? asText(noStoredValue) : whole;
    }
    const mark = type === 'n' ? marks.get(attribute(attributes, 's') ?? '') : undefined;
    return mark === undefined ? whole : asText(shown(held, mark));
  });

/** A workbook whose cells say all of it, and what its sheets hide, by their names. */
export type Marked = { bytes: Uint8Array; hidden: ReadonlyMap<string, Hidden> };

/** What is wrong with a workbook that cannot be unpacked is for its reader to say: its bytes stay as they are. */
export function withMarks(bytes: Uint8Array): Marked {
  try {
    return marked(bytes);
  } catch {
    return { bytes, hidden: new Map() };
  }
}

/** The parts of a workbook, and its list of sheets as it is. */
function partsIn(bytes: Uint8Array): Parts & { listed: string } {
  const paths: readonly string[] = Object.values(listPaths);
  const lists = unzipSync(bytes, { filter: ({ name }) => paths.includes(name) });
  const text = (path: string) => strFromU8(lists[path] ?? new Uint8Array());
  const listed = text(listPaths.workbook);
  return { ...partsOf(listed, text(listPaths.links)), listed };
}

function marked(bytes: Uint8Array): Marked {
  const { sheets, styles: path, workbook, listed } = partsIn(bytes);
  const wanted = new Set([...sheets.values(), path]);
  const files = unzipSync(bytes, { filter: ({ name }) => wanted.has(name) });
  const styles = path === null ? undefined : files[path];
  const marks = styles === undefined ? new Map<string, Mark>() : marksOf(strFromU8(styles));
  const changed: Zippable = workbook === listed ? {} : { [listPaths.workbook]: strToU8(workbook) };
  const hidden = new Map<string, Hidden>();
  for (const [name, at] of sheets) {
    const data = files[at];
    if (data === undefined) continue;
    const before = strFromU8(data);
    const after = markCells(before, marks);
    hidden.set(name, hiddenIn(before));
    if (after !== before) changed[at] = strToU8(after);
  }
  if (Object.keys(changed).length === 0) return { bytes, hidden };
  // A fixed day: the archive lives for one read, and no clock need run.
  return { bytes: zipSync({ ...unzipSync(bytes), ...changed }, { level: 0, mtime: '2000-01-01' }), hidden };
}
