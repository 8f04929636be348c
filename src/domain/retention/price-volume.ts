/** What part of expansion is a higher price and what part is more use. */
import { type Figures, type Findings, inFormula } from '../collect.ts';
import { addTo, atOrAbove, below, ratio, readSum, startSum, sumKnown } from '../numbers.ts';
import { fixedLines } from '../policy/retention.ts';
import type { Account, Book } from './book.ts';
import type { Policy } from './lines.ts';
import type { Totals } from './totals.ts';

type Split = { price: number; volume: number; constantGross: number; coverage: number | null };

/** Price and volume of kept accounts with units: price = (p1 - p0)·u1, volume = p0·(u1 - u0), with p = ARR / units. */
function splitAccounts(accounts: readonly Account[]): Split | null {
  const price = startSum();
  const volume = startSum();
  const gross = startSum();
  const covered = startSum();
  const moved = startSum();
  let known = 0;
  for (const { start: a, end: b, facts } of accounts) {
    if (a === 0 || b === 0) continue;
    const { unitsStart, unitsEnd } = facts;
    addTo(moved, Math.abs(b - a));
    if (unitsStart === null || unitsEnd === null) {
      addTo(gross, Math.min(a, b));
      continue;
    }
    known++;
    const p0 = a / unitsStart;
    addTo(price, (b / unitsEnd - p0) * unitsEnd);
    addTo(volume, p0 * (unitsEnd - unitsStart));
    addTo(gross, p0 * Math.min(unitsStart, unitsEnd));
    addTo(covered, Math.abs(b - a));
  }
  if (known === 0) return null;
  return {
    price: readSum(price),
    volume: readSum(volume),
    constantGross: readSum(gross),
    coverage: ratio(readSum(covered), readSum(moved)),
  };
}

function raise(
  totals: Totals,
  nrr: number | null,
  policy: Policy,
  figures: Figures,
  findings: Findings,
): void {
  const share = ratio(figures.value('price_effect_arr'), totals.expansion);
  const constant = figures.value('constant_price_nrr');
  const led = share !== null && atOrAbove(share, policy.price_share);
  const hidden =
    nrr !== null &&
    constant !== null &&
    atOrAbove(nrr, fixedLines.leakyNrr) &&
    below(constant, fixedLines.leakyNrr);
  if (led || hidden) {
    findings.raise(
      'price-led-expansion',
      `Price brought ${figures.show('price_effect_arr')} of ${figures.show('expansion_arr')} expansion; at constant price NRR is ${figures.show('constant_price_nrr')}.`,
      ['price_effect_arr', 'expansion_arr', 'constant_price_nrr'],
    );
  }
}

/**
 * Adds price and volume effects and the rates at constant price; returns a note when only part of the movement has
 * units, else null. Nothing is added when no units and no `price_increase_arr` are known.
 * Example: 10,000 for 100 units to 11,880 for 110 gives price 880, volume 1,000, NRR at constant price 110.0%.
 */
export function analyzePriceVolume(
  book: Book,
  totals: Totals,
  nrr: number | null,
  policy: Policy,
  figures: Figures,
  findings: Findings,
): string | null {
  const { start } = totals;
  if (start === null || start === 0) return null;
  const constantNrr = (price: number) => {
    figures.add('constant_price_nrr', {
      value: nrr === null ? null : nrr - price / start,
      formula: `${nrr === null ? '?' : inFormula(nrr)} - ${inFormula(price)} / ${inFormula(start)}`,
      reason: 'nrr_not_known',
    });
  };
  if (book.kind !== 'accounts') {
    const given = book.cohorts.filter((cohort) => cohort.mature).map((cohort) => cohort.priceIncrease);
    const price = given.length === 0 ? null : sumKnown(given);
    if (price === null) return null;
    figures.add('price_effect_arr', { value: price, formula: 'price_increase_arr as given' });
    constantNrr(price);
    raise(totals, nrr, policy, figures, findings);
    return null;
  }
  const split = book.hasFacts ? splitAccounts(book.accounts) : null;
  if (split === null) return null;
  figures.add('price_effect_arr', {
    value: split.price,
    formula: 'sum of (price at end - price at start) × units at end',
  });
  figures.add('volume_effect_arr', {
    value: split.volume,
    formula: 'sum of price at start × (units at end - units at start)',
  });
  constantNrr(split.price);
  figures.add('constant_price_grr', {
    value: ratio(split.constantGross, start),
    formula: `${inFormula(split.constantGross)} / ${inFormula(start)}`,
  });
  figures.add('price_coverage', {
    value: split.coverage,
    formula: 'movement of kept accounts with units / of all kept accounts',
    reason: 'nothing_moved',
  });
  raise(totals, nrr, policy, figures, findings);
  return split.coverage !== null && below(split.coverage, fixedLines.priceCoverage)
    ? 'price and volume are partial: units are known for only a part of the movement (price_coverage)'
    : null;
}
