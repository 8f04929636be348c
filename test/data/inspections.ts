/** Inspects a text that stands for a file, as the tool does. */
import { type InspectedFile, inspectionSchema } from '../../src/domain/inspection.ts';
import { createReportStore } from '../../src/report-store.ts';
import { inspectData } from '../../src/tools/inspect-data.ts';
import { input } from './load.ts';

/** The answer about a file that can be understood; its schema is checked as well. */
export async function inspected(
  content: string | Uint8Array,
  fields: Record<string, unknown> = {},
): Promise<InspectedFile> {
  const answer = await inspectData.run(
    { path: '-', ...fields },
    { access: input(content), reports: createReportStore() },
  );
  if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
  const { file } = inspectionSchema.parse(answer.report);
  if (file === null) throw new Error('a list instead of a file');
  return file;
}
