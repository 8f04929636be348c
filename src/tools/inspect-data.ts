/** `cco_inspect_data`: what can be read, and what a file is before it is analysed. */
import * as z from 'zod';
import { inspectFile } from '../data/inspect.ts';
import { inspectedColumns } from '../data/inspect-columns.ts';
import { listFiles, listProblems } from '../data/list-files.ts';
import { type Source, sourceSchema } from '../data/source.ts';
import { type Inspection, inspectionSchema } from '../domain/inspection.ts';
import { type Problem, refusal, refusalSchema } from '../domain/problem.ts';
import { schemaProblems } from '../domain/validate.ts';
import { inspectionText } from '../render/inspection.ts';
import type { ToolContext, ToolLine } from './define-tool.ts';

/** Sample values of a column when nobody says how many. */
const usualSamples = 3;

const { path, columns: _columns, ...readings } = sourceSchema.shape;

const inputSchema = z.strictObject({
  path: path.meta({ description: 'file in an allowed folder; without it the files are listed' }).optional(),
  sample_values: z
    .int()
    .min(0)
    .max(usualSamples)
    .meta({ description: 'sample values a column; default 3, 0 for none' })
    .optional(),
  // A source that an inspection gave comes back with the answers in it, whatever tool it is for.
  columns: z
    .partialRecord(z.enum(inspectedColumns), z.string().min(1).max(500))
    .meta({ description: 'field: header in the file', rare: true })
    .optional(),
  ...readings,
});

type Input = Partial<Source> & { sample_values?: number };

const list = async ({ access }: ToolContext): Promise<Inspection> => {
  const { files, omitted } = await listFiles(access);
  return { ok: true, tool: 'cco_inspect_data', files, files_omitted: omitted, file: null };
};

/** What must be there for a list or a file to be looked at. */
async function problemsOf(raw: unknown, { access }: ToolContext): Promise<Problem[]> {
  const wrong = schemaProblems(inputSchema, raw);
  const { path: asked, ...rest } = (typeof raw === 'object' && raw !== null ? raw : {}) as Input;
  return asked === undefined ? [...wrong, ...(await listProblems(Object.keys(rest), access))] : wrong;
}

export const inspectData: ToolLine = {
  inputSchema,
  outputSchema: z.discriminatedUnion('ok', [inspectionSchema, refusalSchema]),
  async run(raw, context) {
    const wrong = await problemsOf(raw, context);
    if (wrong.length > 0) return refusal(wrong);
    const { sample_values = usualSamples, ...source } = raw as Input;
    let found: Inspection;
    if (source.path === undefined) found = await list(context);
    else {
      const inspected = await inspectFile(source as Source, sample_values, context);
      if (!inspected.ok) return refusal(inspected.problems);
      found = { ok: true, tool: 'cco_inspect_data', files: null, files_omitted: 0, file: inspected.file };
    }
    return {
      ok: true,
      report: found,
      rendered: { text: inspectionText(found, context.reader?.words), structured: found },
    };
  },
};
