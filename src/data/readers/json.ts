/** JSON files: a tool's own input passed on as it is, or a list of flat objects read as a table. */
import { problem } from '../../domain/problem.ts';
import type { Assumption } from '../../domain/report.ts';
import { cleanText } from '../clean.ts';
import type { RawCell, TableOrProblem } from '../table.ts';
import { isLinks, pageOf } from './api-page.ts';
import { uniqueHeaders } from './header.ts';
import { mostNamed, nestedColumns } from './nested.ts';
import { parseJson } from './parse-json.ts';

/** A tool's input found in a file; the tool checks it like an inline one. */
export type JsonInput = { ok: true; input: Record<string, unknown> };

/** An object as parsed. */
export type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isList = (value: unknown): value is Json[] =>
  Array.isArray(value) && value.length > 0 && value.every(isObject);

/**
 * The cells of an object by column. Nested objects become "outer.inner" columns, two levels deep; lists inside a row and
 * what is deeper are left out, and their names added to `lost`.
 * Example: `{ a: 1, b: { c: 2 }, d: [3] }` has a: 1 and "b.c": 2, and loses "d".
 */
export function flatten(row: Json, lost?: Set<string>): Map<string, RawCell> {
  const out = new Map<string, RawCell>();
  const walk = (value: Json, prefix: string, depth: number) => {
    for (const [key, inner] of Object.entries(value)) {
      if (isObject(inner) && depth < 2) walk(inner, `${prefix}${key}.`, depth + 1);
      else if (
        inner === null ||
        typeof inner === 'string' ||
        typeof inner === 'number' ||
        typeof inner === 'boolean'
      ) {
        out.set(`${prefix}${key}`, inner);
      } else if ((!Array.isArray(inner) || inner.length > 0) && lost !== undefined && lost.size < mostNamed)
        lost.add(`${prefix}${key}`);
    }
  };
  walk(row, '', 0);
  return out;
}

/** Objects as a table: every key of any of them is a column. */
function jsonTable(list: readonly Json[], assumptions: Assumption[]): TableOrProblem {
  const lost = new Set<string>();
  const rows = list.map((row) => flatten(row, lost));
  const keys = new Set<string>();
  for (const row of rows) for (const key of row.keys()) keys.add(key);
  const order = [...keys];
  return {
    ok: true,
    table: {
      format: 'json',
      delimiter: null,
      ...uniqueHeaders(order),
      rows: rows.map((row) => order.map((key) => row.get(key) ?? null)),
      firstRow: 1,
      titles: 0,
      ragged: [],
      assumptions: [...assumptions, ...nestedColumns(lost)],
    },
  };
}

const refuse = (rest: string): TableOrProblem => ({
  ok: false,
  problems: [problem('source.path', 'unsupported-format', rest)],
});

/** How a JSON object is told that is already the input of the tool that reads it, and the fields that make it one. */
export type InputForm = {
  is: (value: Readonly<Record<string, unknown>>) => boolean;
  fields: string;
};

/** Whether a value is a list of objects that all have one of these fields. Example: rows with `id` and no `arr` have not `['arr']`. */
export const isListWith = (value: unknown, ...fields: readonly string[]): boolean =>
  isList(value) && value.every((row) => fields.some((field) => field in row));

/** How deep the one list of rows may stand in objects. Example: `{"data": {"customers": [...]}}` is two deep. */
const deepestList = 3;

/** The lists of objects that stand least deep in an object. */
function listsIn(value: Json): Json[][] {
  let level = [value];
  for (let depth = 0; depth < deepestList && level.length > 0; depth++) {
    const inside = level.flatMap((one) => Object.values(one));
    const lists = inside.filter((one): one is Json[] => isList(one) && !isLinks(one));
    if (lists.length > 0) return lists;
    level = inside.filter(isObject);
  }
  return [];
}

/** The rows of a list; those of GraphQL stand in a node each. */
const rowsOf = (list: readonly Json[]): readonly Json[] => {
  const nodes = list.map(({ node }) => node);
  return nodes.every(isObject) ? nodes : list;
};

const noRows: TableOrProblem = {
  ok: false,
  problems: [problem('source.path', 'empty-input', 'the file holds no rows; export it again')],
};

/** A list as a table, or what of it is no row. */
function listTable(
  list: readonly unknown[],
  assumptions: Assumption[],
  { fields }: InputForm,
): TableOrProblem {
  if (list.length === 0) return noRows;
  const wrong = list.findIndex((one) => !isObject(one));
  if (wrong < 0) return jsonTable(list as Json[], assumptions);
  return refuse(
    list.some(isObject)
      ? `row ${wrong + 1} of the JSON is no object; take it out, or export it again`
      : `the JSON holds no list of rows${list.every(Array.isArray) ? ', as lists do not name their columns' : ''}; give a list of objects, or an object with ${fields}`,
  );
}

/** What most often makes a file no JSON, where it shows. */
function usualFault(text: string): string {
  try {
    const apart = text.replace(/"[^"\\\n]*(?:\\.[^"\\\n]*)*"/g, '""');
    if (/[:,[]\s*-?(?:NaN|Infinity)\b/.test(apart))
      return ': NaN and Infinity are no values, write the amount, or null where nothing is paid';
    return /,\s*[\]}]/.test(apart) ? ': a comma stands before a closing bracket' : '';
  } catch {
    // A text of millions of escapes is too much for the expression.
    return '';
  }
}

/**
 * Reads JSON text. Example: `{"cohorts": [...]}` is passed on as it is; `[{"customer": "A", "arr_start": 1, "arr_end": 2}]`
 * is a table of one row.
 */
export function readJson(
  text: string,
  assumptions: Assumption[],
  form: InputForm,
): JsonInput | TableOrProblem {
  let value: unknown;
  const marked = text.replace(/^\ufeff/, '');
  try {
    value = parseJson(marked);
  } catch (error) {
    const where = error instanceof Error ? (/position \d+/.exec(error.message)?.[0] ?? '') : '';
    return refuse(
      `the file is not valid JSON${where === '' ? '' : ` (${where})`}${usualFault(marked)}; export it again or save it as CSV`,
    );
  }
  if (isObject(value) && form.is(value)) return { ok: true, input: value };
  if (Array.isArray(value)) return listTable(value, assumptions, form);
  if (!isObject(value))
    return refuse(`the JSON holds no list of rows; give a list of objects, or an object with ${form.fields}`);
  const lists = listsIn(value);
  const [only] = lists;
  const page = only === undefined || lists.length > 1 ? null : pageOf(value, only);
  if (page !== null)
    return {
      ok: false,
      problems: [
        problem(
          'source.path',
          'one-page',
          `the file is one page of an export: ${page.says} ("${cleanText(page.key, 80)}"); export all pages as one list`,
        ),
      ],
    };
  if (only !== undefined && lists.length === 1) return jsonTable(rowsOf(only), assumptions);
  if (only === undefined && Object.values(value).some((one) => Array.isArray(one) && one.length === 0))
    return noRows;
  return refuse(
    `the JSON holds ${only === undefined ? 'no' : 'more than one'} list of objects; give one list, or an object with ${form.fields}`,
  );
}
