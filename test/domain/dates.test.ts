import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  asOpenDate,
  completedMonths,
  dateText,
  dayNumber,
  monthIndexOf,
  monthsBetween,
  quarterOf,
} from '../../src/domain/dates.ts';

it('counts days and refuses what is no calendar date', () => {
  expect(dayNumber('1970-01-02')).toBe(1);
  expect(dayNumber('2024-02-29')).toBe(19_782);
  for (const text of ['2025-02-29', '2025-13-01', '2025-1-1', '01.02.2025', '2025-01-01T00:00', ''])
    expect(dayNumber(text)).toBeNull();
});

it('goes there and back', () => {
  fc.assert(
    fc.property(fc.integer({ min: -100_000, max: 100_000 }), (day) => {
      expect(dayNumber(dateText(day))).toBe(day);
    }),
  );
});

it('adds days over leap days, and throws for what is no date', () => {
  expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
  expect(addDays('2025-01-01', -1)).toBe('2024-12-31');
  expect(() => addDays('soon', 1)).toThrow('soon is not a calendar date');
});

it.each([
  ['2025-01-31', 1, '2025-02-28'],
  ['2024-01-31', 1, '2024-02-29'],
  ['2025-03-31', -1, '2025-02-28'],
  ['2025-11-15', 14, '2027-01-15'],
  ['2025-01-01', -1, '2024-12-01'],
])('%s and %d months is %s', (from, months, to) => {
  expect(addMonths(from, months)).toBe(to);
});

it('takes the last day of a month as its close', () => {
  expect(asOpenDate('2025-12-31')).toBe('2026-01-01');
  expect(asOpenDate('2024-02-29')).toBe('2024-03-01');
  expect(asOpenDate('2025-02-27')).toBe('2025-02-27');
  expect(asOpenDate('2026-01-01')).toBe('2026-01-01');
});

describe('months', () => {
  it.each([
    ['2024-01-15', '2025-01-14', 11],
    ['2024-01-15', '2025-01-15', 12],
    ['2024-01-31', '2024-02-29', 0],
    ['2025-01-01', '2024-12-01', -1],
  ])('completed from %s to %s: %d', (from, to, months) => {
    expect(completedMonths(from, to)).toBe(months);
  });

  it.each([
    ['2025-01-01', '2026-01-01', 12],
    ['2024-12-31', '2025-12-31', 12],
    ['2025-01-01', '2025-12-31', 12],
    ['2025-01-01', '2025-01-16', 0.49],
  ])('of the period %s to %s: %d', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });
});

it('names quarters and reads names of time', () => {
  expect(quarterOf('2025-05-09')).toBe('2025-Q2');
  expect(quarterOf('2025-12-31')).toBe('2025-Q4');
  expect(monthIndexOf('2025-Q2')).toBe(2025 * 12 + 3);
  expect(monthIndexOf('2025-04')).toBe(2025 * 12 + 3);
  expect(monthIndexOf('2025')).toBe(2025 * 12);
  for (const name of ['Q2', '2025-Q5', '2025-13', 'spring', '']) expect(monthIndexOf(name)).toBeNull();
});
