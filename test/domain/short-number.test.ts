import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shortList, shortNumber, shortRange } from '../../src/domain/short-number.ts';

describe('a value as short as it goes', () => {
  it.each([
    [0.061, 'share', '6.1%'],
    [0.9, 'share', '90%'],
    [1.26, 'share', '126%'],
    [1 / 3, 'share', '33.33%'],
    [1_720_000, 'money', '1.72M'],
    [500_000, 'money', '500K'],
    [171, 'money', '171'],
    [0, 'money', '0'],
    [1_000, 'count', '1,000'],
    [331.5, 'hours', '331.5 hours'],
    [90, 'days', '90 days'],
    [2.058, 'ratio', '2.058'],
    [100, 'count', '100'],
  ] as const)('%s %s is %s', (value, unit, text) => {
    expect(shortNumber(value, unit)).toBe(text);
  });
});

describe('a range', () => {
  it.each([
    [0.75, 0.8, 'share', '75-80%'],
    [500_000, 1_000_000, 'money', '500K-1M'],
    [2_000_000, 5_000_000, 'money', '2-5M'],
    [8, 10, 'hours', '8-10 hours'],
    [4, 4, 'count', '4'],
    [0.9, null, 'share', '90% or more'],
    [null, 9, 'count', 'up to 9'],
    [null, null, 'count', 'open'],
  ] as const)('%s to %s %s is %s', (low, high, unit, text) => {
    expect(shortRange(low, high, unit)).toBe(text);
  });
});

describe('a list', () => {
  it('says a unit once where all have it', () => {
    expect(shortList([0.85, 0.9, 0.91], 'share')).toBe('85 / 90 / 91%');
    expect(shortList([800_000, 1_200_000], 'money')).toBe('800K / 1.2M');
    expect(shortList([8, 25, 150, 1_000], 'count')).toBe('8 / 25 / 150 / 1,000');
    expect(shortList([], 'count')).toBe('');
  });
});

it('whole percents and whole thousands are read back as they were', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), (n) => {
      expect(Number.parseFloat(shortNumber(n / 100, 'share'))).toBe(n);
      expect(Number.parseFloat(shortNumber(n * 1_000_000, 'money'))).toBe(n);
    }),
  );
});
