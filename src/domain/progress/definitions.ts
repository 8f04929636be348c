/** What changed between two reviews beside the business: named before any comparison, and what it forbids to compare. */
import { compareText } from '../numbers.ts';
import type { KeptTool } from './kept-review.ts';
import type { Snapshot } from './snapshot.ts';

/** Which figures a difference forbids to compare. `computed` are those that rest on lines or assumptions, not on rows alone. */
export type Withheld = 'all' | 'money' | 'computed' | 'net' | 'none';

export type Difference = { what: string; before: string; now: string; withholds: Withheld };

/** Figures counted from what the founder gave; the others of a tool rest on lines and assumptions. */
const counted: Readonly<Record<KeptTool, (id: string) => boolean>> = {
  cco_decompose_retention: (id) => !/^(?:point_value|size_index)/.test(id),
  cco_design_segments: (id) =>
    /^(?:customers|free_accounts|churned_customers|total_arr|service_cost|top_|fit_coverage|cost_coverage)/.test(
      id,
    ),
  cco_size_coverage: (id) => ['customers', 'total_arr', 'csms'].includes(id),
  cco_plan_hires: (id) =>
    /^(?:arr|customers|acv|churned_arr|lost_arr|(?:product|unknown)_share|payment_failure_arr|company_event_arr|team_people|largest_group)$/.test(
      id,
    ),
  cco_review_plan: (id) => id === 'grr',
};

/** Assumptions that say how rows were read and change no figure; definitions and currency name what matters of them. */
const neutral = new Set(['currency', 'period_months', 'amounts', 'saving', 'employees']);

const shown = (value: string | number | boolean | null | undefined): string =>
  value === undefined ? 'not said' : String(value);

/** What a definition that differs forbids; one that is not known here forbids everything. */
const withheldBy: Readonly<Record<string, Withheld>> = {
  reactivation_in_nrr: 'net',
  converted: 'money',
};

function ofRecords(
  before: Snapshot['definitions'],
  now: Snapshot['definitions'],
  differ: (key: string) => Omit<Difference, 'before' | 'now'> | null,
): Difference[] {
  // Where one side does not say anything, nothing is known to differ.
  if (before === null || now === null) return [];
  const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort(compareText);
  return keys.flatMap((key) => {
    const [a, b] = [
      Object.hasOwn(before, key) ? before[key] : undefined,
      Object.hasOwn(now, key) ? now[key] : undefined,
    ];
    const difference = a === b ? null : differ(key);
    return difference === null ? [] : [{ ...difference, before: shown(a), now: shown(b) }];
  });
}

/**
 * The definitions that differ between two positions, those that forbid most first.
 * Example: another currency is `{ what: 'currency', before: 'USD', now: 'EUR', withholds: 'money' }`.
 */
export function differences(before: Snapshot, now: Snapshot): Difference[] {
  const found: Difference[] = [
    ...ofRecords(before.definitions, now.definitions, (key) => ({
      what: key,
      withholds: Object.hasOwn(withheldBy, key) ? (withheldBy[key] ?? 'all') : 'all',
    })),
    ...(before.currency === now.currency
      ? []
      : [{ what: 'currency', before: before.currency, now: now.currency, withholds: 'money' as const }]),
    ...(before.policy_version === now.policy_version
      ? []
      : [
          {
            what: 'policy_version',
            before: before.policy_version,
            now: now.policy_version,
            withholds: 'computed' as const,
          },
        ]),
    ...ofRecords(before.assumed, now.assumed, (key) => {
      if (neutral.has(key)) return null;
      const withholds = key === 'sample' ? 'all' : key === 'stage' ? 'none' : 'computed';
      return { what: `assumption ${key}`, withholds };
    }),
  ];
  if ((before.definitions === null) !== (now.definitions === null))
    found.push({
      what: 'definitions',
      before: before.definitions === null ? 'not recorded' : 'recorded',
      now: now.definitions === null ? 'not recorded' : 'recorded',
      withholds: 'none',
    });
  const rank: readonly Withheld[] = ['all', 'money', 'net', 'computed', 'none'];
  return found.sort((a, b) => rank.indexOf(a.withholds) - rank.indexOf(b.withholds));
}

/** The first difference that forbids to compare a figure; null when none does. Example: a change of currency forbids `lost_arr`, not `grr`. */
export function forbidding(
  found: readonly Difference[],
  tool: KeptTool,
  figure: { id: string; unit: string },
): Difference | null {
  const hit = found.find(({ withholds }) => {
    if (withholds === 'all') return true;
    if (withholds === 'money') return figure.unit === 'money';
    if (withholds === 'net') return /^(?:nrr|annual_equivalent_nrr)/.test(figure.id);
    return withholds === 'computed' && !counted[tool](figure.id);
  });
  return hit ?? null;
}
