/** Where the parts of a workbook lie in its archive, as its own list says. */
import { attribute, inTag, prefix, tags } from './xml.ts';

/** The list of sheets, and the list of where parts lie. */
export const listPaths = { workbook: 'xl/workbook.xml', links: 'xl/_rels/workbook.xml.rels' } as const;

/** Paths of the sheets by their names, and of the styles where there are some; and the list of these sheets alone. */
export type Parts = { sheets: ReadonlyMap<string, string>; styles: string | null; workbook: string };

/** The path that a link means; most are relative to the folder of the workbook. */
const pathOf = (target: string): string => (target.startsWith('/') ? target.slice(1) : `xl/${target}`);

/** A sheet in the list of sheets, to its end. */
const sheetTag = new RegExp(`<${prefix}sheet(?=[\\s/>])${inTag}>(?:\\s*</${prefix}sheet\\s*>)?`, 'g');

/** The parts by the texts of both lists. */
export function partsOf(workbook: string, links: string): Parts {
  const targets = new Map<string, string>();
  let styles: string | null = null;
  for (const tag of tags(links, 'Relationship')) {
    const [kind, target] = [attribute(tag, 'Type') ?? '', pathOf(attribute(tag, 'Target') ?? '')];
    if (kind.endsWith('/worksheet')) targets.set(attribute(tag, 'Id') ?? '', target);
    else if (kind.endsWith('/styles')) styles = target;
  }
  const sheets = new Map<string, string>();
  // A chart may be a sheet of its own, which holds no cells and which the reader of workbooks stumbles over.
  const cellSheets = workbook.replace(sheetTag, (tag) => {
    const path = targets.get(attribute(tag, 'id') ?? '');
    if (path === undefined) return '';
    sheets.set(attribute(tag, 'name') ?? '', path);
    return tag;
  });
  return { sheets, styles, workbook: sheets.size === 0 ? workbook : cellSheets };
}
