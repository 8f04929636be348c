/** Rates per cohort and per segment: the portfolio's arithmetic, a row each. */
import { monthIndexOf } from '../dates.ts';
import { compareText, ratio, wilson } from '../numbers.ts';
import type { Row } from '../report.ts';
import { annualRetention } from './annualise.ts';
import { bandOf } from './bands.ts';
import type { Book, Cohort } from './book.ts';
import type { Policy } from './lines.ts';
import { type Totals, totalsByGroup, totalsOfCohorts } from './totals.ts';
import { groupVerdict } from './verdict.ts';

/** One cohort or segment with its totals. `mature` is false for cohorts not yet seen for the whole period. */
export type Group = {
  name: string;
  totals: Totals;
  mature: boolean;
  startMonth: string | null;
  members: readonly Cohort[];
};

/** Orders names in time where all of them name one, else by name. */
export function inTimeOrder(groups: readonly Group[]): { groups: Group[]; ordered: boolean } {
  const index = (group: Group) => monthIndexOf(group.startMonth ?? group.name);
  const ordered = groups.every((group) => index(group) !== null);
  const sorted = [...groups].sort(
    (a, b) => (ordered ? (index(a) ?? 0) - (index(b) ?? 0) : 0) || compareText(a.name, b.name),
  );
  return { groups: sorted, ordered };
}

function pooled(cohorts: readonly Cohort[], nameOf: (cohort: Cohort) => string | null): Group[] {
  const byName = new Map<string, Cohort[]>();
  for (const cohort of cohorts) {
    const name = nameOf(cohort);
    if (name === null) continue;
    const list = byName.get(name);
    if (list === undefined) byName.set(name, [cohort]);
    else list.push(cohort);
  }
  return [...byName].map(([name, members]) => ({
    name,
    totals: totalsOfCohorts(members),
    mature: members.every((member) => member.mature),
    startMonth: members[0]?.startMonth ?? null,
    members,
  }));
}

const named = (totals: Map<string | null, Totals>): Group[] =>
  [...totals].flatMap(([name, group]) =>
    name === null ? [] : [{ name, totals: group, mature: true, startMonth: null, members: [] }],
  );

/** The cohorts of a book in time order (segments of one cohort pooled). Empty when no account names a cohort. */
export function cohortGroups(book: Book): { groups: Group[]; ordered: boolean } {
  const groups =
    book.kind !== 'accounts'
      ? pooled(book.cohorts, (cohort) => cohort.name)
      : book.accounts.some(({ cohort }) => cohort !== null)
        ? named(totalsByGroup(book.accounts, (account) => account.cohort))
        : [];
  return inTimeOrder(groups);
}

/**
 * Whether cohorts stand for a part of the base only: accounts without a cohort or a known start are in none, such as
 * those that pay from the first month of a file.
 */
export const cohortsArePartial = ({ kind, accounts }: Book, groups: readonly Group[]): boolean =>
  kind === 'accounts' &&
  groups.length > 0 &&
  accounts.some(({ cohort, start }) => cohort === null && start > 0);

/** The segments of a book by name; immature cohorts stay out. */
export function segmentGroups(book: Book): Group[] {
  const groups =
    book.kind === 'accounts'
      ? named(totalsByGroup(book.accounts, (account) => account.segment))
      : pooled(
          book.cohorts.filter((cohort) => cohort.mature),
          (cohort) => cohort.segment,
        );
  return groups.sort((a, b) => compareText(a.name, b.name));
}

/**
 * The rows of a cohort or segment table, keys "1", "2", … in order. Bands compare annual values; logo intervals
 * only, as the rows of aggregates have no others. The verdict is null below the smallest base, and with the band of NRR
 * where a file holds the prices of today alone.
 */
export function groupRows(
  groups: readonly Group[],
  column: 'cohort' | 'segment',
  book: Book,
  policy: Policy,
  pricesToday = false,
): Row[] {
  const yearly = (value: number | null) =>
    value === null ? null : annualRetention(value, book.periodMonths);
  return groups.map(({ name, totals, mature }, i) => {
    const { start, customers, lostCustomers } = totals;
    const kept = customers === null || lostCustomers === null ? null : customers - lostCustomers;
    const points = {
      grr: ratio(totals.keptGross, start),
      nrr: ratio(totals.keptNet, start),
      logo: ratio(kept, customers),
    };
    const interval = kept === null || customers === null ? null : wilson(kept, customers);
    const band = (rate: 'grr' | 'nrr' | 'logo') => {
      const value = yearly(points[rate]);
      return value === null || !mature || (pricesToday && rate === 'nrr')
        ? null
        : bandOf(value, policy.bands[rate]);
    };
    return {
      key: String(i + 1),
      [column]: name,
      starting_arr: start,
      customers,
      churned_arr: totals.churned,
      contraction_arr: totals.contraction,
      expansion_arr: totals.expansion,
      grr: points.grr,
      nrr: points.nrr,
      logo: points.logo,
      logo_low: interval?.low ?? null,
      logo_high: interval?.high ?? null,
      grr_band: band('grr'),
      nrr_band: band('nrr'),
      logo_band: band('logo'),
      verdict: mature
        ? groupVerdict(
            {
              grr: yearly(points.grr),
              nrr: pricesToday ? null : yearly(points.nrr),
              logo: yearly(points.logo),
            },
            customers,
            policy,
          )
        : null,
      ...(column === 'cohort' ? { mature } : {}),
    };
  });
}
