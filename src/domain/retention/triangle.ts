/** The retention triangle: cohorts by age, blank beyond what was observed. */
import { ratio } from '../numbers.ts';
import type { Row, Table } from '../report.ts';
import type { Cohort } from './book.ts';
import { triangleAges } from './tables.ts';

/** Share of customers (else of gross ARR) left after each month, a row a cohort in the order given. Example: 50 → 47 is m1 0.94. */
export function buildTriangle(cohorts: readonly Cohort[]): Table {
  const rows = cohorts.flatMap((cohort, i): Row[] => {
    const customers = cohort.remainingCustomers !== null && cohort.customers !== null;
    const series = customers ? cohort.remainingCustomers : cohort.remainingGross;
    const size = customers ? cohort.customers : cohort.start;
    if (series === null || size === null) return [];
    const name = cohort.segment === null ? cohort.name : `${cohort.name} ${cohort.segment}`;
    const ages = series.slice(0, triangleAges).map((left, m) => [`m${m + 1}`, ratio(left, size)] as const);
    return [
      {
        key: String(i + 1),
        cohort: name,
        basis: customers ? 'customers' : 'gross ARR',
        size,
        ...Object.fromEntries(ages),
      },
    ];
  });
  return rows.length > 0 ? { rows } : { rows: null, because: 'no month-by-month histories were given' };
}
