/** A small writer of ZIP archives, honest or not: what a directory promises may differ from what is packed. */
import { deflateRawSync } from 'node:zlib';

/** One file of an archive. `promised` is the unpacked size that the directory claims; the true one by default. */
export type Packed = { name: string; data: Uint8Array; promised?: number };

/** The bytes of an archive. */
export function zipOf(files: readonly Packed[]): Uint8Array {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data, promised } of files) {
    const [packed, title] = [deflateRawSync(data), Buffer.from(name)];
    const sizes = Buffer.alloc(12);
    // No checksum: readers do not ask for it.
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(promised ?? data.length, 8);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(8, 8);
    sizes.copy(local, 14);
    local.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(20, 4);
    entry.writeUInt16LE(20, 6);
    entry.writeUInt16LE(8, 10);
    sizes.copy(entry, 16);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt32LE(at, 42);
    parts.push(local, title, packed);
    directory.push(entry, title);
    at += local.length + title.length + packed.length;
  }
  const list = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(files.length, 8);
  end.writeUInt16LE(files.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return new Uint8Array(Buffer.concat([...parts, list, end]));
}

const xml = (text: string): Uint8Array =>
  new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${text}`);

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const pack = 'http://schemas.openxmlformats.org/package/2006';

/** The parts of a workbook of one sheet, whose rows are given as XML. */
export const workbookParts = (rows: string, dimension = ''): Packed[] => [
  {
    name: '[Content_Types].xml',
    data: xml(
      `<Types xmlns="${pack}/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>`,
    ),
  },
  {
    name: '_rels/.rels',
    data: xml(
      `<Relationships xmlns="${pack}/relationships"><Relationship Id="r" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
  },
  {
    name: 'xl/_rels/workbook.xml.rels',
    data: xml(
      `<Relationships xmlns="${pack}/relationships"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
  },
  {
    name: 'xl/workbook.xml',
    data: xml(
      `<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
  },
  {
    name: 'xl/worksheets/sheet1.xml',
    data: xml(`<worksheet xmlns="${main}">${dimension}<sheetData>${rows}</sheetData></worksheet>`),
  },
];

/** A text cell of a sheet. Example: `sheetCell('B2', 'Acme')`. */
export const sheetCell = (at: string, text: string): string =>
  `<c r="${at}" t="inlineStr"><is><t>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</t></is></c>`;
