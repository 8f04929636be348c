/** What the user set when the server was started: it stands in for what a call and its file leave open, and is listed. */
import type * as z from 'zod';
import type { Language } from '../domain/language.ts';
import type { CompanyStage } from '../domain/policy/coverage.ts';
import { targetStage } from '../domain/policy/stages.ts';
import type { Assumption } from '../domain/report.ts';

export type Settings = {
  stage?: CompanyStage | undefined;
  /** Three-letter code. */
  currency?: string | undefined;
  language?: Language | undefined;
};

type Raw = Readonly<Record<string, unknown>>;

/** Where an assumption says that a value came from. */
export const settingSource = 'start-up setting';

/** Whether rows say their currency themselves, which no setting may contradict. */
const rowsNameCurrency = (input: Raw): boolean =>
  [input['accounts'], input['cohorts']].some(
    (rows) => Array.isArray(rows) && rows.some((row: Raw) => row['currency'] !== undefined),
  );

/** The first value that a field takes; undefined where the tool has no such field. */
function accepted(schema: z.ZodObject, field: string, values: readonly (string | undefined)[]) {
  const shape = schema.shape[field] as z.ZodType | undefined;
  return values.find((value) => value !== undefined && shape?.safeParse(value).success === true);
}

/**
 * The values that settings add to a loaded input, as assumptions. The call wins, then its file, then these.
 * Example: stage `late` adds `{ field: 'stage', value: 'scale', source: 'start-up setting' }` to retention.
 */
export function assumedBySettings(
  schema: z.ZodObject,
  input: Raw,
  { stage, currency }: Settings,
): Assumption[] {
  const values = {
    stage: accepted(schema, 'stage', [stage, stage === undefined ? undefined : targetStage[stage]]),
    currency:
      currency === undefined || rowsNameCurrency(input)
        ? undefined
        : accepted(schema, 'currency', [currency]),
  };
  return Object.entries(values).flatMap(([field, value]) =>
    value === undefined || input[field] !== undefined ? [] : [{ field, value, source: settingSource }],
  );
}
