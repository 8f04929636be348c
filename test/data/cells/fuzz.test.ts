/** Amounts, dates, months and intervals: every notation gives its value back, and what is none is refused, never guessed. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSerialDate, parseDate, parseMonth } from '../../../src/data/cells/dates.ts';
import { billsPerYear } from '../../../src/data/cells/intervals.ts';
import { currencyIn, decimalOf, parseNumber } from '../../../src/data/cells/numbers.ts';
import { statusKind } from '../../../src/data/cells/statuses.ts';

/** Digits in groups of three, from the right. */
const grouped = (digits: string, mark: string): string =>
  digits.length <= 3 ? digits : `${grouped(digits.slice(0, -3), mark)}${mark}${digits.slice(-3)}`;

/** A value of at most two decimals, exactly. */
const amount = fc
  .record({ whole: fc.nat(9_999_999), cents: fc.nat(99) })
  .map(({ whole, cents }) => ({ whole: String(whole), cents: String(cents).padStart(2, '0') }));

const around: readonly [string, (text: string) => string, 1 | -1][] = [
  ['plain', (text) => text, 1],
  ['plus', (text) => `+${text}`, 1],
  ['minus before', (text) => `-${text}`, -1],
  ['minus behind', (text) => `${text}-`, -1],
  ['brackets', (text) => `(${text})`, -1],
  ['sign', (text) => `$${text}`, 1],
  ['sign behind', (text) => `${text} €`, 1],
  ['code', (text) => `USD ${text}`, 1],
  ['code behind', (text) => `${text} EUR`, 1],
  ['code without a space', (text) => `${text}chf`, 1],
  ['minus and sign', (text) => `-£${text}`, -1],
  ['sign and minus', (text) => `£-${text}`, -1],
  ['brackets and sign', (text) => `($${text})`, -1],
  ['sign and code', (text) => `$${text} CAD`, 1],
  ['spaces', (text) => `  ${text}\u00a0`, 1],
];

/** How the thousands of an amount are set apart, beside each decimal mark. */
const styles: readonly ['.' | ',', string][] = [
  ['.', ''],
  ['.', ','],
  ['.', ' '],
  ['.', '\u00a0'],
  ['.', "'"],
  [',', ''],
  [',', '.'],
  [',', '\u202f'],
  [',', "'"],
];

describe('an amount', () => {
  test.each(around)('written with %s reads as itself under its mark and thousands', (_, put, sign) => {
    fc.assert(
      fc.property(amount, fc.constantFrom(...styles), ({ whole, cents }, [mark, thousands]) => {
        const value = sign * Number(`${whole}.${cents}`);
        const cell = put(`${grouped(whole, thousands)}${mark}${cents}`);
        expect(parseNumber(cell, mark)).toBe(value);
        // Two decimals decide the mark of the column, so the value holds without being told.
        expect(decimalOf([cell], ';')).toEqual({ kind: 'decided', mark, assumed: false });
        // Under the other mark it is refused, or the same number: never another one.
        const other = parseNumber(cell, mark === '.' ? ',' : '.');
        expect(other === undefined || other === value).toBe(true);
      }),
      { numRuns: 400 },
    );
  });
});

test('shortened amounts are as many thousands or millions', () => {
  fc.assert(
    fc.property(fc.nat(99_999), fc.nat(9), fc.constantFrom('k', 'K', 'm', 'M'), (whole, tenth, unit) => {
      const scale = unit.toLowerCase() === 'k' ? 1000 : 1_000_000;
      expect(parseNumber(`${whole}.${tenth}${unit}`, '.')).toBeCloseTo((whole + tenth / 10) * scale, 4);
      expect(parseNumber(`$${whole}${unit}`, '.')).toBe(whole * scale);
    }),
  );
});

/** An independent reader of amounts: character by character, by the rules of the specification. */
function independentAmount(cell: string, mark: '.' | ','): number | undefined {
  // "5.-" is 5: a dash stands for no cents, with nothing but a currency behind it.
  const dash = cell.lastIndexOf('-');
  const before = cell.slice(0, Math.max(0, dash));
  const noCents =
    /\d[.,]$/.test(before) && /^[ \u00a0]*(?:[$€]|USD|EUR)?[ \u00a0]*$/.test(cell.slice(dash + 1));
  const chars = [...(noCents ? before.slice(0, -1) + cell.slice(dash + 1) : cell).trim()];
  let [negative, minus] = [0, false];
  const codes: string[] = [];
  const signs = new Set<string>();
  const take = (end: 'first' | 'last'): boolean => {
    const char = (end === 'first' ? chars[0] : chars.at(-1)) ?? '';
    if (" '\u00a0\u202f".includes(char) || '$€'.includes(char)) {
      if (char === '') return false;
      if ('$€'.includes(char)) signs.add(char);
    } else if (end === 'first' ? '+-'.includes(char) : char === '-') {
      negative++;
      minus ||= char === '-';
    } else {
      const word = (end === 'first' ? chars.slice(0, 3) : chars.slice(-3)).join('').toUpperCase();
      if (!['USD', 'EUR'].includes(word)) return false;
      codes.push(word);
      chars.splice(end === 'first' ? 0 : chars.length - 3, 3);
      return true;
    }
    chars.splice(end === 'first' ? 0 : chars.length - 1, 1);
    return true;
  };
  while (take('first'));
  while (take('last'));
  if (chars[0] === '(' && chars.at(-1) === ')') {
    chars.splice(0, 1);
    chars.splice(-1, 1);
    negative++;
    minus = true;
    while (take('first'));
    while (take('last'));
  }
  if (negative > 1 || signs.size > 1 || codes.length > 2) return undefined;
  let scale = 1;
  if ('kK'.includes(chars.at(-1) ?? '?')) scale = 1000;
  if ('mM'.includes(chars.at(-1) ?? '?')) scale = 1_000_000;
  if (scale > 1) chars.pop();
  while (scale > 1 && take('last'));
  const [whole = '', decimals, ...more] = chars.join('').split(mark);
  if (more.length > 0 || (whole === '' && (decimals ?? '') === '')) return undefined;
  const groups = whole.split(/[.,' \u00a0\u202f]/);
  const digits = groups.join('');
  const bySeparator = groups.length === 1 || (groups[0] ?? '').length <= 3;
  if (!bySeparator || groups.slice(1).some(({ length }) => length !== 3)) return undefined;
  if (groups.length > 1 && ((groups[0] ?? '') === '' || whole.startsWith('0'))) return undefined;
  if (!/^\d*$/.test(digits) || !/^\d*$/.test((decimals ?? '').replaceAll(/[' \u00a0\u202f]/g, '')))
    return undefined;
  const value = Number(`${digits === '' ? '0' : digits}.${(decimals ?? '').replace(/\D/g, '') || '0'}`);
  return (minus ? -1 : 1) * value * scale;
}

describe('anything else', () => {
  const junk = fc
    .array(fc.constantFrom(..."0123456789.,'()+- $€kx%e/", '12m', '12', '000', 'USD', 'EUR', '\u00a0'), {
      minLength: 1,
      maxLength: 8,
    })
    .map((parts) => parts.join(''));

  test('is refused, or is the number that an independent reader finds', () => {
    fc.assert(
      fc.property(junk, fc.constantFrom('.' as const, ',' as const), (cell, mark) => {
        const value = parseNumber(cell, mark);
        if (value === undefined || value === null) return;
        const expected = independentAmount(cell, mark);
        if (expected === undefined) expect(`${JSON.stringify(cell)} is ${value}`).toBe('refused');
        expect(value).toBeCloseTo(expected ?? Number.NaN, 4);
      }),
      { numRuns: 30_000 },
    );
  });

  test.each([
    ['two numbers', '10 20'],
    ['a group of two digits', "1'23"],
    ['digits apart by two spaces', '1  234'],
    ['signs at both ends', '-5-'],
    ['brackets and a sign behind', '(5-)'],
    ['a list', '1, 234'],
    ['a mark set apart', '1 .5'],
    ['two currencies', '$5 €'],
    ['a group of thousands after a zero', '0,125'],
    ['thousands that begin with a zero', '01,234'],
  ])('%s: refused', (_, cell) => {
    expect(parseNumber(cell, '.')).toBeUndefined();
  });

  test('a code beside a sign says which dollar', () => {
    expect(['$99 CAD', 'AUD $99', '$99'].map(currencyIn)).toEqual(['CAD', 'AUD', 'USD']);
  });
});

const day = fc
  .record({
    year: fc.integer({ min: 1990, max: 2079 }),
    month: fc.integer({ min: 1, max: 12 }),
    day: fc.nat(27),
  })
  .map((one) => ({ ...one, day: one.day + 1 }));

type Day = { year: number; month: number; day: number };

const two = (value: number): string => String(value).padStart(2, '0');
const iso = ({ year, month, day: of }: Day): string => `${year}-${two(month)}-${two(of)}`;
const ms = (one: Day): number => Date.parse(`${iso(one)}T00:00:00Z`);

const words = 'January February March April May June July August September October November December'.split(
  ' ',
);
const word = ({ month }: Day): string => words[month - 1] ?? '';
const short = (one: Day): string => word(one).slice(0, 3);

const times = [
  '',
  ' 00:00',
  'T23:59:59Z',
  ' 10:15:30.123',
  'T00:30:00+14:00',
  ' 12:05 AM',
  ' 00:00:00 UTC',
  ' 7.30',
];

describe('a date', () => {
  test.each<[string, (one: Day) => string]>([
    ['YYYY-MM-DD', iso],
    ['YYYY/MM/DD', (one) => iso(one).replaceAll('-', '/')],
    ['YYYY-M-D', ({ year, month, day: of }) => `${year}-${month}-${of}`],
    ['YYYYMMDD', (one) => iso(one).replaceAll('-', '')],
    ['D Mon YYYY', (one) => `${one.day} ${short(one)} ${one.year}`],
    ['DD-Mon-YYYY', (one) => `${two(one.day)}-${short(one).toUpperCase()}-${one.year}`],
    ['D Month YYYY', (one) => `${one.day} ${word(one)} ${one.year}`],
    ['Mon D, YYYY', (one) => `${short(one)} ${one.day}, ${one.year}`],
    ['Month D YYYY', (one) => `${word(one)} ${one.day} ${one.year}`],
    ['a serial number', (one) => String(ms(one) / 86_400_000 + 25_569)],
    ['a serial number with a time', (one) => `${ms(one) / 86_400_000 + 25_569}.75`],
    ['Unix milliseconds', (one) => String(ms(one) + 3_600_000)],
  ])('as %s is itself in every order', (name, write) => {
    fc.assert(
      fc.property(day, (one) => {
        // A Unix time has 12 or 13 digits from September 2001 on.
        if (name === 'Unix milliseconds' && one.year < 2002) return;
        for (const order of ['dmy', 'mdy', 'ymd'] as const)
          expect(parseDate(write(one), order)).toBe(iso(one));
      }),
      { numRuns: 150 },
    );
  });

  test('as Unix seconds is itself', () => {
    fc.assert(
      fc.property(day, (one) => {
        const seconds = String(ms(one) / 1000 + 86_399);
        if (/^\d{9,10}$/.test(seconds)) expect(parseDate(seconds, 'dmy')).toBe(iso(one));
      }),
    );
  });

  test('keeps the day that is written, whatever time stands behind it', () => {
    fc.assert(
      fc.property(day, fc.constantFrom(...times), (one, time) => {
        expect(parseDate(`${iso(one)}${time}`, 'ymd')).toBe(iso(one));
        expect(parseDate(`${one.day}/${one.month}/${one.year}${time}`, 'dmy')).toBe(iso(one));
      }),
    );
  });

  test.each(['/', '.', '-'])('apart by "%s" is read by the order of its column', (mark) => {
    fc.assert(
      fc.property(day, (one) => {
        const { year, month, day: of } = one;
        const [dmy, mdy] = [[of, month, year].join(mark), [month, of, year].join(mark)];
        expect(parseDate(dmy, 'dmy')).toBe(iso(one));
        expect(parseDate(mdy, 'mdy')).toBe(iso(one));
        expect(parseDate(dmy, 'mdy')).toBe(of > 12 ? undefined : iso({ year, month: of, day: month }));
        if (year >= 2000)
          expect(parseDate([two(of), two(month), two(year % 100)].join(mark), 'dmy')).toBe(iso(one));
      }),
    );
  });

  test.each([
    ['a day that no month has', '31/11/2025'],
    ['the year 1, which systems write for no date', '0001-01-01'],
    ['the same in digits', '00010101'],
    ['the same with the day first', '01/01/0001'],
    ['no date at all', '0000-00-00'],
    ['a range', '2025-01-01 to 2025-02-01'],
    ['a range of slashes', '01/02/2025 - 03/04/2025'],
    ['a note behind it', '2025-01-01 (planned)x'],
    ['a word that begins like a month', '3 Marble 2025'],
    ['another', 'Decision 20, 2025'],
    ['a quarter', '2025-Q1'],
    ['a day of the week', 'Monday'],
    ['a version', '1.2.3.4'],
    ['a telephone number', '+49 30 1234567'],
  ])('%s: refused', (_, cell) => {
    for (const order of ['dmy', 'mdy', 'ymd'] as const) expect(parseDate(cell, order)).toBeUndefined();
  });

  test('anything else is refused, or is a day of the calendar whose digits the cell holds', () => {
    const parts = fc.constantFrom(
      ...['0', '1', '2', '3', '12', '13', '20', '30', '31', '99', '2024', '2025', '-', '/', '.', ' ', ','],
      ...['T', ':', 'Feb', 'march', 'Z', 'x'],
    );
    fc.assert(
      fc.property(fc.array(parts, { minLength: 1, maxLength: 7 }), (list) => {
        const cell = list.join('');
        for (const order of ['dmy', 'mdy', 'ymd'] as const) {
          const date = parseDate(cell, order);
          if (date === undefined) continue;
          expect(new Date(`${date}T00:00:00Z`).toISOString().slice(0, 10)).toBe(date);
          if (/^\d+$/.test(cell.trim()) && !/^\d{8}$/.test(cell.trim())) continue;
          if (isSerialDate(cell)) continue;
          const numbers = (cell.match(/\d+/g) ?? []).flatMap((digits) =>
            digits.length === 8
              ? [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6)].map(Number)
              : [Number(digits)],
          );
          const [year, month, of] = date.split('-').map(Number);
          expect(numbers.includes(year ?? -1) || numbers.includes((year ?? 0) - 2000)).toBe(true);
          expect(numbers.includes(month ?? -1) || /feb|mar/i.test(cell)).toBe(true);
          expect(numbers.includes(of ?? -1) || (of === 1 && numbers.length === 2)).toBe(true);
        }
      }),
      { numRuns: 20_000 },
    );
  });
});

describe('a month', () => {
  test.each<[string, (one: Day) => string]>([
    ['YYYY-MM', (one) => iso(one).slice(0, 7)],
    ['YYYY/MM', (one) => iso(one).slice(0, 7).replace('-', '/')],
    ['YYYYMM', (one) => iso(one).slice(0, 7).replace('-', '')],
    ['MM/YYYY', ({ month, year }) => `${month}/${year}`],
    ['Mon YYYY', (one) => `${short(one)} ${one.year}`],
    ['Month YYYY', (one) => `${word(one)} ${one.year}`],
    ['a date in it', iso],
  ])('as %s is itself', (_, write) => {
    fc.assert(
      fc.property(day, (one) => {
        for (const order of ['dmy', 'mdy', 'ymd'] as const)
          expect(parseMonth(write(one), order)).toBe(`${iso(one).slice(0, 7)}-01`);
      }),
    );
  });

  test('with two digits of a year is of this century', () => {
    fc.assert(
      fc.property(day, (one) => {
        if (one.year < 2000) return;
        const year = two(one.year % 100);
        for (const cell of [`${short(one)}-${year}`, `${short(one)} '${year}`, `${short(one)}${year}`])
          expect(parseMonth(cell, 'dmy')).toBe(`${iso(one).slice(0, 7)}-01`);
      }),
    );
  });

  test.each(['2025-13', '202500', 'Marketing 24', 'Decision 20', 'Q1 2025', 'total', '13/2025', '0001-01'])(
    '%s: refused',
    (cell) => {
      expect(parseMonth(cell, 'dmy')).toBeUndefined();
    },
  );
});

describe('an interval', () => {
  const units = { day: 365, week: 52, month: 12, quarter: 4, year: 1 };

  test('and its count give the bills of a year', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...(Object.keys(units) as (keyof typeof units)[])),
        fc.integer({ min: 1, max: 36 }),
        (unit, count) => {
          const bills = units[unit] / count;
          expect(billsPerYear(unit, count)).toBeCloseTo(bills, 12);
          for (const text of [
            `${count} ${unit}s`,
            `every ${count} ${unit}`,
            `${count}-${unit}`,
            `${count}_${unit}s`,
          ])
            expect(billsPerYear(text, 1)).toBeCloseTo(bills, 12);
          expect(billsPerYear(unit.toUpperCase(), 1)).toBe(units[unit]);
        },
      ),
    );
  });

  test.each([
    'bimonthly',
    'biannual',
    'once',
    'lifetime',
    '0 months',
    'month(s)',
    '',
    'constructor',
    '12',
    'per',
  ])('%j is none', (text) => {
    expect(billsPerYear(text, 1)).toBeNull();
  });

  test('any text is an interval above zero or none', () => {
    const text = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom('every ', '1', '0', '2', ' ', 'month', 's', '-', 'week', 'y', 'q'))
        .map((p) => p.join('')),
    );
    fc.assert(
      fc.property(text, fc.integer({ min: -2, max: 30 }), (name, count) => {
        const bills = billsPerYear(name, count);
        expect(bills === null || (Number.isFinite(bills) && bills > 0 && bills <= 365)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });
});

test('a status that no table holds is unknown, whatever properties objects have', () => {
  for (const status of ['constructor', '__proto__', 'toString', 'frozen', ''])
    expect(statusKind(status)).toBeUndefined();
  expect(statusKind('Constructor', Object.fromEntries([['constructor', 'paused' as const]]))).toBe('paused');
  expect(statusKind('Non-Renewing')).toBe('active');
});
