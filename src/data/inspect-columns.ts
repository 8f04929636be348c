/** Which column fills which field in each shape, and the `source` that says so. */
import type { InspectedColumn } from '../domain/inspection.ts';
import { hiringCauses } from '../domain/policy/hiring.ts';
import { mapColumns, normalHeader } from './columns.ts';
import type { RowSource } from './rows.ts';
import { bookShape } from './shapes/book.ts';
import type { Choice } from './shapes/choose-shape.ts';
import { customersShape } from './shapes/customers.ts';
import { outcomesShape } from './shapes/outcomes.ts';
import { recordColumns } from './shapes/record-columns.ts';
import type { RecordShape } from './shapes/record-shape.ts';
import { retentionColumns, type Shape, type Source } from './source.ts';
import { cohortHeaders, findFields } from './timeline/fields.ts';

type Field = { canonical: string | null; match: InspectedColumn['match'] };

export type Described = {
  fieldOf: (at: number) => Field;
  /** The tool that takes the file, and the form of its rows where they are records. */
  tool: string;
  record: RecordShape | null;
  source: Record<string, unknown>;
};

const none: Field = { canonical: null, match: 'none' };

/** Files whose rows are records of another tool than retention, by the name of their shape. */
const recordFiles = {
  customers: { shape: customersShape, tool: 'cco_design_segments' },
  book: { shape: bookShape, tool: 'cco_size_coverage' },
  outcomes: { shape: outcomesShape(hiringCauses), tool: 'cco_plan_hires' },
} as const satisfies Readonly<Record<string, { shape: RecordShape; tool: string }>>;

/** A shape of any tool. */
export type InspectedShape = Shape | keyof typeof recordFiles;

/** Whether the headers are those of failing outcomes with their ARR; looked at where no other shape fits. */
export function holdsOutcomes(headers: readonly string[], columns: Source['columns']): boolean {
  const { fields, keys, amount } = recordFiles.outcomes.shape;
  const found = recordColumns(headers, fields, columns);
  return keys.some((key) => found.has(key)) && found.has(amount);
}

/** Every field that a column can be said to be before the shape of its file is known. */
export const inspectedColumns = [
  ...new Set([
    ...retentionColumns,
    ...Object.values(recordFiles).flatMap(({ shape }) => Object.keys(shape.fields)),
  ]),
] as [string, ...string[]];

/** The fields of columns by their place. */
function fieldsOf(
  rows: RowSource,
  shape: InspectedShape | null,
  choice: Choice,
  source: Source,
): Map<number, Field> {
  const given = new Set(Object.keys(source.columns ?? {}));
  const field = (canonical: string, exact: boolean): Field => ({
    canonical,
    match: given.has(canonical) ? 'given' : exact ? 'exact' : 'synonym',
  });
  const named = (canonical: string, at: number): [number, Field] => [
    at,
    field(canonical, normalHeader(rows.headers[at] ?? '') === canonical),
  ];
  switch (shape) {
    case null:
      return new Map();
    case 'two_snapshots': {
      const mapped = mapColumns(rows.headers, source);
      return mapped.ok ? new Map([...mapped.mapping.index].map(([name, at]) => named(name, at))) : new Map();
    }
    case 'cohorts':
      return new Map(
        [...findFields(rows.headers, cohortHeaders, source.columns)].map(([name, { at }]) => named(name, at)),
      );
    case 'tenures':
      return new Map(
        rows.headers.flatMap((header, at): [number, Field][] => {
          const normal = normalHeader(header);
          if (normal.startsWith('tenure')) return [named('tenure_months', at)];
          return normal.startsWith('churn') ? [named('churned_flag', at)] : [];
        }),
      );
    case 'customers':
    case 'book':
    case 'outcomes': {
      const { fields } = recordFiles[shape].shape;
      return new Map(
        [...recordColumns(rows.headers, fields, source.columns)].map(([name, at]) => named(name, at)),
      );
    }
    default: {
      const found = new Map([...choice.fields].map(([name, { at }]) => named(name, at)));
      if (shape === 'monthly_wide')
        for (const { at } of choice.months) found.set(at, { canonical: 'month', match: 'synonym' });
      return found;
    }
  }
}

/** Describes the columns of a file read in one shape. */
export function describeColumns(
  rows: RowSource,
  shape: InspectedShape | null,
  choice: Choice,
  source: Source,
): Described {
  const fields = fieldsOf(rows, shape, choice, source);
  const other = shape === 'customers' || shape === 'book' || shape === 'outcomes' ? recordFiles[shape] : null;
  const columns = Object.fromEntries(
    [...fields].flatMap(([at, { canonical }]) =>
      canonical === null || (canonical === 'month' && shape === 'monthly_wide')
        ? []
        : [[canonical, rows.headers[at] ?? '']],
    ),
  );
  return {
    fieldOf: (at) => fields.get(at) ?? none,
    tool: other?.tool ?? 'cco_decompose_retention',
    record: other?.shape ?? null,
    source: {
      ...(other === null && shape !== null ? { shape } : {}),
      ...(Object.keys(columns).length > 0 ? { columns: { ...columns, ...source.columns } } : {}),
    },
  };
}
