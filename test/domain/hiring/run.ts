/** Runs the hiring line of the domain on a raw input, as the tool does: refusals are errors here. */
import { expect } from 'vitest';
import { analyzeHiring } from '../../../src/domain/hiring/analyze.ts';
import { hiringProblems } from '../../../src/domain/hiring/check.ts';
import { type HiringInput, hiringInputSchema } from '../../../src/domain/hiring/input.ts';
import { type HiringReport, hiringReportSchema } from '../../../src/domain/hiring/report.ts';
import type { HiringTable } from '../../../src/domain/hiring/tables.ts';
import { refusal } from '../../../src/domain/problem.ts';
import { schemaProblems } from '../../../src/domain/validate.ts';

/** Everything that is wrong with an input, in order: path, code and message. */
export const problemsOf = (raw: unknown) =>
  refusal([...schemaProblems(hiringInputSchema, raw), ...hiringProblems(raw)]).problems;

/** The report of an input that must be accepted; its schema is checked as well. */
export function report(raw: unknown): HiringReport {
  expect(problemsOf(raw)).toEqual([]);
  const result = analyzeHiring(raw as HiringInput, { reportId: 'test' });
  expect(hiringReportSchema.safeParse(result).error?.issues ?? []).toEqual([]);
  return result;
}

/** The value of a figure; throws for one that is not there. */
export function value(of: HiringReport, id: string): number | null {
  const figure = of.figures.find((one) => one.id === id);
  if (figure === undefined) throw new Error(`no figure ${id}`);
  return figure.value;
}

/** The shown text of a figure. */
export const shown = (of: HiringReport, id: string): string =>
  of.figures.find((one) => one.id === id)?.display ?? 'missing';

/** The row of a table with a key; throws when there is none. */
export function row(of: HiringReport, table: HiringTable, key: string) {
  const found = of.tables[table]?.rows?.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no row ${key} in ${table}`);
  return found;
}

/** The codes of the findings, in order. */
export const codes = (of: HiringReport): string[] => of.findings.map((finding) => finding.code);
