/** Runs the retention line of the domain on a raw input, as the tool does: refusals are errors here. */
import { expect } from 'vitest';
import { analyzeRetention } from '../../../src/domain/retention/analyze.ts';
import { crossProblems } from '../../../src/domain/retention/check.ts';
import { type RetentionInput, retentionInputSchema } from '../../../src/domain/retention/input.ts';
import { type RetentionReport, retentionReportSchema } from '../../../src/domain/retention/report.ts';
import { schemaProblems } from '../../../src/domain/validate.ts';

/** Messages of everything that is wrong with an input. */
export const refusalsOf = (raw: unknown): string[] =>
  [...schemaProblems(retentionInputSchema, raw), ...crossProblems(raw)].map((problem) => problem.message);

/** The report of an input that must be accepted; its schema is checked as well. */
export function report(raw: unknown): RetentionReport {
  expect(refusalsOf(raw)).toEqual([]);
  const result = analyzeRetention(raw as RetentionInput, { reportId: 'test' });
  expect(retentionReportSchema.safeParse(result).error?.issues ?? []).toEqual([]);
  return result;
}

/** The report of one cohort, growth stage, 12 months. */
export const cohort = (
  fields: Record<string, unknown>,
  options: Record<string, unknown> = {},
): RetentionReport => report({ cohorts: [{ name: 'all', ...fields }], stage: 'growth', ...options });

/** The value of a figure; throws for one that is not there. */
export function value(of: RetentionReport, id: string): number | null {
  const figure = of.figures.find((one) => one.id === id);
  if (figure === undefined) throw new Error(`no figure ${id}`);
  return figure.value;
}

/** The shown text of a figure. */
export const shown = (of: RetentionReport, id: string): string =>
  of.figures.find((one) => one.id === id)?.display ?? 'missing';

/** The codes of the findings, in order. */
export const codes = (of: RetentionReport): string[] => of.findings.map((finding) => finding.code);

/** The test of one claim. */
export const claim = (of: RetentionReport, name: string) =>
  of.claim_tests.find((test) => test.claim === name);
