/** Runs the retention tool on a text that stands for a file, with the tool's own options beside it. */
import { type RetentionReport, retentionReportSchema } from '../../src/domain/retention/report.ts';
import { createReportStore } from '../../src/report-store.ts';
import { decomposeRetention } from '../../src/tools/decompose-retention.ts';
import { input, type Options } from './load.ts';

type Setup = { source?: Options; options?: Record<string, unknown> };

function run(content: string | Uint8Array, { source = {}, options = {} }: Setup) {
  const raw = { source: { path: '-', ...source }, ...options };
  return decomposeRetention.run(raw, { access: input(content), reports: createReportStore() });
}

/** The report of a file that must be accepted. */
export async function report(content: string | Uint8Array, setup: Setup = {}): Promise<RetentionReport> {
  const answer = await run(content, setup);
  if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
  return retentionReportSchema.parse(answer.report);
}

/** The text that a founder reads. */
export async function shownText(content: string, setup: Setup = {}): Promise<string> {
  const answer = await run(content, setup);
  if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
  return answer.rendered.text;
}

/** Messages of a call that must be refused. */
export async function refused(content: string, setup: Setup = {}): Promise<string[]> {
  const answer = await run(content, setup);
  return answer.ok ? [] : answer.problems.map(({ message }) => message);
}
