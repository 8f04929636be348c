import { describe, expect, test } from 'vitest';
import { isCurrencyCode } from '../../../src/data/cells/currencies.ts';
import { currencyIn, decimalOf, isMissing, parseNumber } from '../../../src/data/cells/numbers.ts';

const decided = (mark: '.' | ',', assumed = false) => ({ kind: 'decided', mark, assumed });

/** A column of one cell, read as its own decimal mark says. */
function alone(cell: string): number | null | undefined {
  const reading = decimalOf([cell], ',');
  return reading.kind === 'decided' ? parseNumber(cell, reading.mark) : undefined;
}

describe('amounts, one column each', () => {
  test.each([
    ['$1,234.50', 1234.5],
    ['1.234,56', 1234.56],
    ['(123)', -123],
    ['12k', 12_000],
    ['1 234,5', 1234.5],
    ['USD 99', 99],
    ['0', 0],
    ['1234', 1234],
    ['1234.5', 1234.5],
    ['.5', 0.5],
    ['0.125', 0.125],
    ['0,125', 0.125],
    ['1234,5678', 1234.5678],
    ['1,234,567', 1_234_567],
    ['1.234.567', 1_234_567],
    ['1,234,567.8', 1_234_567.8],
    ["1'234.50", 1234.5],
    ['1\u2019234.50', 1234.5],
    ['1\u00a0234,50', 1234.5],
    ['1\u202f234,50', 1234.5],
    [' 99 ', 99],
    ['+99', 99],
    ['-123', -123],
    ['123-', -123],
    ['$-123', -123],
    ['-$123', -123],
    ['($1,234.50)', -1234.5],
    ['€99', 99],
    ['99 €', 99],
    ['£99', 99],
    ['¥99', 99],
    ['99 EUR', 99],
    ['99usd', 99],
    ['EUR 1.234,56', 1234.56],
    ['1.2m', 1_200_000],
    ['1.2M', 1_200_000],
    ['1,2k', 1200],
    ['12k EUR', 12_000],
  ])('%s is %d', (cell, value) => {
    expect(alone(cell)).toBe(value);
  });

  test.each([
    'abc',
    '85%',
    '1,23,456',
    '12.34.5',
    '--5',
    '(-123)',
    '1e5',
    '12 Mio',
    '5 pcs',
    'row5',
    'abc123',
    '#REF!',
    '=1+1',
    'Infinity',
    '0x10',
    '1/2',
  ])('%s is no amount', (cell) => {
    expect(parseNumber(cell, '.')).toBeUndefined();
    expect(parseNumber(cell, ',')).toBeUndefined();
  });

  test.each(['', '  ', '-', 'n/a', 'N/A', 'null', 'NULL', 'none', 'None', ' - '])('%j is missing', (cell) => {
    expect(isMissing(cell)).toBe(true);
    expect(parseNumber(cell, '.')).toBeNull();
  });

  test('0 is not missing, nor is a dash with something behind it', () => {
    expect(['0', '-1', 'na', 'nothing'].filter(isMissing)).toEqual([]);
  });

  test('a mark that contradicts its column cannot be read', () => {
    expect(parseNumber('1.234,56', '.')).toBeUndefined();
    expect(parseNumber('1,5', '.')).toBeUndefined();
    expect(parseNumber('1,234', ',')).toBe(1.234);
    expect(parseNumber('1,234', '.')).toBe(1234);
  });
});

describe('the decimal mark of a column', () => {
  test.each([
    ['both marks, the last is decimal', ['1.234', '1.234,56'], ',', decided(',')],
    ['both marks, the other way', ['1,234', '1,234.56'], ',', decided('.')],
    ['one digit after a comma', ['1,234', '1,5'], ';', decided(',')],
    ['two digits after a comma', ['1.234', '1,50'], ';', decided(',')],
    ['four digits after a comma', ['1,2345'], ';', decided(',')],
    ['two digits after a point', ['1.234', '1.50'], ',', decided('.')],
    ['two commas are thousands', ['1.234', '1,234,567'], ',', decided('.')],
    ['two points are thousands', ['1,234', '1.234.567'], ',', decided(',')],
    ['four digits before', ['1234,567'], ';', decided(',')],
    ['a leading zero', ['0.123'], ';', decided('.')],
    ['no mark at all', ['12', '3456'], ';', decided('.')],
    ['nothing in it', [], ';', decided('.')],
    ['commas alone in a comma file', ['1,234', '5,678'], ',', decided('.', true)],
    ['commas alone in JSON', ['1,234'], null, decided('.', true)],
    ['commas alone, semicolons', ['1,234'], ';', { kind: 'unclear', example: '1,234' }],
    ['commas alone, tabs', ['1,234'], '\t', { kind: 'unclear', example: '1,234' }],
    ['points alone, commas', ['9', '1.234'], ',', { kind: 'unclear', example: '1.234' }],
    ['points alone, semicolons', ['1.234'], ';', { kind: 'unclear', example: '1.234' }],
    ['points alone, JSON', ['1.234'], null, { kind: 'unclear', example: '1.234' }],
    ['words do not decide', ['1.234', 'v2.0', 'see 1,5'], ',', { kind: 'unclear', example: '1.234' }],
    ['a code does not hide an amount', ['1.234', 'EUR 1,50'], ';', decided(',')],
  ])('%s', (_name, cells, delimiter, reading) => {
    expect(decimalOf(cells, delimiter)).toEqual(reading);
  });

  test('two cells that contradict each other: the more frequent mark is taken, the other cannot be read', () => {
    const reading = decimalOf(['1,50', '2.50', '3.50'], ',');
    expect(reading).toEqual(decided('.'));
    expect(parseNumber('1,50', '.')).toBeUndefined();
  });
});

describe('the currency inside a cell', () => {
  test.each([
    ['$5', 'USD'],
    ['5 €', 'EUR'],
    ['(£5)', 'GBP'],
    ['¥5', 'JPY'],
    ['EUR 99', 'EUR'],
    ['99 CHF', 'CHF'],
    ['99chf', 'CHF'],
    ['12k GBP', 'GBP'],
    ['99', null],
    ['12 MIO', null],
    ['ABC 99', null],
    ['n/a', null],
    ['', null],
  ])('%j is %j', (cell, code) => {
    expect(currencyIn(cell)).toBe(code);
  });

  test('codes are known in any case', () => {
    expect(['USD', 'eur', 'Sek'].every(isCurrencyCode)).toBe(true);
    expect(['MIO', 'PCS', 'XYZ', ''].some(isCurrencyCode)).toBe(false);
  });
});

test.each([
  ['100.-', 100],
  ["CHF 1'200.-", 1200],
  ['100,\u2013 \u20ac', 100],
  ['100.- CHF', 100],
  ['100-', -100],
  ['.-', undefined],
  ['100.--', undefined],
])('a dash for no cents is none for a sign: %s', (cell, value) => {
  expect([parseNumber(cell, '.'), parseNumber(cell, ',')]).toEqual([value, value]);
});
