import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  above,
  atOrAbove,
  atOrBelow,
  below,
  compareText,
  inTextOrder,
  mulberry32,
  power,
  ratio,
  roundHalfAway,
  sumKnown,
  sumOf,
  wilson,
} from '../../src/domain/numbers.ts';

describe('sums', () => {
  it('keeps small amounts beside large ones', () => {
    expect(sumOf([1e16, 1, -1e16])).toBe(1);
    expect(sumOf(Array.from({ length: 10 }, () => 0.1))).toBe(1);
    expect(sumOf([])).toBe(0);
  });

  it('is unknown when one part is', () => {
    expect(sumKnown([1, 2])).toBe(3);
    expect(sumKnown([1, null])).toBeNull();
    expect(sumKnown([])).toBe(0);
  });
});

it('divides once, and says null where there is nothing to divide by', () => {
  expect(ratio(85, 100)).toBe(0.85);
  expect(ratio(1, 0)).toBeNull();
  expect(ratio(null, 1)).toBeNull();
  expect(ratio(1, null)).toBeNull();
});

it('holds a rate against a line with a slack of one in a thousand million', () => {
  expect(0.1 + 0.2).not.toBe(0.3);
  expect(atOrBelow(0.1 + 0.2, 0.3)).toBe(true);
  expect(atOrAbove(0.85 - 1e-9, 0.85)).toBe(true);
  expect(below(0.85 - 2e-9, 0.85)).toBe(true);
  expect(above(0.85 + 1e-10, 0.85)).toBe(false);
  expect(above(0.851, 0.85)).toBe(true);
  // Money is held against lines as well: the slack grows with it.
  expect(atOrAbove(999_999.9995, 1_000_000)).toBe(true);
  expect(below(999_999.99, 1_000_000)).toBe(true);
});

describe('compareText', () => {
  it.each([
    ['Z', 'a'],
    ['a', 'ab'],
    // U+FF5E is below U+1F600, though its UTF-16 unit is above the surrogate.
    ['\uff5e', '\u{1f600}'],
  ])('puts %s before %s', (first, second) => {
    expect(compareText(first, second)).toBeLessThan(0);
    expect(compareText(second, first)).toBeGreaterThan(0);
    expect(compareText(first, first)).toBe(0);
  });
});

describe('inTextOrder', () => {
  const order = (texts: string[]) => inTextOrder(texts, (text) => text);

  it('is the order by code point, whatever the texts hold', () => {
    const exotic = fc.array(fc.string({ unit: 'binary' }), { maxLength: 20 });
    const plain = fc.array(fc.string(), { maxLength: 20 });
    fc.assert(
      fc.property(fc.oneof(plain, exotic), (texts) => {
        expect(order(texts)).toEqual(texts.toSorted(compareText));
      }),
    );
  });

  it('gives back what is in order, and changes nothing', () => {
    const [sorted, other] = [
      ['a', 'b'],
      ['b', 'a'],
    ];
    expect(order(sorted ?? [])).toBe(sorted);
    expect(order(other ?? [])).toEqual(['a', 'b']);
    expect(other).toEqual(['b', 'a']);
  });
});

describe('power', () => {
  it.each([
    [0.977, 12, 0.756371],
    [0.85, 1 / 12, 0.986548],
    [2, 10, 1024],
    [2, -1, 0.5],
    [9, 0.5, 3],
    [0, 0, 1],
    [0, 2, 0],
  ])('%d to the power %d is %d', (x, p, expected) => {
    expect(power(x, p)).toBeCloseTo(expected, 6);
  });

  it('is null where there is no such number', () => {
    expect(power(-1, 2)).toBeNull();
    expect(power(0, -1)).toBeNull();
  });

  it('agrees with the built-in to a part in ten thousand million', () => {
    const exponent = fc.double({ min: 1 / 12, max: 48, noNaN: true });
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 3, noNaN: true }), exponent, (x, p) => {
        const expected = x ** p;
        expect(Math.abs((power(x, p) ?? Number.NaN) - expected)).toBeLessThanOrEqual(1e-10 * expected);
      }),
    );
  });
});

describe('wilson', () => {
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
    [11, 12, 0.6461, 0.9851],
    [44, 50, 0.762, 0.9438],
    [180, 200, 0.8506, 0.9343],
  ])('%d of %d is %d to %d', (hits, n, low, high) => {
    expect(wilson(hits, n)?.low).toBeCloseTo(low, 4);
    expect(wilson(hits, n)?.high).toBeCloseTo(high, 4);
  });

  it('contains the point, ends exactly at 0 and 1, and mirrors', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, part) => {
          const hits = Math.round(part * n);
          const { low, high } = wilson(hits, n) ?? { low: Number.NaN, high: Number.NaN };
          expect(low).toBeLessThanOrEqual(hits / n);
          expect(high).toBeGreaterThanOrEqual(hits / n);
          expect(low >= 0 && high <= 1).toBe(true);
          expect(wilson(n - hits, n)?.low).toBeCloseTo(1 - high, 12);
        },
      ),
    );
    expect(wilson(0, 5)?.low).toBe(0);
    expect(wilson(5, 5)?.high).toBe(1);
    expect(wilson(0, 0)).toBeNull();
  });
});

it('draws the published sequence, each number by its place', () => {
  const expected = [0.627073940588, 0.00273572118, 0.52744703996];
  for (const [k, u] of expected.entries()) expect(mulberry32(1, k)).toBeCloseTo(u, 11);
  fc.assert(
    fc.property(fc.integer(), fc.nat(), (seed, k) => {
      const u = mulberry32(seed, k);
      expect(u >= 0 && u < 1).toBe(true);
    }),
  );
});

describe('roundHalfAway', () => {
  it.each([
    [2.5, 0, 3],
    [-2.5, 0, -3],
    [1.005, 2, 1.01],
    [82.35, 1, 82.4],
    [0.04, 1, 0],
    [12, 3, 12],
    [999.999, 2, 1000],
  ])('%d to %d places is %d', (value, decimals, expected) => {
    expect(roundHalfAway(value, decimals)).toBe(expected);
  });

  it('rounds by digits, whichever way it takes', () => {
    const cents = fc.integer({ min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(cents, fc.integer({ min: 0, max: 4 }), (whole, decimals) => {
        // One digit more than asked for: 5 and above goes away from zero.
        const value = Number(`${whole}e-${decimals + 1}`);
        const away = Math.floor((Math.abs(whole) + 5) / 10) * Math.sign(whole);
        expect(roundHalfAway(value, decimals) + 0).toBe(Number(`${away}e-${decimals}`) + 0);
      }),
    );
  });
});
