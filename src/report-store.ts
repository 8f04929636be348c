/** The reports of this run, by id: complete, for as long as the process lives. Nothing is written to disk. */

/** How many reports are kept; the oldest gives way. */
const kept = 50;

export type ReportStore = {
  /** Whether ids can be passed at all: false where calls share nothing, as over HTTP. */
  keeps: boolean;
  keep: (id: string, report: Record<string, unknown>) => void;
  /** The report of an id. Its type follows from the id, which is a hash over the tool as well. */
  find: <R extends Record<string, unknown>>(id: string) => R | undefined;
  ids: () => string[];
};

/** Starts an empty store. Example: after 51 reports were kept, the first is no longer found. */
export function createReportStore(): ReportStore {
  const reports = new Map<string, Record<string, unknown>>();
  return {
    keeps: true,
    keep(id, report) {
      reports.delete(id);
      reports.set(id, report);
      const [oldest] = reports.keys();
      if (reports.size > kept && oldest !== undefined) reports.delete(oldest);
    },
    find: <R extends Record<string, unknown>>(id: string) => reports.get(id) as R | undefined,
    ids: () => [...reports.keys()],
  };
}

/** A store that keeps nothing, so that any process can answer any call. Example: after `keep('a', report)`, `find('a')` is undefined. */
export const noReports: ReportStore = {
  keeps: false,
  keep: () => undefined,
  find: () => undefined,
  ids: () => [],
};
