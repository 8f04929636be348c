/** Runs the segmentation line of the domain on a raw input, as the tool does: refusals are errors here. */
import { expect } from 'vitest';
import { refusal } from '../../../src/domain/problem.ts';
import { analyzeSegmentation } from '../../../src/domain/segmentation/analyze.ts';
import { segmentationProblems } from '../../../src/domain/segmentation/check.ts';
import { type SegmentationInput, segmentationInputSchema } from '../../../src/domain/segmentation/input.ts';
import {
  type SegmentationReport,
  segmentationReportSchema,
} from '../../../src/domain/segmentation/report.ts';
import type { SegmentationTable } from '../../../src/domain/segmentation/tables.ts';
import { schemaProblems } from '../../../src/domain/validate.ts';

/** Everything that is wrong with an input, in order: path, code and message. */
export const problemsOf = (raw: unknown) =>
  refusal([...schemaProblems(segmentationInputSchema, raw), ...segmentationProblems(raw)]).problems;

/** The report of an input that must be accepted; its schema is checked as well. */
export function report(raw: unknown): SegmentationReport {
  expect(problemsOf(raw)).toEqual([]);
  const result = analyzeSegmentation(raw as SegmentationInput, { reportId: 'test' });
  expect(segmentationReportSchema.safeParse(result).error?.issues ?? []).toEqual([]);
  return result;
}

/** The value of a figure; throws for one that is not there. */
export function value(of: SegmentationReport, id: string): number | null {
  const figure = of.figures.find((one) => one.id === id);
  if (figure === undefined) throw new Error(`no figure ${id}`);
  return figure.value;
}

/** The shown text of a figure. */
export const shown = (of: SegmentationReport, id: string): string =>
  of.figures.find((one) => one.id === id)?.display ?? 'missing';

/** The row of a table with a key; throws when there is none. */
export function row(of: SegmentationReport, table: SegmentationTable, key: string) {
  const found = of.tables[table]?.rows?.find((one) => one.key === key);
  if (found === undefined) throw new Error(`no row ${key} in ${table}`);
  return found;
}

/** The codes of the findings, in order. */
export const codes = (of: SegmentationReport): string[] => of.findings.map((finding) => finding.code);
