/** What the fields of one cohort must not say together. Works on raw input, so that all problems come at once. */
import { MONEY_TOLERANCE } from '../numbers.ts';
import { causes } from '../policy/causes.ts';
import { nearestName, type Problem, problem } from '../problem.ts';
import { entriesOf, listOf, numberOf, type Raw, recordOf } from '../raw.ts';
import { causeOf, reasonMapOf } from './reasons.ts';

/** The amounts that make a cohort more than customer counts. */
const amountFields = [
  'churned_arr',
  'contraction_arr',
  'expansion_arr',
  'renewed_arr',
  'ending_arr',
  'ending_arr_same_customers',
  'remaining_gross_arr',
  'remaining_net_arr',
  'new_arr',
  'reactivation_arr',
];

function formProblems(cohort: Raw, path: string): Problem[] {
  const out: Problem[] = [];
  const both = (older: string, newer: string) => {
    if (cohort[older] !== undefined && cohort[newer] !== undefined) {
      out.push(problem(path, 'conflicting-keys', `${older} and ${newer} are both given; keep one`));
    }
  };
  both('renewed_arr', 'churned_arr');
  both('renewed_customer_count', 'churned_customer_count');
  for (const part of ['churned_customer_count', 'renewed_customer_count', 'remaining_customer_counts']) {
    if (cohort[part] !== undefined && cohort['starting_customer_count'] === undefined) {
      out.push(
        problem(`${path}.${part}`, 'missing-required', 'given without starting_customer_count; give both'),
      );
    }
  }
  const start = numberOf(cohort['starting_arr']);
  // Less than half a cent is no base: shares of it would be beyond every number.
  if (start !== undefined && start > 0 && start < MONEY_TOLERANCE) {
    out.push(
      problem(`${path}.starting_arr`, 'out-of-range', `${start}; retention needs ARR at period start`),
    );
  }
  if (cohort['starting_arr'] === undefined) {
    const countsOnly =
      cohort['starting_customer_count'] !== undefined &&
      amountFields.every((field) => cohort[field] === undefined);
    if (!countsOnly) {
      out.push(
        problem(
          `${path}.starting_arr`,
          'missing-required',
          'missing; give the ARR at period start, or customer counts only',
        ),
      );
    }
  }
  return out;
}

function lossProblems(cohort: Raw, path: string): Problem[] {
  const start = numberOf(cohort['starting_arr']);
  if (start === undefined || start <= 0) return [];
  const renewed = numberOf(cohort['renewed_arr']);
  const contraction = numberOf(cohort['contraction_arr']);
  const churned = numberOf(cohort['churned_arr']);
  if (renewed !== undefined && renewed > start) {
    return [
      problem(
        `${path}.renewed_arr`,
        'exceeds-start',
        `${renewed} exceeds starting_arr ${start}; leave expansion out of it`,
      ),
    ];
  }
  if (renewed !== undefined && renewed + (contraction ?? 0) > start + MONEY_TOLERANCE) {
    const rest = `renewed_arr ${renewed} + contraction_arr ${contraction} exceeds starting_arr ${start}, so renewed_arr is not after contraction; pass churned_arr`;
    return [problem(path, 'exceeds-start', rest)];
  }
  const joined = recordOf(cohort['of_which_new_accounts']);
  const inside = (numberOf(joined?.['churned_arr']) ?? 0) + (numberOf(joined?.['contraction_arr']) ?? 0);
  const lost = (churned ?? 0) + (contraction ?? 0);
  if (lost - inside > start + MONEY_TOLERANCE) {
    const given = [
      ...(churned === undefined ? [] : [`churned_arr ${churned}`]),
      ...(contraction === undefined ? [] : [`contraction_arr ${contraction}`]),
    ];
    return [
      problem(
        path,
        'exceeds-start',
        `${given.join(' + ')} exceeds starting_arr ${start}; check periods and units`,
      ),
    ];
  }
  return sameCustomerProblems(cohort, path, start);
}

function sameCustomerProblems(cohort: Raw, path: string, start: number): Problem[] {
  const same = numberOf(cohort['ending_arr_same_customers']);
  const churned = numberOf(cohort['churned_arr']);
  const contraction = numberOf(cohort['contraction_arr']);
  if (same === undefined || churned === undefined || contraction === undefined) return [];
  const kept = start - churned - contraction;
  const at = `${path}.ending_arr_same_customers`;
  if (same < kept - MONEY_TOLERANCE) {
    return [
      problem(
        at,
        'parts-do-not-sum',
        `${same} is below starting_arr - churned_arr - contraction_arr = ${kept}; check the three`,
      ),
    ];
  }
  const expansion = numberOf(cohort['expansion_arr']);
  if (expansion !== undefined && Math.abs(same - kept - expansion) > MONEY_TOLERANCE) {
    return [
      problem(
        at,
        'parts-do-not-sum',
        `${same} disagrees with expansion_arr ${expansion}, which gives ${kept + expansion}; drop one`,
      ),
    ];
  }
  return [];
}

/** [part, whole, code]: the part may not be larger than the whole. */
const wholes: readonly (readonly [string, string, 'exceeds-start' | 'exceeds-whole'])[] = [
  ['churned_customer_count', 'starting_customer_count', 'exceeds-start'],
  ['renewed_customer_count', 'starting_customer_count', 'exceeds-start'],
  ['price_increase_arr', 'expansion_arr', 'exceeds-whole'],
  ['up_for_renewal_arr', 'starting_arr', 'exceeds-whole'],
  ['up_for_renewal_customer_count', 'starting_customer_count', 'exceeds-whole'],
  ['renewal_churned_arr', 'churned_arr', 'exceeds-whole'],
  ['renewal_contraction_arr', 'contraction_arr', 'exceeds-whole'],
];

function partProblems(cohort: Raw, path: string): Problem[] {
  const pairs: [string, number | undefined, string, number | undefined, string][] = wholes.map(
    ([part, whole, code]) => [part, numberOf(cohort[part]), whole, numberOf(cohort[whole]), code],
  );
  const top = recordOf(cohort['top_expanders']);
  pairs.push([
    'top_expanders.expansion_arr',
    numberOf(top?.['expansion_arr']),
    'expansion_arr',
    numberOf(cohort['expansion_arr']),
    'exceeds-whole',
  ]);
  for (const [key, value] of entriesOf(cohort['of_which_new_accounts'])) {
    pairs.push([
      `of_which_new_accounts.${key}`,
      numberOf(value),
      key,
      numberOf(cohort[key]),
      'exceeds-whole',
    ]);
  }
  return pairs.flatMap(([part, value, whole, limit, code]) =>
    value !== undefined && limit !== undefined && value > limit + MONEY_TOLERANCE
      ? [problem(`${path}.${part}`, code, `${value} exceeds ${whole} ${limit}`)]
      : [],
  );
}

function seriesProblems(cohort: Raw, path: string): Problem[] {
  const against = [
    ['remaining_customer_counts', 'starting_customer_count'],
    ['remaining_gross_arr', 'starting_arr'],
  ] as const;
  return against.flatMap(([series, whole]) => {
    const limit = numberOf(cohort[whole]);
    const values = listOf(cohort[series]);
    const at =
      limit === undefined
        ? -1
        : values.findIndex((value) => (numberOf(value) ?? 0) > limit + MONEY_TOLERANCE);
    return at < 0
      ? []
      : [
          problem(
            `${path}.${series}[${at}]`,
            'exceeds-start',
            `${values[at]} exceeds ${whole} ${limit}; leave out new customers`,
          ),
        ];
  });
}

function reasonProblems(cohort: Raw, path: string, reasonMap: unknown): Problem[] {
  const given = entriesOf(cohort['churn_reasons']);
  const map = reasonMapOf((recordOf(reasonMap) ?? {}) as Record<string, string>);
  const at = `${path}.churn_reasons`;
  const out = given.flatMap(([name]) => {
    if (causeOf(name, map) !== null) return [];
    const near = nearestName(name, causes);
    const hint = near === undefined ? '' : `did you mean ${near}? `;
    return [
      problem(
        `${at}.${name}`,
        'unknown-category',
        `unknown category; ${hint}Valid: ${causes.join(', ')}`,
        near,
      ),
    ];
  });
  const forms = new Set(given.map(([, value]) => (recordOf(value) === undefined ? 'count' : 'object')));
  if (forms.size > 1) out.push(problem(at, 'conflicting-keys', 'counts and objects mixed; use one form'));
  for (const [name, value] of given) {
    const inner = recordOf(recordOf(value)?.['never_activated']);
    for (const key of ['customers', 'arr']) {
      const part = numberOf(inner?.[key]);
      const whole = numberOf(recordOf(value)?.[key]);
      if (part !== undefined && whole !== undefined && part > whole + MONEY_TOLERANCE) {
        out.push(
          problem(`${at}.${name}.never_activated.${key}`, 'exceeds-whole', `${part} exceeds ${key} ${whole}`),
        );
      }
    }
  }
  return out;
}

/** All problems inside one raw cohort. Example: churned_arr 700000 + contraction_arr 400000 of 1000000 gives one `exceeds-start`. */
export function cohortProblems(cohort: Raw, path: string, reasonMap: unknown): Problem[] {
  return [
    ...formProblems(cohort, path),
    ...lossProblems(cohort, path),
    ...partProblems(cohort, path),
    ...seriesProblems(cohort, path),
    ...reasonProblems(cohort, path, reasonMap),
  ];
}

/** Names that two cohorts share within one segment. */
export function cohortNameProblems(cohorts: readonly Raw[], path: string): Problem[] {
  const seen = new Map<string, number>();
  return cohorts.flatMap((cohort, i) => {
    const name = cohort['name'];
    if (typeof name !== 'string') return [];
    const key = JSON.stringify([name, cohort['segment'] ?? null]);
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, i);
      return [];
    }
    return [
      problem(
        `${path}[${i}].name`,
        'duplicate-id',
        `"${name}" already used by ${path}[${first}]; names are unique within a segment`,
      ),
    ];
  });
}
