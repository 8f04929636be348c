/** `cco://reports/{report_id}`: a report of this run, complete. */
import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import type { ReportStore } from '../report-store.ts';
import { contents, forAssistants, json, startingWith, variable } from './contents.ts';

/** Registers the reports of a store: completed by id, and not listed, as an id comes with its answer. */
export function registerReports(server: McpServer, reports: ReportStore): void {
  const missing = reports.keeps
    ? 'There is no report of that id in this run'
    : 'No reports are kept over HTTP';
  const template = new ResourceTemplate('cco://reports/{report_id}', {
    list: undefined,
    complete: { report_id: (typed) => startingWith(reports.ids(), typed) },
  });
  const about = {
    title: 'Reports',
    description: 'A report of this run, complete; the newest are kept in memory',
    mimeType: json,
    annotations: forAssistants,
  };
  server.registerResource('reports', template, about, (uri, variables) => {
    const report = reports.find(variable(variables['report_id']));
    if (report === undefined) {
      throw new ResourceNotFoundError(
        uri.href,
        `${missing}; call the tool again with the same input and detail: full.`,
      );
    }
    return contents(uri.href, json, JSON.stringify(report));
  });
}
