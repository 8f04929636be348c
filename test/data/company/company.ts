/** A company as it is: what each customer pays each month, in cents. Every export of the tests is written from one of these. */
import fc from 'fast-check';

/** The months of the company: January 2023 to December 2025. */
export const months = Array.from(
  { length: 36 },
  (_, i) => `${2023 + Math.floor(i / 12)}-${String((i % 12) + 1).padStart(2, '0')}`,
);

export type Customer = {
  id: string;
  name: string;
  segment: string;
  /** MRR in cents by month; 0 where it pays nothing. */
  cents: readonly number[];
};

export type Company = readonly Customer[];

/** A stretch of months at one price: from its first month, for so many months; `open` runs on beyond the last month. */
export type Run = { customer: Customer; first: number; length: number; cents: number; open: boolean };

/** The first day of a month by its place, also of months after the last. */
export const dayOf = (at: number): string =>
  `${2023 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}-01`;

/** The runs of a company, customer by customer. */
export const runsOf = (company: Company): Run[] =>
  company.flatMap((customer) => {
    const runs: Run[] = [];
    customer.cents.forEach((cents, at) => {
      const last = runs.at(-1);
      if (last !== undefined && last.cents === cents && last.first + last.length === at) last.length++;
      else if (cents > 0) runs.push({ customer, first: at, length: 1, cents, open: false });
    });
    return runs.map((run) => ({ ...run, open: run.first + run.length === months.length }));
  });

/** The period that is analysed: the close of December 2024 against that of December 2025. */
export const period = { start: 23, end: 35 };

/** What a correct analysis of the period says, counted in cents and written as ARR. */
export function truthOf(company: Company) {
  const sums = { start: 0, end: 0, churned: 0, contraction: 0, expansion: 0, new: 0, reactivation: 0 };
  let [customers, lost] = [0, 0];
  for (const { cents } of company) {
    const [before, after] = [cents[period.start] ?? 0, cents[period.end] ?? 0];
    sums.start += before;
    sums.end += after;
    if (before > 0) customers++;
    if (before > 0 && after === 0) {
      lost++;
      sums.churned += before;
    } else if (before > after) sums.contraction += before - after;
    else if (before > 0) sums.expansion += after - before;
    else if (cents.slice(0, period.start).some((paid) => paid > 0)) sums.reactivation += after;
    else sums.new += after;
  }
  const arr = Object.fromEntries(
    Object.entries(sums).map(([name, cents]) => [name, (cents * 12) / 100]),
  ) as typeof sums;
  return {
    ...arr,
    grr: (sums.start - sums.churned - sums.contraction) / sums.start,
    nrr: (sums.start - sums.churned - sums.contraction + sums.expansion) / sums.start,
    logo: (customers - lost) / customers,
  };
}

const customer = (
  id: string,
  name: string,
  segment: string,
  ...stretches: readonly (readonly [first: string, cents: number])[]
): Customer => {
  let level = 0;
  const cents = months.map((month) => {
    level = stretches.find(([first]) => first === month)?.[1] ?? level;
    return level;
  });
  return { id, name, segment, cents };
};

/** The company of the fixtures: someone of every kind. Names are of things, not of firms. */
export const example: Company = [
  customer('C-001', 'Anvil Works', 'enterprise', ['2023-01', 250_000], ['2025-03', 310_050]),
  customer('C-002', 'Birch & Sons', 'enterprise', ['2023-01', 199_999], ['2025-09', 0]),
  customer('C-003', 'Copper Kettle', 'mid_market', ['2023-02', 89_900], ['2025-05', 59_900]),
  customer('C-004', 'Délice Café', 'mid_market', ['2023-04', 74_950]),
  customer('C-005', 'Ember Lane', 'smb', ['2023-05', 4_990], ['2025-01', 9_990]),
  customer('C-006', 'Fjord Post', 'smb', ['2023-07', 4_990], ['2024-06', 0], ['2025-07', 4_990]),
  customer('C-007', 'Granite "Q" Ltd', 'smb', ['2023-08', 9_990], ['2025-02', 0]),
  customer('C-008', 'Harbour; Light', 'smb', ['2023-09', 19_980]),
  customer('C-009', 'Iris, Inc', 'mid_market', ['2023-11', 64_900], ['2024-07', 74_900]),
  customer('C-010', 'Juniper', 'smb', ['2024-01', 4_990], ['2024-11', 14_970]),
  customer('C-011', 'Kiln', 'smb', ['2024-03', 4_990], ['2024-09', 0]),
  customer('C-012', 'Lumen', 'mid_market', ['2024-06', 80_000]),
  customer('C-013', 'Mosaic', 'smb', ['2025-02', 9_990]),
  customer('C-014', '東京 Tea', 'enterprise', ['2025-06', 180_000]),
];

const level = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 1, max: 400_000 }).map((n) => n * 100 + 50),
);

/** Any company with customers at the start of the period. */
export const anyCompany: fc.Arbitrary<Company> = fc
  .array(fc.array(fc.tuple(fc.integer({ min: 0, max: 35 }), level), { minLength: 1, maxLength: 5 }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((list) =>
    list.map((stretches, i) => {
      let now = 0;
      const cents = months.map((_, at) => {
        now = stretches.find(([first]) => first === at)?.[1] ?? now;
        return now;
      });
      return {
        id: `K${String(i + 1).padStart(2, '0')}`,
        name: `Name ${i}`,
        segment: i % 2 === 0 ? 'a' : 'b',
        cents,
      };
    }),
  )
  .filter((company) => company.some(({ cents }) => (cents[period.start] ?? 0) > 0));
