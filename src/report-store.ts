/** The reports of this run, by id: complete, for as long as the process lives. Nothing is written to disk. */

/** How many reports are kept; the oldest gives way. */
const kept = 50;

export type ReportStore = {
  keep: (id: string, report: Record<string, unknown>) => void;
  find: (id: string) => Record<string, unknown> | undefined;
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
    find: (id) => reports.get(id),
    ids: () => [...reports.keys()],
  };
}
