import { describe, expect, it } from 'vitest';
import { displayValue, figureSchema, moneyText, numberText, shareText } from '../../src/domain/figure.ts';

const usd = { currency: 'USD' };

it.each([
  [2_784_000, 'USD', '$2,784,000'],
  [-66_000, 'USD', '-$66,000'],
  [18.4, 'EUR', 'EUR 18.40'],
  [1_234.56, 'USD', '$1,235'],
  [999.5, 'USD', '$999.50'],
  [0, 'JPY', 'JPY 0'],
  [-0.001, 'USD', '$0.00'],
])('money %d %s is %s', (value, currency, text) => {
  expect(moneyText(value, currency)).toBe(text);
});

describe('shareText', () => {
  it.each([
    [0.82328, [0.85], '82.3%'],
    [0.89996, [0.9], '89.996%'],
    [0.89996, [], '90.0%'],
    [0.9, [0.9], '90.0%'],
    [1, [1], '100.0%'],
    [0.8995, [0.9], '89.95%'],
    [0.8999999, [0.9], '90.0000%'],
    [-0.025, [], '-2.5%'],
  ])('%d beside lines %j is %s', (value, lines, text) => {
    expect(shareText(value, lines)).toBe(text);
  });
});

it('writes numbers with thousands, rounded half away from zero', () => {
  expect(numberText(-1234.565, 2)).toBe('-1,234.57');
  expect(numberText(-0.04, 1)).toBe('0.0');
  expect(numberText(1_000_000, 0)).toBe('1,000,000');
});

it.each([
  [null, 'share', 'n/a'],
  [0.823, 'share', '82.3%'],
  [5.389, 'points', '5.39 points'],
  [12, 'months', '12 months'],
  [120, 'count', '120'],
  [6.86, 'count', '7'],
  [1.5, 'fte', '1.50'],
  [0.77, 'ratio', '0.77'],
  [1200, 'money', '$1,200'],
] as const)('%d in %s is shown as %s', (value, unit, text) => {
  expect(displayValue(value, { label: '', unit }, usd)).toBe(text);
});

it('shows differences of rates in points with their sign', () => {
  const signed = (value: number) => displayValue(value, { label: '', unit: 'share', signed: true }, usd);
  expect(signed(-0.327)).toBe('-32.7 points');
  expect(signed(0.014)).toBe('+1.4 points');
  expect(signed(0.0001)).toBe('0.0 points');
});

it('lets no NaN or Infinity into an answer', () => {
  const figure = { id: 'grr', label: 'GRR', unit: 'share', display: 'x' };
  expect(figureSchema.safeParse({ ...figure, value: null }).success).toBe(true);
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY, '0.8'])
    expect(figureSchema.safeParse({ ...figure, value }).success).toBe(false);
});
