import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanText } from '../../../src/domain/check-memo/clean.ts';
import { type MemoNumber, numbersIn } from '../../../src/domain/check-memo/numbers.ts';
import { isFigure } from '../../../src/domain/check-memo/trace.ts';
import type { Unit } from '../../../src/domain/figure.ts';
import { displayValue, units } from '../../../src/domain/figure.ts';

const clean = (text: string): string => cleanText(text).lines.join(' ');
const read = (text: string): MemoNumber[] => numbersIn(clean(text));

/** A number as amount and unit: "2000000 money". */
const short = ({ printed, scale, unit, kind }: MemoNumber): string =>
  kind === 'number' ? `${Number(((printed ?? 0) * scale).toPrecision(12))} ${unit}` : kind;

const shorts = (text: string): string[] => read(text).map(short);

describe('numbers and what they are said to be', () => {
  it.each([
    ['GRR 82.3%', ['82.3 percent']],
    ['82.3 percent, 82 per cent, 82％', ['82.3 percent', '82 percent', '82 percent']],
    ['百分之84', ['84 percent']],
    ['5.39 points, 5.4pp, 5.4 percentage points', ['5.39 points', '5.4 points', '5.4 points']],
    ['5.4 个百分点、5.4ポイント', ['5.4 points', '5.4 points']],
    ['$2,784,000', ['2784000 money']],
    ['$2.8M, $2.8 million, $2.8m', ['2800000 money', '2800000 money', '2800000 money']],
    ['€140K, £140 thousand, EUR 140', ['140000 money', '140000 money', '140 money']],
    ['1.2bn, 1.2 billion, 1.2B', ['1200000000 plain', '1200000000 plain', '1200000000 plain']],
    ['278.4万、2.784億円、60万美元', ['2784000 plain', '278400000 money', '600000 money']],
    ['2億7840万円', ['278400000 money']],
    ['3千, 5百万, 2千万', ['3000 plain', '5000000 plain', '20000000 plain']],
    ['-$4,400 and $-4,400 and -EUR 3', ['-4400 money', '-4400 money', '-3 money']],
    ['1.66x, 1.66 times, 2倍', ['1.66 times', '1.66 times', '2 times']],
    ['58 days, 9.5 months, 48.5 hours', ['58 days', '9.5 months', '48.5 hours']],
    ['64 天, 9.5か月, 3 小时', ['64 days', '9.5 months', '3 hours']],
    ['GRR84.0% of ARR2M', ['84 percent', '2000000 plain']],
    ['１，２３４．５％', ['1234.5 percent']],
  ])('%s', (text, expected) => {
    expect(shorts(text)).toEqual(expected);
  });

  it.each([
    ['2026-12-15', []],
    ['Q1 2027, 2027 Q1, Q3', []],
    ['2027年第1季度, 2026年3月31日, 3月31日', []],
    ['31 March 2026, March 31, 2026, May 2026', []],
    ['T-90, FY2026, H1 2026', []],
    ['P50, SOC2, G1, nrr_without_top5', []],
    ['the 3rd, 95% confidence', []],
    ['`Acme 12`, `12%`', []],
    ['within 30 days, on day 14, days 30, 60, 90', ['soft', 'soft', 'soft', 'soft', 'soft']],
    ['in 12 months, over the last 90 days', ['soft', 'soft']],
    ['90 天内、30日以内、過去 12か月', ['soft', 'soft', 'soft']],
    ['in 2026', ['soft']],
    ['2026%, $2026, 2,026', ['2026 percent', '2026 money', '2026 plain']],
    ['n/a, not known, 未知', ['missing', 'missing', 'missing']],
    ['twenty percent, forty-two million', ['unreadable', 'unreadable']],
    ['百分之八十四, ٨٤, ８４', ['unreadable', 'unreadable', '84 plain']],
  ])('%s', (text, expected) => {
    expect(shorts(text)).toEqual(expected);
  });

  it('a dash between numbers joins them, before one it is a sign', () => {
    expect(shorts('3-5 and (-4) and 10--2')).toEqual([
      '3 plain',
      '5 plain',
      '-4 plain',
      '10 plain',
      '-2 plain',
    ]);
  });

  it.each(['(73.5-90.2%)', '（73.5〜90.2%）', '(73.5% to 90.2%)', '(95% CI 73.5–90.2%)', '(73.5 and 90.2%)'])(
    'GRR 82.3%% %s has an interval',
    (range) => {
      const [number, ...more] = read(`GRR 82.3% ${range}, target 90%`);
      expect(number?.interval?.map(short)).toEqual(['73.5 percent', '90.2 percent']);
      expect(more.map(short)).toEqual(['90 percent']);
    },
  );

  it('a range outside of parentheses is two numbers', () => {
    expect(read('from 73.5 to 90.2%').map(({ interval }) => interval)).toEqual([null, null]);
  });
});

const entry = (value: number | null, unit: Unit, more: object = {}) => ({
  id: 'x',
  label: 'X',
  value,
  unit,
  signed: false,
  display: '',
  currency: 'USD',
  reportId: 'r',
  ...more,
});

const holds = (text: string, value: number | null, unit: Unit, more: object = {}): boolean => {
  const [number] = read(text);
  return number !== undefined && isFigure(number, entry(value, unit, more));
};

describe('a number against a figure', () => {
  it.each([
    ['84.0%', 0.84, 'share', true],
    ['84%', 0.8449, 'share', true],
    ['84%', 0.8451, 'share', false],
    ['84.0%', 0.8405, 'share', true],
    ['84.0%', 0.84051, 'share', false],
    ['0.84', 0.84, 'share', true],
    ['1', 0.84, 'share', false],
    ['84', 0.84, 'share', false],
    ['84 points', 0.84, 'share', false],
    ['$2.8M', 2_784_000, 'money', true],
    ['$2.78M', 2_784_000, 'money', true],
    ['$2.79M', 2_784_000, 'money', false],
    ['$2,784M', 2_784_000, 'money', false],
    ['2.8M', 2_784_000, 'money', true],
    ['€2.8M', 2_784_000, 'money', false],
    ['278.4万', 2_784_000, 'money', true],
    ['2.784亿', 2_784_000, 'money', false],
    ['120', 120, 'count', true],
    ['0.12K', 120, 'count', false],
    ['121', 120, 'count', false],
    ['58 days', 58, 'days', true],
    ['58 months', 58, 'days', false],
    ['58', 58, 'days', true],
    ['9.5 months', 9.5, 'months', true],
    ['7.8', 7.76, 'fte', true],
    ['8', 7.76, 'fte', true],
    ['7.7', 7.76, 'fte', false],
    ['1.66x', 1.6622, 'score', true],
    ['5.39 points', 5.387931, 'points', true],
    ['5.39%', 5.387931, 'points', false],
    ['-4,400', -4_400, 'money', true],
    ['4,400', -4_400, 'money', false],
  ] as const)('%s is %d %s: %s', (text, value, unit, expected) => {
    expect(holds(text, value, unit)).toBe(expected);
  });

  it('a difference of rates is in points, and an unknown figure is n/a', () => {
    expect(holds('+5.4 points', 0.054, 'share', { signed: true })).toBe(true);
    expect(holds('5.4%', 0.054, 'share', { signed: true })).toBe(false);
    expect(holds('n/a', null, 'share')).toBe(true);
    expect(holds('0.0%', null, 'share')).toBe(false);
    expect(holds('n/a', 0.5, 'share')).toBe(false);
  });

  it('every figure is what its display says', () => {
    const value = fc.oneof(
      fc.double({ min: -1e9, max: 1e9, noNaN: true }),
      fc.double({ min: -2, max: 2, noNaN: true }),
      fc.integer({ min: -500, max: 500_000 }),
    );
    fc.assert(
      fc.property(
        value,
        fc.constantFrom(...units),
        fc.constantFrom('USD', 'EUR', 'JPY', 'XYZ'),
        (n, unit, currency) => {
          // Counts and days are whole in a report.
          const given = unit === 'count' || unit === 'days' ? Math.round(n) : n;
          const display = displayValue(given, { label: '', unit }, { currency });
          const [number, ...more] = read(`what ${display} is`);
          expect(more).toEqual([]);
          if (number?.kind === 'number')
            expect(isFigure(number, entry(given, unit, { currency })), display).toBe(true);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
