/** What cells of workbooks say beside their numbers: errors, formulas without a value, currencies and percent signs. */
import { describe, expect, test } from 'vitest';
import { markOf } from '../../../src/data/readers/workbook-marks.ts';
import { book, load, type Options } from '../load.ts';
import { sheetCell, workbookParts, zipOf } from '../zip-writer.ts';

const header = `<row r="1">${sheetCell('A1', 'id')}${sheetCell('B1', 'arr_start')}${sheetCell('C1', 'arr_end')}${sheetCell('D1', 'note')}</row>`;

const row = (n: number, start: string, end: string, note = ''): string =>
  `<row r="${n}">${sheetCell(`A${n}`, `C${n}`)}${start.replace('@', `B${n}`)}${end.replace('@', `C${n}`)}${note.replace('@', `D${n}`)}</row>`;

const number = (value: number, style = ''): string => `<c r="@"${style}><v>${value}</v></c>`;

/** A workbook of such rows, with styles whose cells are in these formats. */
function workbook(rows: readonly string[], formats: readonly string[] = []): Uint8Array {
  const numFmts = formats.map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code}"/>`).join('');
  const xfs = ['<xf numFmtId="0"/>', ...formats.map((_, i) => `<xf numFmtId="${164 + i}" fontId="0"/>`)].join(
    '',
  );
  const styles = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts>${numFmts}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${xfs}<xf numFmtId="9"/></cellXfs></styleSheet>`;
  const parts = workbookParts(header + rows.join(''));
  if (formats.length === 0) return zipOf(parts);
  const rels = parts.find(({ name }) => name === 'xl/_rels/workbook.xml.rels');
  const linked = new TextDecoder()
    .decode(rels?.data)
    .replace(
      '</Relationships>',
      '<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>',
    );
  return zipOf([
    ...parts.map((part) => (part === rels ? { ...part, data: new TextEncoder().encode(linked) } : part)),
    { name: 'xl/styles.xml', data: new TextEncoder().encode(styles) },
  ]);
}

const refused = async (content: Uint8Array, options: Options = {}): Promise<string[]> => {
  const file = await load(content, options);
  return file.ok ? [] : file.problems.map(({ message }) => message);
};

describe('a cell that holds no amount', () => {
  test.each([
    ['<c r="@" t="e"><v>#N/A</v></c>', '#N/A'],
    ['<c r="@" s="0" t="e"><f>VLOOKUP(A2,X,2)</f><v>#REF!</v></c>', '#REF!'],
    ['<c r="@"><f>B2*1.1</f></c>', 'formula without a stored value'],
    ['<c r="@"><f>B2*1.1</f><v></v></c>', 'formula without a stored value'],
    ['<c r="@" t="n"><f t="shared" si="0"/><v/></c>', 'formula without a stored value'],
    ['<c r="@" t="str"><f>A1&amp;B1</f></c>', 'formula without a stored value'],
  ])('%s is a bad row and no lost customer', async (cell, shown) => {
    expect(await refused(workbook([row(2, number(10), cell), row(3, number(10), number(9))]))).toEqual([
      `source.path: 1 of 2 rows cannot be read (row 2, column arr_end: "${shown}"); fix them, or pass skip_bad_rows: true`,
    ]);
  });

  test('does no harm in a column that is not read', async () => {
    const note = '<c r="@" t="e"><v>#DIV/0!</v></c>';
    const read = await book(workbook([row(2, number(10), number(9), note)]));
    expect(read.accounts).toEqual([{ id: 'C2', arr_start: 10, arr_end: 9 }]);
  });

  test('with a formula that gave a value is that value, and an empty text is blank', async () => {
    const worked = '<c r="@"><f>B2-1</f><v>9</v></c>';
    const nothing = '<c r="@" t="str"><f>IF(1,"","")</f><v></v></c>';
    const { accounts } = await book(workbook([row(2, number(10), worked), row(3, number(10), nothing)]));
    expect(accounts.map(({ arr_end }) => arr_end)).toEqual([9, 0]);
  });
});

describe('the format of a number', () => {
  const [euro, dollar, percent] = [' s="1"', ' s="2"', ' s="3"'];
  const formats = ['#,##0.00 [$€-407]', '[$$-409]#,##0', '0.0%'];

  test('names its currency', async () => {
    const { accounts } = await book(workbook([row(2, number(1000.5, euro), number(-0, euro))], formats));
    expect(accounts).toEqual([{ id: 'C2', arr_start: 1000.5, arr_end: 0, currency: 'EUR' }]);
  });

  test('refuses two currencies in one row, as text does', async () => {
    expect(await refused(workbook([row(2, number(1000, euro), number(900, dollar))], formats))).toEqual([
      expect.stringContaining('"€1000, $900: no one currency"'),
    ]);
  });

  test('says that a number is percent and no amount', async () => {
    expect(await refused(workbook([row(2, number(1, percent), number(0.9, percent))], formats))).toEqual([
      expect.stringContaining('column arr_start: "100%"'),
    ]);
    // The built-in format, the fourth style here.
    expect(await refused(workbook([row(2, number(0.07, ' s="4"'), number(1))], formats))).toEqual([
      expect.stringContaining('column arr_start: "7%"'),
    ]);
  });

  test('in dollars alone says nothing', async () => {
    const { accounts } = await book(workbook([row(2, number(10, ' s="1"'), number(9))], ['[$$-409]#,##0']));
    expect(accounts).toEqual([{ id: 'C2', arr_start: 10, arr_end: 9 }]);
  });

  test.each([
    ['#,##0.00 [$€-407]', { currency: '€' }],
    ['[$£-809]#,##0;[Red]-[$£-809]#,##0', { currency: '£' }],
    ['&quot;€&quot;#,##0', { currency: '€' }],
    ['[$CHF] #,##0', { currency: 'CHF ' }],
    ['#,##0 [$kr-41D]', null],
    ['0.0%', { percent: true }],
    ['[Red]0.00', null],
    ['yyyy-mm-dd', null],
  ])('%s', (format, mark) => {
    expect(markOf(format)).toEqual(mark);
  });
});
