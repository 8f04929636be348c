/** The line all analyzers share: input, checks, rows, computation, report, text. Each tool file names its own parts. */
import * as z from 'zod';
import { loadRecordInput, type RecordKind } from '../data/record-input.ts';
import { type Language, languages } from '../domain/language.ts';
import { type Problem, refusal, refusalSchema } from '../domain/problem.ts';
import type { Reconciliation } from '../domain/reconciliation.ts';
import type { Assumption } from '../domain/report.ts';
import { type FitPlan, type Fittable, fitReport } from '../render/fit.ts';
import { type Localisable, localise, localMoney } from '../render/localise.ts';
import { host, type Reader } from '../render/reader.ts';
import type { Detail } from '../render/section.ts';
import { reportId } from '../report-id.ts';
import { fromSchema, takeOver } from './chain.ts';
import { detailOf, type ToolContext, type ToolLine } from './define-tool.ts';
import { assumedBySettings } from './settings.ts';

/** Input fields of every analyzer beside its own. */
export const commonFields = {
  sample: z.literal(true).meta({ description: 'the built-in example' }).optional(),
  detail: z.enum(['summary', 'full']).meta({ description: 'default summary' }).optional(),
  language: z.enum(languages).meta({ description: 'labels and questions; default en' }).optional(),
};

/** The same for an analyzer that takes over from earlier reports. */
export const chainFields = { ...commonFields, from: fromSchema.optional() };

/** What loading gives: the input to compute on, what reading a file found, what was assumed. */
export type Loaded =
  | {
      ok: true;
      input: Record<string, unknown>;
      reconciliation?: Reconciliation;
      facts?: Record<string, unknown>;
      assumptions: Assumption[];
    }
  | { ok: false; problems: Problem[] };

export type Extras = {
  reportId: string;
  reconciliation?: Reconciliation | undefined;
  /** What else reading a file found. */
  facts?: Record<string, unknown> | undefined;
  assumptions: readonly Assumption[];
};

/** The parts of an analyzer; `R` is its report. */
export type Analyzer<R> = {
  name: string;
  inputSchema: z.ZodObject;
  reportSchema: z.core.$ZodTypeDiscriminable & z.ZodType;
  load: (raw: unknown, context: ToolContext) => Promise<Loaded>;
  analyze: (input: Record<string, unknown>, extras: Extras) => R;
  fit: FitPlan;
  text: (report: R, detail: Detail, language: Language, reader: Reader) => string;
};

/** Builds the line of an analyzer. Example: `analyzerLine({ name: 'cco_design_segments', ... }).run({ sample: true }, context)`. */
export function analyzerLine<R extends Fittable & Localisable & Record<string, unknown>>(
  analyzer: Analyzer<R>,
): ToolLine {
  const { name, inputSchema, reportSchema, load, analyze, fit, text } = analyzer;
  return {
    inputSchema,
    outputSchema: z.discriminatedUnion('ok', [reportSchema, refusalSchema]),
    async run(raw, context) {
      const loaded = await load(raw, context);
      if (!loaded.ok) return refusal(loaded.problems);
      const { reconciliation, facts } = loaded;
      // The built-in example stays what it is.
      const set = isSample(raw) ? [] : assumedBySettings(inputSchema, loaded.input, context.settings ?? {});
      const assumptions = [...loaded.assumptions, ...set];
      // The language is of the answer, not of the question: it changes no report and no id.
      const { language: _, ...given } = loaded.input;
      const input = { ...given, ...Object.fromEntries(set.map(({ field, value }) => [field, value])) };
      const beside =
        reconciliation === undefined ? assumptions : fileAnd([reconciliation.file, facts ?? null], set);
      const id = await reportId(name, input, beside);
      // Asking the same again, in full say, needs no second computation; what a file left out is not part of the id.
      const known = reconciliation === undefined ? context.reports.find<R>(id) : undefined;
      const report = known ?? analyze(input, { reportId: id, reconciliation, facts, assumptions });
      context.reports.keep(id, report);
      const detail = detailOf(raw);
      const language = languageOf(raw, context.settings?.language);
      const shown = localise(report, language);
      const structured = fitReport(shown, detail, fit);
      const rendered = {
        text: localMoney(text(shown, detail, language, context.reader ?? host), language),
        structured,
      };
      return { ok: true, report, rendered };
    },
  };
}

/** The language a raw input asks for; else the one set at start-up, else English. */
const languageOf = (raw: unknown, set: Language | undefined): Language => {
  const asked = typeof raw === 'object' && raw !== null && 'language' in raw ? raw.language : undefined;
  return languages.find((one) => one === asked) ?? set ?? 'en';
};

const isSample = (raw: unknown): boolean => typeof raw === 'object' && raw !== null && 'sample' in raw;

/** What makes an id beside the input: a file stands for what was read from it, settings for themselves. */
const fileAnd = (file: unknown[], set: readonly Assumption[]): unknown[] =>
  set.length === 0 ? file : [...file, set];

/** Loads the input of an analyzer whose rows are records, earlier reports included. */
export function loadRecords(name: string, kind: RecordKind): Analyzer<never>['load'] {
  return async (raw, context) => {
    const own = (typeof raw === 'object' && raw !== null ? raw : {}) as Record<string, unknown>;
    const takes = kind.schema instanceof z.ZodObject && 'from' in kind.schema.shape;
    const chained = takeOver(takes ? own['from'] : undefined, name, own, context.reports);
    if (!chained.ok) return chained;
    return loadRecordInput(kind, raw, chained.taken, context);
  };
}
