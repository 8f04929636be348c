/** The server on standard input and output. stdout carries the protocol only; what goes wrong is said on stderr. */
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import { createReportStore } from '../report-store.ts';
import { createServer } from '../server.ts';

/** Serves until standard input closes. Both protocol eras are answered from one factory. `output` takes report pages. */
export function serveOnStdio(folders: readonly string[], output?: string): void {
  const reports = createReportStore();
  const today = () => new Date().toISOString().slice(0, 10);
  const options = {
    access: { kind: 'folders', folders } as const,
    reports,
    ...(output === undefined ? {} : { output }),
  };
  serveStdio(() => createServer({ ...options, today: today() }), {
    onerror: (error) => process.stderr.write(`cco-advisor: ${error.message}\n`),
  });
}
