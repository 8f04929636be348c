/** The server on standard input and output. stdout carries the protocol only; what goes wrong is said on stderr. */
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createTimelineStore } from '../data/timeline-store.ts';
import { createReportStore } from '../report-store.ts';
import { createServer } from '../server.ts';

/** Serves until standard input closes. Both protocol eras are answered from one factory. Reviews are kept in `memoryFolder` where one is given. */
export function serveOnStdio(folders: readonly string[], memoryFolder?: string): void {
  const reports = createReportStore();
  const timelines = createTimelineStore();
  const today = () => new Date().toISOString().slice(0, 10);
  const access = { kind: 'folders', folders } as const;
  // A host that was given no folder may pass an empty argument.
  const memory = memoryFolder ? { folder: memoryFolder, today } : undefined;
  serveStdio(() => createServer({ access, reports, timelines, today: today(), memory }), {
    onerror: (error) => process.stderr.write(`cco-advisor: ${error.message}\n`),
  });
}
