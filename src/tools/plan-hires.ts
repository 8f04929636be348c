/** `cco_plan_hires`, from input to answer: which role unblocks the customer outcome we fail to deliver? */

import { samples } from '../data/samples.ts';
import { outcomesShape } from '../data/shapes/outcomes.ts';
import { sourceSchemaOf } from '../data/source.ts';
import { analyzeHiring } from '../domain/hiring/analyze.ts';
import { hiringProblems } from '../domain/hiring/check.ts';
import { type HiringInput, hiringInputSchema } from '../domain/hiring/input.ts';
import { hiringReportSchema } from '../domain/hiring/report.ts';
import { hiringCauses } from '../domain/policy/hiring.ts';
import { hiringText } from '../render/hiring.ts';
import { hiringFit } from '../render/hiring-fit.ts';
import { analyzerLine, chainFields, loadRecords } from './analyzer.ts';

const shape = outcomesShape(hiringCauses);

export const hiringSourceSchema = sourceSchemaOf(
  Object.keys(shape.fields) as [string, ...string[]],
  'one row per outcome',
);

const inputSchema = hiringInputSchema.extend({ source: hiringSourceSchema.optional(), ...chainFields });

/** Fields that no list of rows has: an object with one of them is the tool's own input. */
const ownFields = ['team', 'arr', 'customers', 'signals', 'stage', 'growth_rate', 'gross_churn_rate'];

export const planHires = analyzerLine({
  name: 'cco_plan_hires',
  inputSchema,
  reportSchema: hiringReportSchema,
  load: loadRecords('cco_plan_hires', {
    schema: inputSchema,
    check: hiringProblems,
    sample: samples.hiring,
    rowsField: 'outcomes',
    needsRows: false,
    form: {
      is: (value) => ownFields.some((field) => field in value),
      fields: 'team, arr and outcomes',
    },
    shape,
    fieldOf: (records) => records,
  }),
  analyze: (input, extras) => analyzeHiring(input as HiringInput, extras),
  fit: hiringFit,
  text: hiringText,
});
