/** What only the reading of a file knows: months, an edge, other files that name who churned, tenures without amounts. */
import type { Figures, Findings } from '../collect.ts';
import { above, below, ratio } from '../numbers.ts';
import { quoted } from '../problem.ts';
import type { Row, Table } from '../report.ts';
import type { Policy } from './lines.ts';
import type { MonthFlow } from './monthly.ts';

/** A file that ends before its customers do, and a period that ends after what it can be believed for. */
export type ExportEdge = { periodEnd: string; lastUsable: string; month: string } & (
  | { loss: number }
  /** Months after the last in which anything happened. */
  | { quiet: number }
);

/** Base accounts that one source says churned in the period; `dated` is false for a flag without a date. */
export type ChurnSet = { file: string; size: number; dated: boolean };

/** Churn as several sources have it. Pairs point into `sets`; `base` is the number of accounts at period start. */
export type ChurnSets = {
  base: number;
  sets: readonly ChurnSet[];
  pairs: readonly { a: number; b: number; both: number; either: number }[];
};

/** A customer's time in months and whether it ended, where a file knows no amounts. */
export type Life = { months: number; lost: boolean };

/** A customer that came after the start of the period and left before its end, by its first paid day and the first day after. */
export type PassingLife = { startDate: string; endDate: string };

export type FileFacts = {
  /** Every month covered by the file. */
  months?: readonly MonthFlow[];
  /** Those of them that make up the period. */
  periodMonths?: readonly MonthFlow[];
  edge?: ExportEdge;
  churnSets?: ChurnSets;
  lives?: readonly Life[];
  passing?: readonly PassingLife[];
  /** The file holds what is paid today and not what was paid before: `list` by what it is, `flat` as no price in it changes. */
  pricesToday?: 'list' | 'flat';
  /** Ending ARR that only the days of grace keep. */
  inGraceArr?: number;
  /** What won deals were booked at, where a file holds deals. */
  bookedTotal?: number;
};

const overlapOf = ({ both, either }: { both: number; either: number }): number | null => ratio(both, either);

/** A set this large (share of base accounts) counts when two sources are compared. */
const setShare = (size: number, base: number): number => ratio(size, base) ?? 0;

/** Raises sources that disagree about who churned: the smallest overlap among sets large enough to tell. */
function compareSets(
  { base, sets, pairs }: ChurnSets,
  policy: Policy,
  figures: Figures,
  findings: Findings,
): void {
  let worst: (typeof pairs)[number] | null = null;
  for (const pair of pairs) {
    const large = [pair.a, pair.b].some((i) =>
      above(setShare(sets[i]?.size ?? 0, base), policy.flag_disagreement_share),
    );
    const overlap = overlapOf(pair);
    if (!large || overlap === null) continue;
    if (worst === null || overlap < (overlapOf(worst) ?? 1)) worst = pair;
  }
  if (worst === null) return;
  const overlap = overlapOf(worst) ?? 1;
  figures.add('set_overlap', { value: overlap, formula: `${worst.both} / ${worst.either}` });
  if (!below(overlap, policy.set_overlap)) return;
  const [a, b] = [sets[worst.a], sets[worst.b]];
  findings.raise(
    'sources-disagree',
    `${quoted(a?.file ?? '')} and ${quoted(b?.file ?? '')} name different customers as churned; they share ${figures.show('set_overlap')} of those that either names.`,
    ['set_overlap'],
  );
}

/** Adds the amounts that only a file knows, which are in its currency. */
export function addFileAmounts(facts: FileFacts, figures: Figures): void {
  if (facts.inGraceArr !== undefined)
    figures.add('in_grace_arr', {
      value: facts.inGraceArr,
      formula: 'ended within grace_days, nothing after it',
    });
  if (facts.bookedTotal !== undefined)
    figures.add('booked_total', { value: facts.bookedTotal, formula: 'sum of the amounts of won deals' });
}

/** Raises what the facts of a file say against a verdict. */
export function raiseFileFacts(facts: FileFacts, policy: Policy, figures: Figures, findings: Findings): void {
  if (facts.edge !== undefined) {
    const { month, lastUsable, periodEnd } = facts.edge;
    const believed = `It can be believed up to ${lastUsable}.`;
    if ('quiet' in facts.edge) {
      figures.add('quiet_months', { value: facts.edge.quiet, formula: 'months after the last start or end' });
      findings.raise(
        'export-edge',
        `The period ends on ${periodEnd}, but nothing starts or ends in the file for ${figures.show('quiet_months')} before that: the export seems to have been made after ${month} and before the period was over. ${believed}`,
        ['quiet_months'],
      );
    } else {
      figures.add('edge_loss', {
        value: facts.edge.loss,
        formula: 'accounts out at its close / accounts in at its open',
      });
      findings.raise(
        'export-edge',
        `The period ends on ${periodEnd}, but ${figures.show('edge_loss')} of the accounts that pay when the file's last month opens end in it, and the losses begin in ${month}: the export seems to stop there. ${believed}`,
        ['edge_loss'],
      );
    }
  }
  if (facts.churnSets !== undefined) compareSets(facts.churnSets, policy, figures, findings);
}

/** Every pair of sources and what they share; a null overlap where neither names anyone. */
export function churnSetTable(sets: ChurnSets | undefined): Table {
  if (sets === undefined) return { rows: null, because: 'no other file was named (source.cross_check)' };
  return {
    rows: sets.pairs.map(({ a, b, both, either }): Row => {
      const [one, other] = [sets.sets[a], sets.sets[b]];
      return {
        key: `${a + 1}-${b + 1}`,
        file: one?.file ?? '',
        other: `${other?.file ?? ''}${other?.dated === false ? ' (undated)' : ''}`,
        churned: one?.size ?? null,
        churned_other: other?.size ?? null,
        both,
        overlap: ratio(both, either),
      };
    }),
  };
}

/** Says what a file of today's prices leaves open: what customers who stayed added or took off. `withheld`: so the verdict is. */
export function raisePricesToday(
  how: FileFacts['pricesToday'],
  withheld: boolean,
  figures: Figures,
  findings: Findings,
): void {
  if (how === undefined) return;
  const why =
    how === 'list'
      ? 'The file lists subscriptions as they are today, so a change of price before the export is not in it'
      : 'No customer pays two prices in the file: unless no price ever changed, it holds those of today alone';
  const shown = ['grr', 'nrr', 'expansion_arr'].filter((id) => figures.value(id) !== null);
  const grr = figures.value('grr') === null ? 'GRR' : `GRR ${figures.show('grr')}`;
  findings.raise(
    'no-price-history',
    `${why}: ${grr} counts those who left and no downgrade, so it is most likely too high, and NRR and expansion are not known; MRR by month or MRR movements would say them.`,
    shown,
    withheld ? 'blocker' : 'warning',
  );
}
