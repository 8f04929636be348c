/** Which column fills which field in each shape, and the `source` that says so. */
import type { InspectedColumn } from '../domain/inspection.ts';
import { mapColumns, normalHeader } from './columns.ts';
import type { RowSource } from './rows.ts';
import { bookShape } from './shapes/book.ts';
import type { Choice } from './shapes/choose-shape.ts';
import { customersShape } from './shapes/customers.ts';
import type { RecordShape } from './shapes/record-shape.ts';
import { recordColumns } from './shapes/records.ts';
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

/** Every field that a column can be said to be before the shape of its file is known. */
export const inspectedColumns = [
  ...new Set([...retentionColumns, ...Object.keys(customersShape.fields), ...Object.keys(bookShape.fields)]),
] as [string, ...string[]];

/** The fields of columns by their place. */
function fieldsOf(rows: RowSource, shape: Shape | null, choice: Choice, source: Source): Map<number, Field> {
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
    case 'book': {
      const { fields } = shape === 'book' ? bookShape : customersShape;
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
  shape: Shape | null,
  choice: Choice,
  source: Source,
): Described {
  const fields = fieldsOf(rows, shape, choice, source);
  const record = shape === 'customers' ? customersShape : shape === 'book' ? bookShape : null;
  const tool =
    shape === 'customers'
      ? 'cco_design_segments'
      : shape === 'book'
        ? 'cco_size_coverage'
        : 'cco_decompose_retention';
  const columns = Object.fromEntries(
    [...fields].flatMap(([at, { canonical }]) =>
      canonical === null || (canonical === 'month' && shape === 'monthly_wide')
        ? []
        : [[canonical, rows.headers[at] ?? '']],
    ),
  );
  return {
    fieldOf: (at) => fields.get(at) ?? none,
    tool,
    record,
    source: {
      ...(record === null && shape !== null ? { shape } : {}),
      ...(Object.keys(columns).length > 0 ? { columns: { ...columns, ...source.columns } } : {}),
    },
  };
}
