/** `cco_size_coverage`, from input to answer: how many CSMs, under which model, hired when, at what cost? */

import { coverageForm } from '../data/own-inputs.ts';
import { samples } from '../data/samples.ts';
import { bookShape } from '../data/shapes/book.ts';
import { sourceSchemaOf } from '../data/source.ts';
import { analyzeCoverage } from '../domain/coverage/analyze.ts';
import { coverageProblems } from '../domain/coverage/check.ts';
import { type CoverageInput, coverageInputSchema } from '../domain/coverage/input.ts';
import { coverageReportSchema } from '../domain/coverage/report.ts';
import { coverageText } from '../render/coverage.ts';
import { coverageFit } from '../render/coverage-fit.ts';
import { analyzerLine, chainFields, loadRecords } from './analyzer.ts';

export const coverageSourceSchema = sourceSchemaOf(
  Object.keys(bookShape.fields) as [string, ...string[]],
  'one row per tier',
);

const inputSchema = coverageInputSchema.extend({
  source: coverageSourceSchema.optional(),
  ...chainFields,
});

/** Rows of tiers as the book takes them: an object by tier. */
const bookOf = (records: Record<string, unknown>[]): Record<string, unknown> =>
  Object.fromEntries(records.map(({ tier, ...row }) => [String(tier), row]));

export const sizeCoverage = analyzerLine({
  name: 'cco_size_coverage',
  inputSchema,
  reportSchema: coverageReportSchema,
  load: loadRecords('cco_size_coverage', {
    schema: inputSchema,
    check: coverageProblems,
    sample: samples.coverage,
    rowsField: 'book',
    needsRows: true,
    form: coverageForm,
    shape: bookShape,
    fieldOf: bookOf,
  }),
  analyze: (input, extras) => analyzeCoverage(input as CoverageInput, extras),
  fit: coverageFit,
  text: coverageText,
});
