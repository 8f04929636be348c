/** The result of a check: what holds, what does not, where, and how to mend it. */
import * as z from 'zod';
import { clip } from '../problem.ts';
import type { Entry } from './catalogue.ts';
import type { Line } from './parts.ts';
import { memoRules, type RuleCode, ruleCodes } from './rules.ts';

export const breachSchema = z
  .strictObject({
    code: z.enum(ruleCodes as [RuleCode, ...RuleCode[]]).describe('rule of the output standard'),
    line: z.number().describe('line of the memo, from 1'),
    text: z.string().describe('what stands there'),
    because: z.string().describe('what is wrong with it'),
    mend: z.string().describe('what to do'),
    nearest: z
      .strictObject({
        id: z.string().describe('figure id'),
        display: z.string().describe('its text'),
        report_id: z.string().describe('its report'),
      })
      .optional()
      .describe('for a number that is no figure: the one nearest to it'),
  })
  .meta({ id: 'breach', description: 'one rule that is broken' });

export type Breach = z.infer<typeof breachSchema>;

export const memoCheckSchema = z.strictObject({
  ok: z.boolean().describe('no rule is broken; warnings do not count'),
  tool: z.literal('cco_check_memo').describe('tool that answered'),
  language: z.enum(['en', 'zh', 'ja']).describe('of the labels'),
  decision: z.string().nullable().describe('what the memo is about; null when it does not say'),
  reports: z.array(z.string()).describe('report ids that it may cite'),
  checked_numbers: z.number().describe('numbers held against the reports'),
  breaches: z.array(breachSchema).describe('in order of lines'),
  warnings: z.array(breachSchema).describe('worth a look; they do not fail the memo'),
  breaches_omitted: z.number().optional().describe('breaches beyond the first 30, which are not listed'),
});

export type MemoCheck = z.infer<typeof memoCheckSchema>;

/** The most breaches listed; a memo with more is to be written anew. */
export const mostBreaches = 30;

/** The most warnings listed. */
const mostWarnings = 10;

/** Why; worked out only where it is listed, when that takes a search. */
type Because = string | (() => string);

type Detail = { mend?: string; text?: string; nearest?: () => Entry | null };

/** Collects breaches while rules run. What would not be listed is counted and not looked into. */
export type Breaches = {
  raise: (code: RuleCode, at: Line, because: Because, detail?: Detail) => void;
  warn: (code: RuleCode, at: Line, because: string, detail?: Detail) => void;
  /** Whether a further breach would only be counted. */
  full: () => boolean;
  list: () => { breaches: Breach[]; warnings: Breach[]; omitted: number };
};

/** Text of a report on one line, which closes no quote: a report passed inline may hold anything. */
const plain = (text: string, length: number): string => clip(text, length).replaceAll('`', "'");

function breachOf(code: RuleCode, at: Line, because: string, { mend, text, nearest }: Detail): Breach {
  const near = nearest?.() ?? null;
  const base = {
    code,
    line: at.number,
    text: clip((text ?? at.text).trim(), 120),
    because: clip(because, 240),
    mend: clip(mend ?? memoRules[code].mend, 200),
  };
  return near === null
    ? base
    : {
        ...base,
        nearest: {
          id: plain(near.id, 80),
          display: plain(near.display, 40),
          report_id: plain(near.reportId, 64),
        },
      };
}

/** Starts an empty collection. Example: after 31 breaches were raised, 30 are listed and one is counted. */
export function collectBreaches(): Breaches {
  const breaches: Breach[] = [];
  const warnings: Breach[] = [];
  let omitted = 0;
  return {
    raise(code, at, because, detail = {}) {
      if (breaches.length >= mostBreaches) omitted++;
      else breaches.push(breachOf(code, at, typeof because === 'string' ? because : because(), detail));
    },
    warn(code, at, because, detail = {}) {
      if (warnings.length < mostWarnings) warnings.push(breachOf(code, at, because, detail));
    },
    full: () => breaches.length >= mostBreaches,
    list: () => ({
      breaches: breaches.sort((a, b) => a.line - b.line),
      warnings: warnings.sort((a, b) => a.line - b.line),
      omitted,
    }),
  };
}
