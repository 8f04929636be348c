/** What a host is told about a tool's input: the schema with its rare parts left out, to save the model's tokens. */
import * as z from 'zod';

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Keys of our own metadata; they steer messages and size, and mean nothing to a host. */
const ownKeys = new Set(['kind', 'fix', 'rare', 'expects']);

/** Bounds that JSON cannot exceed anyway, and noise of the converter. */
const noise = new Set(['$schema', 'id', 'maximum', 'propertyNames', 'minItems', 'maxItems']);

/** Facts of a schema that the tool itself checks and a model fills in no better for knowing. */
const checked = (key: string, inner: unknown): boolean =>
  (key === 'additionalProperties' && typeof inner === 'boolean') ||
  (key === 'minimum' && inner === Number.MIN_SAFE_INTEGER);

/** Whether a description only repeats the name of its field. Example: `segment` described as "segment". */
const repeats = (name: string, property: unknown): boolean =>
  isObject(property) && property['description'] === name.replaceAll('_', ' ');

/** A field that may be null, written as one type instead of two schemas: shorter, and the same. */
function withoutNullSchema(value: Json): Json {
  const { anyOf, ...rest } = value;
  const options: unknown[] = Array.isArray(anyOf) ? anyOf : [];
  const [first, second] = options;
  const simple =
    isObject(first) &&
    isObject(second) &&
    options.length === 2 &&
    second['type'] === 'null' &&
    typeof first['type'] === 'string';
  if (!simple) return value;
  const choices = Array.isArray(first['enum']) ? { enum: [...first['enum'], null] } : {};
  return { ...first, ...rest, ...choices, type: [first['type'], 'null'] };
}

function strip(given: unknown, short: boolean): unknown {
  if (Array.isArray(given)) return given.map((item) => strip(item, short));
  if (!isObject(given)) return given;
  const value = withoutNullSchema(given);
  const out: Json = {};
  for (const [key, inner] of Object.entries(value)) {
    if (ownKeys.has(key) || key === '$schema') continue;
    if (
      short &&
      (noise.has(key) ||
        key === 'exclusiveMinimum' ||
        key === 'minLength' ||
        key === 'maxLength' ||
        key === 'pattern')
    )
      continue;
    if (short && ((key === 'minimum' && inner === 0) || checked(key, inner))) continue;
    if (key === 'description' && inner === '') continue;
    if (key === 'properties' && isObject(inner)) {
      const kept = Object.entries(inner).filter(
        ([, property]) => !(short && isObject(property) && property['rare'] === true),
      );
      out[key] = Object.fromEntries(
        kept.map(([name, property]) => {
          const shown = strip(property, short);
          if (short && isObject(shown) && repeats(name, shown)) delete shown['description'];
          return [name, shown];
        }),
      );
      continue;
    }
    out[key] = strip(inner, short);
  }
  return out;
}

/** Definitions that nothing refers to any more. */
function dropUnused(schema: Json): Json {
  const { $defs, ...rest } = schema;
  if (!isObject($defs)) return schema;
  const used = Object.fromEntries(
    Object.entries($defs).filter(([name, definition]) => {
      const elsewhere = JSON.stringify({ ...rest, $defs: { ...$defs, [name]: null } });
      return elsewhere.includes(`"#/$defs/${name}"`) && definition !== undefined;
    }),
  );
  return Object.keys(used).length > 0 ? { ...rest, $defs: used } : rest;
}

/** The whole input schema as JSON Schema 2020-12, as `cco://schemas/{tool}` shows it. */
export const fullInputSchema = (schema: z.ZodType): Json =>
  strip(z.toJSONSchema(schema, { io: 'input' }), false) as Json;

/** The output schema as JSON Schema 2020-12. */
export const fullOutputSchema = (schema: z.ZodType): Json =>
  strip(z.toJSONSchema(schema, { io: 'output' }), false) as Json;

/** The input schema as a host sees it in the tool list: without rare parts and with short bounds. */
export const advertisedInput = (schema: z.ZodType): Json =>
  dropUnused(strip(z.toJSONSchema(schema, { io: 'input' }), true) as Json);
