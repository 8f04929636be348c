/** Careful looks into an input of unknown form, for checks that must also work on half-broken input. */

export type Raw = Readonly<Record<string, unknown>>;

/** The object, or undefined when the value is none (a list is none). */
export const recordOf = (value: unknown): Raw | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Raw) : undefined;

/** The finite number, or undefined. */
export const numberOf = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : undefined;

/** The list, or an empty one. */
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** The objects in a list with their places; other items are left to the schema to refuse. */
export const rowsOf = (value: unknown): readonly Raw[] => listOf(value).map((item) => recordOf(item) ?? {});

/** The entries of an object, or none. */
export const entriesOf = (value: unknown): readonly (readonly [string, unknown])[] =>
  Object.entries(recordOf(value) ?? {});
