/** The reports of this run, by id: complete, for as long as the process lives. Nothing is written to disk. */

/** How many reports are kept; the oldest gives way. */
const kept = 50;

export type ReportStore = {
  keep: (id: string, report: Record<string, unknown>) => void;
  /** The report of an id. Its type follows from the id, which is a hash over the tool as well. */
  find: <R extends Record<string, unknown>>(id: string) => R | undefined;
  ids: () => string[];
};

/** Starts an empty store. Example: after 51 reports were kept, the first is no longer found. */
export function createReportStore(): ReportStore {
  const reports = new Map<string, Record<string, unknown>>();
  return {
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
