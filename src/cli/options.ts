/** Command-line options, derived from the tool's schemas: every scalar field is an option of the same name. */
import * as z from 'zod';

/** One option: the flag as typed, the field it fills, and what it takes. */
export type FieldOption = {
  flag: string;
  field: string;
  kind: 'text' | 'number' | 'flag';
  choices: readonly string[];
  description: string;
};

function bare(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? bare(schema.unwrap() as z.ZodType)
    : schema;
}

function kindOf(schema: z.ZodType): FieldOption['kind'] | null {
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodBoolean) return 'flag';
  return schema instanceof z.ZodString || schema instanceof z.ZodEnum ? 'text' : null;
}

/** The options of an object schema: its scalar fields, in order. Example: field as_of gives the flag "as-of". */
export function fieldOptions(schema: z.ZodObject, leaveOut: readonly string[] = []): FieldOption[] {
  return Object.entries(schema.shape).flatMap(([field, value]) => {
    const inner = bare(value as z.ZodType);
    const kind = kindOf(inner);
    if (kind === null || leaveOut.includes(field)) return [];
    return [
      {
        flag: field.replaceAll('_', '-'),
        field,
        kind,
        choices: inner instanceof z.ZodEnum ? inner.options.map(String) : [],
        description: inner.meta()?.description ?? '',
      },
    ];
  });
}

/** The same options as Node's own parser wants them. */
export function parserOptions(
  options: readonly FieldOption[],
): Record<string, { type: 'string' | 'boolean' }> {
  return Object.fromEntries(
    options.map(({ flag, kind }) => [
      flag,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
}

/** The value of an option as its field takes it. Text that is no number stays text, for the input check to refuse. */
function typedValue(kind: FieldOption['kind'], raw: string | boolean): string | number | boolean {
  if (kind !== 'number' || typeof raw !== 'string') return raw;
  const value = Number(raw);
  return raw.trim() !== '' && Number.isFinite(value) ? value : raw;
}

/** The fields that the options given fill. Example: `--stage growth` gives { stage: 'growth' }. */
export function fieldsFrom(
  options: readonly FieldOption[],
  values: Readonly<Record<string, unknown>>,
): Record<string, string | number | boolean> {
  return Object.fromEntries(
    options.flatMap(({ flag, field, kind }) => {
      const raw = values[flag];
      return typeof raw === 'string' || typeof raw === 'boolean' ? [[field, typedValue(kind, raw)]] : [];
    }),
  );
}

/** The two halves of a `key=value` text; no "=" leaves the value empty. Example: "nrr=1.15" is nrr and 1.15. */
export function pairOf(text: string): [key: string, value: string] {
  const at = text.indexOf('=');
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}

/** `key=value` texts as an object, numbers where they are numbers. Example: ["nrr=1.15"] gives { nrr: 1.15 }. */
export function pairsFrom(texts: readonly string[], numbers: boolean): Record<string, string | number> {
  return Object.fromEntries(
    texts.map((text) => {
      const [key, raw] = pairOf(text);
      return [key, numbers ? (typedValue('number', raw) as string | number) : raw];
    }),
  );
}

type Entry = readonly [dotted: string, value: string | number | boolean | null];

/** Dotted keys as nested objects. Example: bands.grr.healthy = 0.8 gives { bands: { grr: { healthy: 0.8 } } }. */
export function nestedFrom(entries: readonly Entry[]): Record<string, unknown> {
  const groups = new Map<string, Entry[]>();
  for (const [dotted, value] of entries) {
    const at = dotted.indexOf('.');
    const [head, rest] = at < 0 ? [dotted, ''] : [dotted.slice(0, at), dotted.slice(at + 1)];
    groups.set(head, [...(groups.get(head) ?? []), [rest, value]]);
  }
  return Object.fromEntries(
    [...groups].map(([head, inner]) => {
      const own = inner.find(([rest]) => rest === '');
      return [head, own === undefined ? nestedFrom(inner) : own[1]];
    }),
  );
}

/** Lines of help for options, aligned. */
export function helpLines(options: readonly FieldOption[]): string[] {
  const left = options.map(({ flag, kind, choices }) => {
    const takes =
      kind === 'flag'
        ? ''
        : choices.length > 0
          ? ` ${choices.map((c) => (c === '\t' ? 'tab' : c)).join('|')}`
          : kind === 'number'
            ? ' N'
            : ' TEXT';
    return `  --${flag}${takes}`;
  });
  const width = Math.max(...left.map((text) => text.length));
  return options.map(({ description }, i) => `${(left[i] ?? '').padEnd(width)}  ${description}`.trimEnd());
}
