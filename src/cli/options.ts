/** Command-line options, derived from the tool's schemas: every scalar field is an option of the same name. */
import * as z from 'zod';
import type { OptionTypes } from './arguments.ts';
import type { HelpLine } from './help.ts';

/** One option: the flag as typed, the field it fills, and what it takes. */
export type FieldOption = {
  flag: string;
  field: string;
  kind: 'text' | 'number' | 'name-or-number' | 'flag';
  choices: readonly string[];
  /** What stands for its value in help and messages; empty for a switch. Example: "seed|growth|scale", "N", "DATE". */
  takes: string;
  description: string;
};

function bare(schema: z.ZodType): z.ZodType {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? bare(schema.unwrap() as z.ZodType)
    : schema;
}

/** What a field is for; it may be said of the field or of what it holds. */
const descriptionOf = (schema: z.ZodType): string =>
  schema.meta()?.description ??
  (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable
    ? descriptionOf(schema.unwrap() as z.ZodType)
    : '');

function kindOf(schema: z.ZodType): FieldOption['kind'] | null {
  if (schema instanceof z.ZodNumber) return 'number';
  if (schema instanceof z.ZodBoolean) return 'flag';
  if (schema instanceof z.ZodUnion) {
    const kinds = schema.options.map((one) => kindOf(bare(one as z.ZodType)));
    return kinds.includes('text') && kinds.includes('number') ? 'name-or-number' : null;
  }
  return schema instanceof z.ZodString || schema instanceof z.ZodEnum ? 'text' : null;
}

/** Characters that a shell takes for something else, by the words that can be typed for them. */
const spelled: Readonly<Record<string, string>> = {
  ',': 'comma',
  ';': 'semicolon',
  '\t': 'tab',
  '|': 'pipe',
};

const choiceText = (choice: string): string => spelled[choice] ?? choice;

function takesOf(schema: z.ZodType, kind: FieldOption['kind'], choices: readonly string[]): string {
  const { kind: meaning, expects } = (schema.meta() ?? {}) as { kind?: string; expects?: string };
  if (choices.length > 0) return choices.join('|');
  if (kind === 'flag') return '';
  if (kind === 'number') return 'N';
  if (kind === 'name-or-number') return 'NAME|N';
  if (meaning === 'currency') return 'CODE';
  return meaning === 'date' || expects?.includes('YYYY') === true ? 'DATE' : 'TEXT';
}

/** The options of an object schema: its scalar fields, in order. Example: field as_of gives the flag "as-of". */
export function fieldOptions(schema: z.ZodObject, leaveOut: readonly string[] = []): FieldOption[] {
  return Object.entries(schema.shape).flatMap(([field, value]) => {
    const inner = bare(value as z.ZodType);
    const kind = kindOf(inner);
    if (kind === null || leaveOut.includes(field)) return [];
    const values = inner instanceof z.ZodEnum ? inner.options.map(String) : [];
    // A mark is typed as it is: --decimal , needs no word.
    const choices = values.includes('\t') ? values.map(choiceText) : values;
    return [
      {
        flag: field.replaceAll('_', '-'),
        field,
        kind,
        choices,
        takes: takesOf(inner, kind, choices),
        description: descriptionOf(value as z.ZodType),
      },
    ];
  });
}

/** Where the option of a file is called otherwise, as the tool has one of that name. */
const ofFile: Readonly<Record<string, string>> = { currency: 'only-currency' };

/** The options of a file. Example: its currency is --only-currency, as --currency is what the answer is in. */
export const sourceOptions = (schema: z.ZodObject, leaveOut: readonly string[] = []): FieldOption[] =>
  fieldOptions(schema, leaveOut).map((option) => ({ ...option, flag: ofFile[option.field] ?? option.flag }));

/** The same options as Node's own parser wants them. */
export function parserOptions(options: readonly FieldOption[]): OptionTypes {
  return Object.fromEntries(
    options.map(({ flag, kind }) => [
      flag,
      { type: kind === 'flag' ? ('boolean' as const) : ('string' as const) },
    ]),
  );
}

/** The value of an option as its field takes it. Text that is no number stays text, for the input check to refuse. */
function typedValue(kind: FieldOption['kind'], raw: string | boolean): string | number | boolean {
  if ((kind !== 'number' && kind !== 'name-or-number') || typeof raw !== 'string') return raw;
  const value = Number(raw);
  return raw.trim() !== '' && Number.isFinite(value) ? value : raw;
}

const characterOf = (word: string, choices: readonly string[]): string =>
  choices.includes(word) ? (Object.entries(spelled).find(([, name]) => name === word)?.[0] ?? word) : word;

/** The fields that the options given fill. Example: `--stage growth` gives { stage: 'growth' }. */
export function fieldsFrom(
  options: readonly FieldOption[],
  values: Readonly<Record<string, unknown>>,
): Record<string, string | number | boolean> {
  return Object.fromEntries(
    options.flatMap(({ flag, field, kind, choices }) => {
      const raw = values[flag];
      if (typeof raw === 'string') return [[field, typedValue(kind, characterOf(raw, choices))]];
      return typeof raw === 'boolean' ? [[field, raw]] : [];
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

/** The longest list of choices that stands beside its flag; a longer one goes into the text. */
const shownChoices = 24;

/** A switch as it is shown: one that is off unless it is typed needs no way to turn it off. */
export const switchText = ({ flag, description }: Pick<FieldOption, 'flag' | 'description'>): string =>
  `--${description.includes('default false') ? '' : '[no-]'}${flag}`;

/** Names that older files have, which nobody types. */
const isOlder = ({ description }: FieldOption): boolean => description.startsWith('older files');

/** What is shown of options in the help. Example: `--[no-]end-inclusive` for a switch that can be turned off. */
export const optionLines = (options: readonly FieldOption[]): HelpLine[] =>
  options
    .filter((option) => !isOlder(option))
    .map(({ flag, kind, choices, takes, description }) => {
      if (kind === 'flag') return [switchText({ flag, description }), description];
      if (takes.length <= shownChoices) return [`--${flag} ${takes}`, description];
      const word = flag.split('-').at(-1)?.toUpperCase();
      return [
        `--${flag} ${word}`,
        `${description === '' ? '' : `${description}; `}one of ${choices.join(', ')}`,
      ];
    });
