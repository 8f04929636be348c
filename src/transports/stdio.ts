/** The server on standard input and output. stdout carries the protocol only; what goes wrong is said on stderr. */
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createTimelineStore } from '../data/timeline-store.ts';
import { createReportStore } from '../report-store.ts';
import { createServer } from '../server.ts';
import type { Settings } from '../tools/settings.ts';

/** Serves until standard input closes. Both protocol eras are answered from one factory. Reviews are kept in `memoryFolder`. */
export function serveOnStdio(
  folders: readonly string[],
  settings: Settings = {},
  memoryFolder?: string | undefined,
): void {
  const reports = createReportStore();
  const timelines = createTimelineStore();
  const today = () => new Date().toISOString().slice(0, 10);
  const access = { kind: 'folders', folders } as const;
  const memory = memoryFolder === undefined ? undefined : { folder: memoryFolder, today };
  serveStdio(() => createServer({ access, reports, timelines, today: today(), settings, memory }), {
    onerror: (error) => process.stderr.write(`cco-advisor: ${error.message}\n`),
  });
}
