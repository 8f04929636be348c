/** From a raw input to problems in one grammar: every schema issue becomes `path: what was wrong; what to do`. */
import * as z from 'zod';
import { clip, nearestName, type Problem, pathText, problem } from './problem.ts';

type Meta = { kind?: string; fix?: string; expects?: string };

const metaOf = (schema: z.ZodType | undefined): Meta => (schema?.meta() ?? {}) as Meta;

/** Peels optional, default and nullable off a schema. */
function bare(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodNullable) {
    inner = inner.unwrap() as z.ZodType;
  }
  return inner;
}

/** The schema a path leads to, or undefined when it leads to none. */
function schemaAt(root: z.ZodType, path: readonly PropertyKey[]): z.ZodType | undefined {
  let schema: z.ZodType | undefined = bare(root);
  for (const key of path) {
    if (schema instanceof z.ZodObject) schema = schema.shape[String(key)] as z.ZodType | undefined;
    else if (schema instanceof z.ZodArray) schema = schema.element as z.ZodType;
    else if (schema instanceof z.ZodRecord) schema = schema.valueType as z.ZodType;
    else return undefined;
    if (schema === undefined) return undefined;
    schema = bare(schema);
  }
  return schema;
}

function valueAt(root: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    root,
  );
}

/** A value as it may be repeated in a message: quoted text, plain numbers, or the name of its kind. */
export function shown(value: unknown): string {
  if (typeof value === 'string') return `"${clip(value, 60)}"`;
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object' && value !== null) return 'an object';
  return String(value);
}

/** An amount written as text that can be read in one way only: "$1,200", "1200.50 EUR"; not "1.234,5", "12k" or "85%". */
const amountText = /^[\s$€£¥]*(?:[A-Z]{3}\s*)?(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*(?:[A-Z]{3})?\s*$/;

function numberProblem(path: string, value: unknown, meta: Meta): Problem {
  if (value === null) {
    const rest =
      meta.kind === 'money'
        ? 'null is not an amount; leave it out if unknown, write 0 if none'
        : 'null is not a number; leave it out if unknown';
    return problem(path, 'wrong-type', rest);
  }
  if (typeof value === 'number')
    return problem(path, 'wrong-type', 'not a finite number; leave it out if unknown');
  if (typeof value === 'string') {
    const number = amountText.exec(value)?.[1]?.replaceAll(',', '');
    const plain = number === undefined ? 'write a plain number' : `write ${Number(number)}`;
    const orFile = /^(cohorts|accounts|previous)\b/.test(path) ? ', or pass the file through source' : '';
    return problem(path, 'wrong-type', `expected a number, got ${shown(value)}; ${plain}${orFile}`);
  }
  return problem(path, 'wrong-type', `expected a number, got ${shown(value)}; write a plain number`);
}

function typeProblem(path: string, expected: string, value: unknown, meta: Meta): Problem {
  switch (expected) {
    case 'number':
    case 'int':
      if (typeof value === 'number' && Number.isFinite(value)) {
        return problem(path, 'out-of-range', `${value}; counts are whole numbers from 0`);
      }
      return numberProblem(path, value, meta);
    case 'boolean':
      return problem(path, 'wrong-type', `expected true or false, got ${shown(value)}`);
    case 'array':
      return problem(path, 'wrong-type', `expected a list, got ${shown(value)}; wrap it in [ ]`);
    case 'object':
    case 'record':
      return problem(
        path,
        'wrong-type',
        `expected an object, got ${shown(value)}; write it as { "field": value }`,
      );
    default:
      return problem(path, 'wrong-type', `expected text, got ${shown(value)}; put it in quotes`);
  }
}

function sizeProblem(
  path: string,
  issue: z.core.$ZodIssue & { origin: string },
  value: unknown,
  meta: Meta,
): Problem {
  const low = issue.code === 'too_small';
  const limit = Number((issue as { minimum?: unknown }).minimum ?? (issue as { maximum?: unknown }).maximum);
  if (issue.origin === 'array' && Array.isArray(value)) {
    return low
      ? problem(path, 'empty-input', 'empty list; give at least one row or leave it out')
      : problem(path, 'too-many-rows', `${value.length} rows; at most ${limit} inline, use source`);
  }
  if (issue.origin === 'string') {
    return low
      ? problem(path, 'out-of-range', 'empty text; give a value or leave it out')
      : problem(path, 'out-of-range', `longer than ${limit} characters; shorten it`);
  }
  if (meta.kind === 'count')
    return problem(path, 'out-of-range', `${value}; counts are whole numbers from 0`);
  if (low && typeof value === 'number' && value < 0) {
    const fix =
      meta.fix ?? (meta.kind === 'money' ? 'give losses as positive amounts' : `give a value from ${limit}`);
    return problem(path, 'out-of-range', `${value} is negative; ${fix}`);
  }
  const fix = low ? (meta.fix ?? `give a value above ${limit}`) : `give a value up to ${limit}`;
  return problem(path, 'out-of-range', `${value}; ${fix}`);
}

function choiceProblem(path: string, value: unknown, options: readonly unknown[]): Problem {
  const names = options.map(String);
  const near = typeof value === 'string' ? nearestName(value, names) : undefined;
  const hint =
    near === undefined
      ? `use one of ${names.join(', ')}`
      : `did you mean ${near}? Valid: ${names.join(', ')}`;
  return problem(path, 'out-of-range', `${shown(value)} is not a choice here; ${hint}`, near);
}

const formats: Record<string, [code: string, rest: string]> = {
  date: ['bad-date', 'is not a calendar date; use YYYY-MM-DD'],
  month: ['bad-date', 'is not a month; use YYYY-MM'],
  currency: ['out-of-range', 'is not a currency code; use three capital letters such as USD'],
};

function unknownKeyProblem(
  path: readonly PropertyKey[],
  key: string,
  known: readonly string[],
  choices: boolean,
): Problem {
  const near = nearestName(key, known);
  if (choices) {
    const meant = near === undefined ? 'valid' : `did you mean ${near}? Valid`;
    return problem(pathText([...path, key]), 'unknown-key', `unknown; ${meant}: ${known.join(', ')}`, near);
  }
  const hint =
    near === undefined
      ? `known here: ${known.slice(0, 12).join(', ')}${known.length > 12 ? ', ...' : ''}`
      : `did you mean ${near}?`;
  return problem(pathText([...path, key]), 'unknown-key', `unknown field; ${hint}`, near);
}

/** The object a schema is, or has among its options. */
function objectOf(schema: z.ZodType | undefined): z.ZodObject | undefined {
  if (schema instanceof z.ZodObject) return schema;
  const options = schema instanceof z.ZodUnion ? (schema.options as z.ZodType[]) : [];
  return options.map(bare).find((option) => option instanceof z.ZodObject);
}

/** The names that an object, or a record of chosen names, may have. */
function namesIn(schema: z.ZodType | undefined): string[] {
  if (schema instanceof z.ZodRecord)
    return schema.keyType instanceof z.ZodEnum ? schema.keyType.options.map(String) : [];
  return Object.keys(objectOf(schema)?.shape ?? {});
}

/** Whether a field of an object is an older name or a rarity, which a list of choices need not show. */
const isRare = (object: z.ZodType | undefined, name: string): boolean =>
  object instanceof z.ZodObject && bare(object.shape[name] as z.ZodType).meta()?.['rare'] === true;

function problemsOf(issue: z.core.$ZodIssue, schema: z.ZodType, raw: unknown): Problem[] {
  const path = pathText(issue.path);
  const target = schemaAt(schema, issue.path);
  const meta = metaOf(target);
  const value = valueAt(raw, issue.path);
  if (issue.code === 'unrecognized_keys') {
    const known = namesIn(target);
    const choices = meta.kind === 'choices';
    const names = choices ? known.filter((name) => !isRare(target, name)) : known;
    return issue.keys.map((key) => unknownKeyProblem(issue.path, key, names, choices));
  }
  if (value === undefined) {
    return [
      problem(
        path,
        'missing-required',
        `missing; give ${metaOf(target).kind === 'id' ? 'a unique id' : String(target?.meta()?.['description'] ?? 'it')}`,
      ),
    ];
  }
  const format = formats[meta.kind ?? ''];
  if (format !== undefined && typeof value === 'string') {
    return [problem(path, format[0], `${shown(value)} ${format[1]}`)];
  }
  switch (issue.code) {
    case 'invalid_type':
      return [typeProblem(path, issue.expected, value, meta)];
    case 'too_small':
    case 'too_big':
      return [sizeProblem(path, issue, value, meta)];
    case 'invalid_value':
      return [choiceProblem(path, value, issue.values)];
    case 'invalid_union':
      return unionProblems(issue, schema, path, value, meta);
    default:
      return [problem(path, 'wrong-type', `${shown(value)} cannot be read here; check its form`)];
  }
}

function unionProblems(
  issue: z.core.$ZodIssueInvalidUnion,
  schema: z.ZodType,
  path: string,
  value: unknown,
  meta: Meta,
): Problem[] {
  if (meta.kind === 'id') {
    return [
      problem(
        path,
        'wrong-type',
        `${shown(value)} is no id; give text of 1 to 120 characters or a whole number`,
      ),
    ];
  }
  if (meta.expects === undefined && typeof value === 'number')
    return [problem(path, 'out-of-range', `${value}; counts are whole numbers from 0`)];
  const target = schemaAt(schema, issue.path);
  const options = target instanceof z.ZodUnion ? (target.options as z.ZodType[]) : [];
  const object = options.find((option) => bare(option) instanceof z.ZodObject);
  if (object !== undefined && typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return schemaProblems(object, value).map((inner) => ({
      ...inner,
      ...problem(
        inner.path === 'input' ? path : `${path}.${inner.path}`,
        inner.code,
        inner.message.slice(inner.path.length + 2),
      ),
    }));
  }
  const code = typeof value === 'number' ? 'out-of-range' : 'wrong-type';
  const expected = meta.expects ?? 'a count or { customers, arr }';
  return [problem(path, code, `expected ${expected}, got ${shown(value)}`)];
}

/**
 * Everything a schema has against an input, in one list; empty when it fits.
 * Example: `schemaProblems(z.strictObject({ a: money('') }), { a: -1 })[0].message` is "a: -1 is negative; give losses as positive amounts".
 */
export function schemaProblems(schema: z.ZodType, raw: unknown): Problem[] {
  const result = schema.safeParse(raw);
  return result.success ? [] : result.error.issues.flatMap((issue) => problemsOf(issue, schema, raw));
}
