/** `cco_design_segments`, from input to answer: which customers get how much service, which change terms or leave? */
import type * as z from 'zod';
import { isListWith } from '../data/readers/json.ts';
import { samples } from '../data/samples.ts';
import { customersShape } from '../data/shapes/customers.ts';
import { sourceSchemaOf } from '../data/source.ts';
import { analyzeSegmentation } from '../domain/segmentation/analyze.ts';
import { segmentationProblems } from '../domain/segmentation/check.ts';
import { type SegmentationInput, segmentationInputSchema } from '../domain/segmentation/input.ts';
import { segmentationReportSchema } from '../domain/segmentation/report.ts';
import { segmentationText } from '../render/segmentation.ts';
import { segmentationFit } from '../render/segmentation-fit.ts';
import { analyzerLine, commonFields, loadRecords } from './analyzer.ts';

export const segmentSourceSchema = sourceSchemaOf(
  Object.keys(customersShape.fields) as [string, ...string[]],
  'one row per customer',
);

const inputSchema = segmentationInputSchema.extend({
  source: segmentSourceSchema.optional(),
  ...commonFields,
});

export const designSegments = analyzerLine({
  name: 'cco_design_segments',
  inputSchema,
  reportSchema: segmentationReportSchema,
  load: loadRecords('cco_design_segments', {
    schema: inputSchema as z.ZodType,
    check: segmentationProblems,
    sample: samples.segmentation,
    rowsField: 'customers',
    needsRows: true,
    form: {
      is: ({ customers }) => isListWith(customers, 'arr', 'arr_usd') && isListWith(customers, 'id', 'name'),
      fields: 'customers',
    },
    shape: customersShape,
    fieldOf: (records) => records,
  }),
  analyze: (input, extras) => analyzeSegmentation(input as SegmentationInput, extras),
  fit: segmentationFit,
  text: segmentationText,
});
