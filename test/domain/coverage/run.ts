/** Runs the coverage line of the domain on a raw input, as the tool does: refusals are errors here. */
import { expect } from 'vitest';
import { analyzeCoverage } from '../../../src/domain/coverage/analyze.ts';
import { coverageProblems } from '../../../src/domain/coverage/check.ts';
import { type CoverageInput, coverageInputSchema } from '../../../src/domain/coverage/input.ts';
import { type CoverageReport, coverageReportSchema } from '../../../src/domain/coverage/report.ts';
import type { CoverageTable } from '../../../src/domain/coverage/tables.ts';
import { refusal } from '../../../src/domain/problem.ts';
import type { Row } from '../../../src/domain/report.ts';
import { schemaProblems } from '../../../src/domain/validate.ts';

/** Everything that is wrong with an input, in order: path, code and message. */
export const problemsOf = (raw: unknown) =>
  refusal([...schemaProblems(coverageInputSchema, raw), ...coverageProblems(raw)]).problems;

/** The report of an input that must be accepted; its schema is checked as well. */
export function report(raw: unknown): CoverageReport {
  expect(problemsOf(raw)).toEqual([]);
  const result = analyzeCoverage(raw as CoverageInput, { reportId: 'test' });
  expect(coverageReportSchema.safeParse(result).error?.issues ?? []).toEqual([]);
  return result;
}

/** The value of a figure; throws for one that is not there. */
export function value(of: CoverageReport, id: string): number | null {
  const figure = of.figures.find((one) => one.id === id);
  if (figure === undefined) throw new Error(`no figure ${id}`);
  return figure.value;
}

/** The shown text of a figure. */
export const shown = (of: CoverageReport, id: string): string =>
  of.figures.find((one) => one.id === id)?.display ?? 'missing';

/** All rows of a table; none when it was not computed. */
export const rows = (of: CoverageReport, table: CoverageTable): readonly Row[] =>
  of.tables[table]?.rows ?? [];

/** The row of a table with a key; throws when there is none. */
export function row(of: CoverageReport, table: CoverageTable, key: string): Row {
  const found = rows(of, table).find((one) => one.key === key);
  if (found === undefined) throw new Error(`no row ${key} in ${table}`);
  return found;
}

/** The codes of the findings, in order. */
export const codes = (of: CoverageReport): string[] => of.findings.map((finding) => finding.code);

/** A tier row: accounts, ARR, CSMs, and what else is known. */
export const tier = (
  customer_count: number,
  total_arr: number,
  current_csm_count = 0,
  facts: Record<string, unknown> = {},
) => ({ customer_count, total_arr, current_csm_count, ...facts });

/** The 450 customers of the built-in example, typed out once more. */
export const c1 = {
  as_of: '2026-01-01',
  growth_rate: 0.4,
  book: {
    strategic: tier(8, 3_200_000, 1),
    enterprise: tier(42, 2_100_000, 2),
    mid_market: tier(120, 1_080_000, 1),
    smb: tier(280, 560_000, 0),
  },
};
