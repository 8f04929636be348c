/** What cells of workbooks say beside their numbers: errors, formulas without a value, currencies and percent signs. */
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { markOf, shown } from '../../../src/data/readers/number-format.ts';
import { book, load, type Options } from '../load.ts';
import { sheetCell, workbookParts, zipOf } from '../zip-writer.ts';

const header = `<row r="1">${sheetCell('A1', 'id')}${sheetCell('B1', 'arr_start')}${sheetCell('C1', 'arr_end')}${sheetCell('D1', 'note')}</row>`;

const row = (n: number, start: string, end: string, note = ''): string =>
  `<row r="${n}">${sheetCell(`A${n}`, `C${n}`)}${start.replace('@', `B${n}`)}${end.replace('@', `C${n}`)}${note.replace('@', `D${n}`)}</row>`;

const number = (value: number, style = ''): string => `<c r="@"${style}><v>${value}</v></c>`;

/** A workbook of such rows, with styles whose cells are in these formats. */
function workbook(rows: readonly string[], formats: readonly string[] = []): Uint8Array {
  const numFmts = formats
    .map((code, i) => `<numFmt numFmtId="${164 + i}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
    .join('');
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
    ['"€"#,##0', { currency: '€' }],
    ['[$CHF] #,##0', { currency: 'CHF ' }],
    ['#,##0 [$kr-41D]', null],
    ['[$EUR] #,##0', { currency: 'EUR ' }],
    ['"EUR" #,##0', { currency: 'EUR ' }],
    ['#,##0.00 "SEK";-#,##0.00 "SEK"', { currency: 'SEK ' }],
    ['\\E\\U\\R #,##0', { currency: 'EUR ' }],
    ['"US$"#,##0', { currency: '$' }],
    ['[$CA$-1009]#,##0', { currency: 'CAD ' }],
    ['"X$"#,##0', null],
    ['_("$"* #,##0_);_("$"* \\(#,##0\\);_("$"* "-"_);_(@_)', { currency: '$' }],
    // A width as of a currency sign, and a word that is none.
    ['_-* #,##0.00\\ _€_-', null],
    ['[>=1000]#,##0,"k";0', null],
    ['0 "MRR"', null],
    ['0.0%', { percent: 100 }],
    ['0"%"', { percent: 1 }],
    ['[Red]0.00', null],
    ['yyyy-mm-dd', null],
  ])('%s', (format, mark) => {
    expect(markOf(format)).toEqual(mark);
  });

  test.each([
    ['1.234', '€1.2340'],
    ['1.234E3', '€1234'],
    ['2.27E-13', '€0.000000000000227'],
    ['1e21', '€1000000000000000000000'],
    ['-1234.5', '-€1234.5'],
  ])('shows %s so that it is one number', (value, text) => {
    expect(shown(value, { currency: '€' })).toBe(text);
  });

  test('leaves three decimals and exponents what they are', async () => {
    const [three, power] = ['<c r="@" s="1"><v>1.234</v></c>', '<c r="@" s="1"><v>1.5E3</v></c>'];
    const { accounts } = await book(workbook([row(2, three, power)], formats));
    expect(accounts).toEqual([{ id: 'C2', arr_start: 1.234, arr_end: 1500, currency: 'EUR' }]);
  });
});

/** The same workbook as other programs write it: with prefixed tags, single quotes, and white space in its tags. */
function rewritten(bytes: Uint8Array, change: (xml: string) => string): Uint8Array {
  const files = unzipSync(bytes);
  return zipOf(
    Object.entries(files).map(([name, data]) => ({
      name,
      data: name.startsWith('xl/') ? strToU8(change(strFromU8(data))) : data,
    })),
  );
}

describe('how a workbook is written', () => {
  const prefixed = (xml: string) =>
    xml.replace(/<(\/?)([A-Za-z])/g, '<$1x:$2').replace('xmlns="http', 'xmlns:x="http');
  const quoted = (xml: string) => xml.replace(/="([^"']*)"/g, "='$1'");
  const spaced = (xml: string) => xml.replace(/<(c|v|xf)\b/g, '\n  <$1\n').replaceAll('</c>', '\n</c >');

  test.each([
    ['prefixes', prefixed],
    ['single quotes', quoted],
    ['white space', spaced],
    ['all of them', (xml: string) => prefixed(spaced(quoted(xml)))],
  ])('with %s: errors stay errors, formats stay formats', async (_, change) => {
    const euro = ['[$€-407] #,##0'];
    const good = workbook([row(2, number(10, ' s="1"'), number(9, ' s="1"'))], euro);
    expect((await book(rewritten(good, change))).accounts).toEqual([
      { id: 'C2', arr_start: 10, arr_end: 9, currency: 'EUR' },
    ]);
    const wrong = workbook([row(2, number(10), '<c r="@" t="e"><v>#N/A</v></c>')], euro);
    expect(await refused(rewritten(wrong, change))).toEqual([expect.stringContaining('"#N/A"')]);
  });

  test('with its sheet in another place', async () => {
    const wrong = workbook([row(2, number(10), '<c r="@" t="e"><v>#N/A</v></c>')]);
    const moved = Object.entries(unzipSync(wrong)).map(([name, data]) => ({
      name: name.replace('worksheets/sheet1.xml', 'sheets/data.xml'),
      data: strToU8(strFromU8(data).replace('worksheets/sheet1.xml', '/xl/sheets/data.xml')),
    }));
    expect(await refused(zipOf(moved))).toEqual([expect.stringContaining('"#N/A"')]);
  });
});

describe('what is no cell', () => {
  const changedPart = (bytes: Uint8Array, part: string, change: (xml: string) => string) =>
    zipOf(
      Object.entries(unzipSync(bytes)).map(([name, data]) => ({
        name,
        data: name === part ? strToU8(change(strFromU8(data))) : data,
      })),
    );
  const good = workbook([row(2, number(10), number(9))]);

  test('a chart that is a sheet of its own does no harm', async () => {
    const linked = changedPart(good, 'xl/_rels/workbook.xml.rels', (xml) =>
      xml.replace(
        '</Relationships>',
        '<Relationship Id="rId9" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/chartsheet" Target="chartsheets/sheet1.xml"/></Relationships>',
      ),
    );
    const listed = changedPart(linked, 'xl/workbook.xml', (xml) =>
      xml.replace('</sheets>', '<sheet name="Chart" sheetId="9" r:id="rId9"/></sheets>'),
    );
    expect((await book(listed)).accounts).toEqual([{ id: 'C2', arr_start: 10, arr_end: 9 }]);
  });

  test('text kept apart from tags is text', async () => {
    const apart = workbook([row(2, number(10), '<c r="@"><v><![CDATA[9]]></v></c>')]);
    expect((await book(apart)).accounts).toEqual([{ id: 'C2', arr_start: 10, arr_end: 9 }]);
  });

  test('a time is no date of 1899', async () => {
    const time = workbook([row(2, '<c r="@" s="1"><v>1.25</v></c>', number(9))], ['[h]:mm:ss']);
    expect(await refused(time)).toEqual([expect.stringContaining('column arr_start: "30:00:00"')]);
  });
});

describe('what a workbook hides', () => {
  const hide = (xml: string) =>
    xml
      .replace('<row r="3"', '<row r="3" hidden="1"')
      .replace('<row r="9"', '<row hidden="true" r="9"')
      .replace(
        '<sheetData>',
        '<cols><col min="2" max="2" hidden="1"/><col min="6" max="16384" hidden="1"/></cols><sheetData>',
      );
  const rows = [2, 3, 4].map((n) => row(n, number(10), number(9)));

  test('counts, and is told', async () => {
    const read = await book(rewritten(workbook([...rows, '<row r="9"></row>']), hide));
    expect(read.accounts).toHaveLength(3);
    expect(read.assumptions.filter(({ source }) => source.includes('hides'))).toEqual([
      {
        field: 'hidden_rows',
        value: '1 (row 3)',
        source:
          'rows that the workbook hides count like all others; where they should not, copy those that are shown into a sheet of their own (hidden-rows)',
      },
      {
        field: 'hidden_columns',
        value: '1 (arr_start)',
        source:
          'columns that the workbook hides count like all others; where one should not, name another with source.columns (hidden-columns)',
      },
    ]);
  });

  test('is not told where nothing is hidden', async () => {
    expect((await book(workbook(rows))).assumptions).toEqual([]);
  });
});
