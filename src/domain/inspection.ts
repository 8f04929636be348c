/** What can be read, and what a file was understood to be: the answer of an inspection. */
import * as z from 'zod';

const listedSchema = z.strictObject({
  path: z.string().describe('as source.path takes it'),
  format: z.string().describe('by its extension'),
  bytes: z.number().nullable().describe('size'),
  readable: z.boolean().describe('whether it can be read'),
  why_not: z.string().nullable().describe('why not'),
});

const columnSchema = z.strictObject({
  header: z.string().describe('as in the file'),
  canonical: z.string().nullable().describe('the field it fills'),
  match: z.enum(['exact', 'synonym', 'given', 'none']).describe('how the field was found'),
  type: z
    .enum(['id', 'text', 'category', 'number', 'money', 'date', 'month', 'boolean', 'empty'])
    .describe('what its cells look like'),
  missing: z.number().describe('cells without a value'),
  distinct: z.string().describe('different values; 1000+ when more'),
  samples: z.array(z.string()).describe('first different values, cleaned, e-mail addresses masked'),
});

export type InspectedColumn = z.infer<typeof columnSchema>;

const issueSchema = z.strictObject({
  code: z.string().describe('stable code'),
  severity: z
    .enum(['error', 'question', 'warning', 'info'])
    .describe('errors and questions stop an analysis'),
  count: z.number().describe('how many times'),
  first_rows: z.array(z.number()).describe('row numbers of the first five'),
  column: z.string().nullable().describe('header, where it is about a column'),
  message: z.string().describe('what was found'),
});

export type InspectedIssue = z.infer<typeof issueSchema>;

const questionSchema = z.strictObject({
  id: z.string().describe('stable code'),
  field: z.string().describe('the field its answer fills'),
  ask: z.string().describe('the question'),
  options: z
    .array(
      z.strictObject({ value: z.string().describe('answer'), effect: z.string().describe('what it makes') }),
    )
    .describe('answers to choose from; empty when free'),
  blocking: z.boolean().describe('whether an analysis is refused until it is answered'),
});

export type InspectedQuestion = z.infer<typeof questionSchema>;

const fileSchema = z.strictObject({
  file: z.string().describe('name without its folder'),
  format: z.string().describe('by content'),
  encoding: z.string().nullable().describe('of text'),
  delimiter: z.string().nullable().describe('of delimited text'),
  sheets: z.array(z.string()).describe('sheets of a workbook that hold data'),
  rows: z.number().describe('rows below the header'),
  provider: z.string().nullable().describe('the system it comes from, by its headers'),
  columns: z.array(columnSchema).describe('in the order of the file'),
  shape: z.string().nullable().describe('how rows become accounts'),
  confidence: z.enum(['high', 'medium', 'low']).describe('of the shape'),
  alternatives: z.array(z.string()).describe('other shapes that fit'),
  tool: z.string().nullable().describe('the tool whose source it can be'),
  first_date: z.string().nullable().describe('first month or day of files over time'),
  last_date: z.string().nullable().describe('last one'),
  last_usable: z.string().nullable().describe('last position the file can be believed for'),
  currencies: z.array(z.string()).describe('named in the file'),
  totals: z
    .strictObject({
      rows_used: z.number().describe('rows that count'),
      rows_left_out: z.number().describe('rows that do not'),
      accounts: z.number().describe('accounts or rows of a record'),
      arr_start: z.number().nullable().describe('ARR at the first position'),
      arr_end: z.number().nullable().describe('ARR at the second, or the only one'),
      position_start: z.string().nullable().describe('first position'),
      position_end: z.string().nullable().describe('second position'),
    })
    .nullable()
    .describe('at the proposed positions; null while a question is open'),
  issues: z.array(issueSchema).describe('what to know before it is analysed'),
  questions: z.array(questionSchema).describe('what the file does not say'),
  source: z.record(z.string(), z.unknown()).describe('ready to pass on; answers to the questions go into it'),
});

export type InspectedFile = z.infer<typeof fileSchema>;

export const inspectionSchema = z
  .strictObject({
    ok: z.literal(true).describe('something could be looked at'),
    tool: z.literal('cco_inspect_data').describe('which tool answered'),
    files: z.array(listedSchema).nullable().describe('what can be read; null when one file was asked for'),
    files_omitted: z.number().describe('files beyond the 200 listed'),
    file: fileSchema.nullable().describe('the file asked for'),
  })
  .describe('what can be read, or one file understood');

export type Inspection = z.infer<typeof inspectionSchema>;
export type ListedFile = z.infer<typeof listedSchema>;
