/** JSON files that are the input of a tool as they are, and of which one: an inspection has nothing to find out in them. */
import { retentionForm } from './load.ts';
import { type InputForm, isListWith } from './readers/json.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const size = (value: unknown): number =>
  Array.isArray(value) ? value.length : isObject(value) ? Object.keys(value).length : 0;

/** The input of the coverage tool: a book by tier, or a team. */
export const coverageForm: InputForm = {
  is: ({ book, team }) => isObject(book) || isObject(team),
  fields: 'book or team',
};

type OwnInput = { tool: string; is: InputForm['is']; rows: (value: Json) => number };

/** A list in an object says more of itself as rows; it is left to be read so. */
const hasList = (value: Json): boolean =>
  Object.values(value).some((one) => isListWith(one, ...fieldsIn(one)));

/** The fields of the first row of a list. */
const fieldsIn = (value: unknown): string[] =>
  Array.isArray(value) && isObject(value[0]) ? Object.keys(value[0]) : [];

/** Own inputs in the order they are looked for. */
const ownInputs: readonly OwnInput[] = [
  {
    tool: 'cco_decompose_retention',
    is: retentionForm.is,
    rows: ({ cohorts, accounts }) => size(cohorts ?? accounts),
  },
  {
    tool: 'cco_review_plan',
    is: ({ plan, type }) => typeof plan === 'string' && typeof type === 'string',
    rows: () => 0,
  },
  { tool: 'cco_size_coverage', is: ({ book }) => isObject(book), rows: ({ book }) => size(book) },
  { tool: 'cco_plan_hires', is: (value) => isObject(value['team']) && !hasList(value), rows: () => 0 },
];

/** The form of all of them. */
export const anyOwnInput: InputForm = {
  is: (value) => ownInputs.some(({ is }) => is(value)),
  fields: 'cohorts, accounts, book or team',
};

/** Whose input an object is, and how many rows it has: accounts, cohorts or tiers. */
export function ownInputOf(value: Json): { tool: string; rows: number } {
  const found = ownInputs.find(({ is }) => is(value));
  return { tool: found?.tool ?? 'cco_decompose_retention', rows: found?.rows(value) ?? 0 };
}
