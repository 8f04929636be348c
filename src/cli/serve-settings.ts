/** The start-up settings of the server as its command line gives them. */
import * as z from 'zod';
import { currencyCode } from '../domain/fields.ts';
import { languages } from '../domain/language.ts';
import { companyStages } from '../domain/policy/coverage.ts';
import { schemaProblems } from '../domain/validate.ts';
import type { Settings } from '../tools/settings.ts';

/** The options as Node's parser wants them. */
export const settingOptions = {
  stage: { type: 'string' },
  currency: { type: 'string' },
  language: { type: 'string' },
} as const;

const settingsSchema = z.strictObject({
  stage: z.enum(companyStages).optional(),
  currency: currencyCode('label of amounts').optional(),
  language: z.enum(languages).optional(),
});

/** Whether a host passed on what its user never filled in: a blank, or the variable itself. */
const isUnset = (text: string): boolean => /^(?:\$\{[^}]*\})?$/.test(text.trim());

const isOption = (text: string): boolean => /^--[a-z-]+$/.test(text);

/**
 * The arguments of the server without those whose value was left empty, whatever the option.
 * Example: ["--stage=", "--data-dir", "${user_config.folder}", "/data"] is ["/data"].
 */
export const filledIn = (args: readonly string[]): string[] =>
  args.filter((arg, i) => {
    const next = args[i + 1];
    if (isOption(arg)) return next === undefined || !isUnset(next);
    return !isUnset(/^--[a-z-]+=(.*)$/s.exec(arg)?.[1] ?? arg);
  });

/** Funding stages as people write them: "Series A", "pre-seed", and "scale", the word of the targets, for late. */
function stageWord(typed: string | undefined): string | undefined {
  const word = typed?.toLowerCase().replaceAll(/[\s-]+/g, '_');
  return word === 'scale' ? 'late' : word;
}

/**
 * Reads the settings, in any case of letters.
 * Example: stage "Series A" and currency "eur" are `{ stage: 'series_a', currency: 'EUR' }`.
 * @throws TypeError with a sentence for each setting that cannot be read.
 */
export function readSettings(given: Readonly<Record<string, unknown>>): Settings {
  const typed = (name: string) => (given[name] as string | undefined)?.trim();
  const settings = {
    stage: stageWord(typed('stage')),
    currency: typed('currency')?.toUpperCase(),
    language: typed('language')?.toLowerCase(),
  };
  const problems = schemaProblems(settingsSchema, settings);
  if (problems.length > 0) throw new TypeError(problems.map(({ message }) => `--${message}`).join('; '));
  return settings as Settings;
}
