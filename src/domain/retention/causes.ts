/** Why customers left: shares by customers and by ARR, what was preventable, and whether the evidence agrees. */
import { type Figures, type Findings, inFormula } from '../collect.ts';
import { above, atOrAbove, below, ratio, sumKnown, sumOf } from '../numbers.ts';
import { type Cause, causes, causeTable, preventableCauses } from '../policy/causes.ts';
import { fixedLines } from '../policy/retention.ts';
import { clip } from '../problem.ts';
import type { Row, Table } from '../report.ts';
import type { Policy } from './lines.ts';
import { type Loss, type Losses, onEvidence } from './losses.ts';
import { suggestCause } from './reasons.ts';

/** How the causes read: preventable churn above half is leverage for customer success, below 30% structural. */
export type Reading = 'cs_leverage' | 'mixed' | 'structural';

/** The reading of the stated causes, by ARR when it is known, else by customers. */
export type CauseReading = {
  reading: Reading;
  by: 'arr' | 'count';
  provisional: boolean;
  preventable_low: number;
  preventable_high: number;
};

/** A reason in free text that no category was given for; the caller maps it and calls again. */
export type UnmappedReason = {
  text: string;
  customers: number;
  arr: number | null;
  suggestion: Cause | null;
};

type Sums = { customers: number | null; arr: number | null };

type CauseSums = { total: Sums; by: ReadonlyMap<Cause, Sums> };

/** The list with one more item, in place: these lists are local and may be long. */
function pushed<T>(list: T[] | undefined, item: T): T[] {
  if (list === undefined) return [item];
  list.push(item);
  return list;
}

function sumCauses(rows: readonly Loss[]): CauseSums {
  const part = (some: readonly Loss[]): Sums => ({
    customers: sumKnown(some.map((row) => row.customers)),
    arr: sumKnown(some.map((row) => row.arr)),
  });
  const groups = new Map<Cause, Loss[]>();
  for (const row of rows) groups.set(row.cause, pushed(groups.get(row.cause), row));
  const present = causes.filter((cause) => groups.has(cause));
  return { total: part(rows), by: new Map(present.map((cause) => [cause, part(groups.get(cause) ?? [])])) };
}

function tableOf({ total, by }: CauseSums): Row[] {
  const rows = [...by].map(([cause, sums]) => ({
    key: cause,
    customers: sums.customers,
    arr: sums.arr,
    share_count: ratio(sums.customers, total.customers),
    share_arr: ratio(sums.arr, total.arr),
    preventable: causeTable[cause].preventable,
    playbook: causeTable[cause].playbook,
  }));
  const size = (row: (typeof rows)[number]) => row.arr ?? row.customers ?? 0;
  return rows.sort((a, b) => size(b) - size(a) || causes.indexOf(a.key) - causes.indexOf(b.key));
}

const groupsOfCauses: readonly (readonly [string, readonly Cause[]])[] = [
  ['preventable', preventableCauses],
  ['preventable_without_product_fit', preventableCauses.filter((cause) => cause !== 'product_fit')],
  ['preventable_plus_involuntary', [...preventableCauses, 'payment_failure']],
  ['unknown', ['unknown']],
  ['involuntary', ['payment_failure']],
];

function addShares(sums: CauseSums, suffix: '' | '_on_evidence', withheld: boolean, figures: Figures): void {
  for (const [id, members] of groupsOfCauses) {
    for (const [basis, pick] of [
      ['arr', (s: Sums) => s.arr],
      ['count', (s: Sums) => s.customers],
    ] as const) {
      const part = sumKnown(
        members.map((cause) => {
          const found = sums.by.get(cause);
          return found === undefined ? 0 : pick(found);
        }),
      );
      const whole = pick(sums.total);
      figures.add(`${id}_share_${basis}${suffix}`, {
        value: withheld ? null : ratio(part, whole),
        formula: `${inFormula(part ?? 0)} / ${inFormula(whole ?? 0)}`,
        reason: withheld
          ? 'reasons_exceed_churn'
          : basis === 'arr'
            ? 'reasons_without_arr'
            : 'customer_counts_not_given',
      });
    }
  }
}

const readingOf = (share: number): Reading =>
  above(share, fixedLines.preventable.leverage)
    ? 'cs_leverage'
    : below(share, fixedLines.preventable.structural)
      ? 'structural'
      : 'mixed';

function readCauses(figures: Figures, policy: Policy): CauseReading | null {
  const byArr = figures.value('preventable_share_arr');
  const share = byArr ?? figures.value('preventable_share_count');
  if (share === null) return null;
  const by = byArr === null ? 'count' : 'arr';
  const unknown = figures.value(`unknown_share_${by}`) ?? 0;
  // Where no reason is known there is nothing to read: "structural" would only mean that nobody asked.
  if (unknown === 1) return null;
  const unknownMost = Math.max(
    figures.value('unknown_share_arr') ?? 0,
    figures.value('unknown_share_count') ?? 0,
  );
  return {
    reading: readingOf(share),
    by,
    provisional: above(unknownMost, policy.unknown_reason_share),
    preventable_low: share,
    preventable_high: Math.min(1, share + unknown),
  };
}

function unmappedOf(rows: readonly Loss[]): UnmappedReason[] {
  const byText = new Map<string, Loss[]>();
  for (const row of rows) {
    if (row.text !== null) byText.set(row.text, pushed(byText.get(row.text), row));
  }
  const all = [...byText].map(([text, some]) => ({
    text: clip(text, 80),
    customers: sumOf(some.map((row) => row.customers ?? 0)),
    arr: sumKnown(some.map((row) => row.arr)),
    suggestion: suggestCause(text),
  }));
  all.sort((a, b) => (b.arr ?? 0) - (a.arr ?? 0) || b.customers - a.customers || (a.text < b.text ? -1 : 1));
  const rest = all.slice(50);
  if (rest.length === 0) return all;
  const line = {
    text: `${rest.length} further reasons`,
    customers: sumOf(rest.map((r) => r.customers)),
    arr: sumKnown(rest.map((r) => r.arr)),
    suggestion: null,
  };
  return [...all.slice(0, 50), line];
}

function raiseCauseFindings(
  losses: Losses,
  reading: CauseReading | null,
  unmapped: readonly UnmappedReason[],
  policy: Policy,
  figures: Figures,
  findings: Findings,
): void {
  const { show, value } = figures;
  const eitherAtLeast = (id: string, line: number) =>
    atOrAbove(value(`${id}_share_arr`) ?? 0, line) || atOrAbove(value(`${id}_share_count`) ?? 0, line);
  const pair = (id: string) => [`${id}_share_arr`, `${id}_share_count`];
  const known = (id: string, by: string): string[] => (value(id) === null ? [] : [`${show(id)} by ${by}`]);
  const shares = (id: string) =>
    [...known(`${id}_share_arr`, 'ARR'), ...known(`${id}_share_count`, 'customers')].join(', ');
  if (losses.exceeded) {
    findings.raise(
      'reasons-exceed-churn',
      'The reasons add up to more than what churned; cause shares are withheld.',
      ['churned_arr', 'churned_customers'],
    );
    return;
  }
  if (eitherAtLeast('involuntary', policy.involuntary_share)) {
    findings.raise(
      'involuntary-churn-first',
      `Failed payments took ${shares('involuntary')} of churn; this is fixed without a hire.`,
      pair('involuntary'),
    );
  }
  if (
    above(value('unknown_share_arr') ?? 0, policy.unknown_reason_share) ||
    above(value('unknown_share_count') ?? 0, policy.unknown_reason_share)
  ) {
    findings.raise(
      'unknown-reasons',
      `No known reason for ${shares('unknown')} of churn; the causes are provisional.`,
      pair('unknown'),
    );
  }
  if (losses.missing > 0) {
    findings.raise(
      'reasons-missing',
      'There are fewer reasons than churned customers; the rest counts as unknown.',
      [...pair('unknown'), 'churned_customers'],
    );
  }
  if (unmapped.length > 0) {
    findings.raise(
      'unmapped-reasons',
      'Some reasons are free text without a category; they count as unknown until reason_map maps them.',
      pair('unknown'),
    );
  }
  if (reading === null) return;
  if (reading.reading === 'cs_leverage') {
    findings.raise(
      'preventable-high',
      `Preventable causes took ${shares('preventable')} of churn.`,
      pair('preventable'),
    );
  }
  if (reading.reading === 'structural') {
    findings.raise(
      'preventable-low',
      `Preventable causes took ${shares('preventable')} of churn; a hire in customer success alone will not close the gap.`,
      pair('preventable'),
    );
  }
  const [byArr, byCount] = pair('preventable').map(value);
  if (
    byArr !== null &&
    byArr !== undefined &&
    byCount !== null &&
    byCount !== undefined &&
    readingOf(byArr) !== readingOf(byCount)
  ) {
    findings.raise(
      'causes-count-vs-arr',
      `Preventable churn reads differently: ${shares('preventable')}.`,
      pair('preventable'),
    );
  }
}

/** Causes as stated and on evidence, with their reading and the reasons handed back. */
export type CauseResult = {
  causes: Table;
  causesOnEvidence: Table;
  reading: CauseReading | null;
  unmapped: UnmappedReason[];
};

/**
 * Shares of each cause, the preventable part, and the same on evidence where activation is known.
 * Example: 20 lost of which 4 by failed payment with 10,000 of 200,000 gives involuntary 20.0% by count, 5.0% by ARR.
 */
export function analyzeCauses(
  losses: Losses,
  policy: Policy,
  figures: Figures,
  findings: Findings,
): CauseResult {
  if (losses.rows.length === 0) {
    const none = { rows: null, because: 'nobody churned, or churn is not known' };
    return { causes: none, causesOnEvidence: none, reading: null, unmapped: [] };
  }
  const stated = sumCauses(losses.rows);
  addShares(stated, '', losses.exceeded, figures);
  const reading = losses.exceeded ? null : readCauses(figures, policy);
  const unmapped = unmappedOf(losses.rows);
  raiseCauseFindings(losses, reading, unmapped, policy, figures, findings);
  const known = losses.rows.some((row) => row.neverCustomers > 0);
  if (!known || losses.exceeded) {
    return {
      causes: losses.exceeded
        ? { rows: null, because: 'the reasons exceed what churned' }
        : { rows: tableOf(stated) },
      causesOnEvidence: { rows: null, because: 'no churned account is known never to have activated' },
      reading,
      unmapped,
    };
  }
  const evidence = sumCauses(onEvidence(losses.rows));
  addShares(evidence, '_on_evidence', false, figures);
  const gain = (pick: (s: Sums) => number | null) => {
    const before = stated.by.get('no_value_realized');
    const after = evidence.by.get('no_value_realized');
    const moved =
      after === undefined ? 0 : (pick(after) ?? 0) - (before === undefined ? 0 : (pick(before) ?? 0));
    return pick(stated.total) === null ? null : ratio(moved, pick(stated.total));
  };
  const moved = gain((s) => s.arr) ?? gain((s) => s.customers) ?? 0;
  if (atOrAbove(moved, fixedLines.evidenceShare)) {
    findings.raise(
      'stated-reason-contradicted',
      `Accounts that never activated gave other reasons; on evidence preventable churn is ${figures.show(`preventable_share_${reading?.by ?? 'count'}_on_evidence`)}, not ${figures.show(`preventable_share_${reading?.by ?? 'count'}`)}.`,
      [
        `preventable_share_${reading?.by ?? 'count'}`,
        `preventable_share_${reading?.by ?? 'count'}_on_evidence`,
      ],
    );
  }
  return {
    causes: { rows: tableOf(stated) },
    causesOnEvidence: { rows: tableOf(evidence) },
    reading,
    unmapped,
  };
}
