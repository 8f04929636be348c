/** The house's lines as rows: made from constants, graded, and complete. */
import { describe, expect, it } from 'vitest';
import { benchmarks } from '../../../src/domain/policy/benchmarks.ts';
import { policyRows } from '../../../src/domain/policy/policy-rows.ts';
import { readText } from '../../sources.ts';

const valueOfRow = (id: string): string => {
  const found = policyRows.find((row) => row.id === id);
  if (found === undefined) throw new Error(`no row ${id}`);
  return found.value;
};

it('ids are unique, and published rows beside a line exist', () => {
  expect(new Set(policyRows.map(({ id }) => id)).size).toBe(policyRows.length);
  const known = new Set(benchmarks.map(({ id }) => id));
  expect(policyRows.flatMap(({ sources }) => sources).filter((id) => !known.has(id))).toEqual([]);
});

it.each(policyRows.map((row) => [row.id, row] as const))(
  '%s is graded; an assumption says what would change',
  (_, row) => {
    expect(row.grades.length).toBeGreaterThan(0);
    expect(row.grades.includes('assumption')).toBe(row.otherwise !== null);
    expect(row.value).not.toMatch(/NaN|undefined|null|Infinity|\d{6,}|\.\d{4,}/);
    expect(row.why).toMatch(/\.$/);
  },
);

it('no number of a value is typed: all come from constants', () => {
  const files = ['retention', 'service', 'people'].map((part) =>
    readText(`src/domain/policy/policy-rows-${part}.ts`),
  );
  const typed = files
    .join('\n')
    .replace(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '')
    .split('\n')
    .filter((line) => /^\s*(?:value: )?[`'].*\d|value: .*\d/.test(line))
    .filter((line) => !/['"]b\.[a-z0-9_.]+['"]|from '/.test(line));
  expect(typed).toEqual([]);
});

describe('worked by hand', () => {
  it.each([
    ['p.grr.pass', 'without an ACV 85 / 90 / 91% (seed / growth / scale); below 5K ACV 75%'],
    ['p.grr.fail', '75 / 85 / 85% (seed / growth / scale); below 5K ACV 70%'],
    // 63 + 12 + 6.7 = 81.7, x 1.3 = 106.2; 18.5 + 4 + 1.6; 1.7 + 2 + 0.4. (2,080 - 160 - 40 - 627) x 0.85 = 1,065.
    ['p.hours', '106.2 / 81.7 / 24.1 / 4.1 hours'],
    ['p.hours', '1,065 hours of a CSM with customers, 1,122 in a pool'],
    // 81.7 x 180,000 / 1,065 - 24.1 x 140,000 / 1,065 = 10,640; / (0.05 x 2.058) = 103,400.
    ['p.named_test', 'from about 103K of ARR'],
    ['p.value_multiplier', '0.8 in one year, 2.058 over three'],
    // 1,880 x 0.5 x 0.85 = 799; 1 - 799 / 1,065 = 0.25.
    ['p.player_coach', '0.25 of a CSM; 799 of 1,065 hours'],
    ['p.exit_path', 'margin goal 30% after serving'],
    ['p.arr_per_csm', '0.8 / 1.2 / 3.5 / 10M'],
    ['p.comp', '70 / 30%; variable 50% GRR, 30% NRR, 20% activity; a base of 70-90%'],
  ])('%s: %s', (id, text) => {
    expect(valueOfRow(id)).toContain(text);
  });
});
