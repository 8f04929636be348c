/** Wherever a document cites a line or a published row, its numbers are those of the row. */
import { describe, expect, it } from 'vitest';
import { benchmarks } from '../../src/domain/policy/benchmarks.ts';
import { policyRows } from '../../src/domain/policy/policy-rows.ts';
import { playbooks } from '../../src/knowledge/library.ts';
import { filesUnder, readText } from '../sources.ts';
import { citedIn, numbersIn, partsOf, strayIn } from './cited-lines.ts';

const generated = new Set(['references/tools.md', 'references/benchmarks.md']);
const pages = filesUnder('references', '.md').filter((path) => !generated.has(path));

describe.each(pages)('%s', (path) => {
  const cited = readText(path)
    .split('\n')
    .map((line, i) => ({ line, at: i + 1 }))
    .filter(({ line }) => citedIn(line).length > 0);

  it('cites numbers as their rows have them', () => {
    const wrong = cited.flatMap(({ line, at }) =>
      partsOf(line).flatMap((part) => {
        const stray = strayIn(part);
        return stray.length === 0 ? [] : [`${path}:${at}: ${stray.join(', ')} in "${part.trim()}"`];
      }),
    );
    expect(wrong).toEqual([]);
  });
});

it('front matter of playbooks names rows that exist', async () => {
  const known = new Set([...benchmarks, ...policyRows].map(({ id }) => id));
  const named = (await playbooks()).flatMap(({ id, policies, sources }) =>
    [...policies, ...sources].map((row) => ({ id, row })),
  );
  expect(named.length).toBeGreaterThan(40);
  expect(named.filter(({ row }) => !known.has(row))).toEqual([]);
});

describe('the check itself', () => {
  it('finds a number that is not the row’s, an id without a row, and nothing else', () => {
    expect(strayIn('More than 15% unknown (`p.unknown_cause`)')).toEqual([]);
    expect(strayIn('More than 20% unknown (`p.unknown_cause`)')).toEqual(['20%']);
    expect(strayIn('at 15 (`p.none`)')).toEqual(['p.none', '15']);
    expect(strayIn('0.8 / 1.2 / 3.5 / 10M (`p.arr_per_csm`)')).toEqual([]);
    expect(strayIn('800K (`p.arr_per_csm`)')).toEqual(['800K']);
    expect(strayIn('median 84%, upper quartile 91% (`b.grr.all.2026`)')).toEqual([]);
    expect(strayIn('median 85% (`b.grr.all.2026`)')).toEqual(['85%']);
  });

  it('reads a cell with numbers alone, else the row; a sentence alone in a paragraph', () => {
    expect(partsOf('| Expansion | 10-20% | `p.expansion`: 15-25% |')).toEqual([' `p.expansion`: 15-25% ']);
    expect(partsOf('| `p.ttv` | 30 days |')).toEqual(['| `p.ttv` | 30 days |']);
    expect(partsOf('| NRR | GRR and expansion (`p.identity`) | 105% |')).toEqual([
      ' GRR and expansion (`p.identity`) ',
    ]);
    expect(partsOf('Use 30 days (`p.ttv`). Call 5 accounts.')).toEqual(['Use 30 days (`p.ttv`).']);
  });

  it('reads numbers with their units, and no ids, names or dates', () => {
    expect(
      numbersIn('`b.nrr.acv.25_50`: 1,000 at 2026-01-01, Q3, 85 / 90% of 2M').map(
        ({ digits, suffix }) => `${digits}${suffix}`,
      ),
    ).toEqual(['1000', '85', '90%', '2M']);
  });
});
