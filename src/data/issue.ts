/** Something about a file that a founder should know, and that did not stop it from being read. */

export type Issue = {
  code: string;
  severity: 'question' | 'warning' | 'info';
  count: number;
  first_rows: number[];
  column: string | null;
  message: string;
};

/** Issues as a reconciliation tells them: how grave each is stands in an inspection alone. */
export const noticesOf = (issues: Issues): Omit<Issue, 'severity'>[] =>
  issues.list().map(({ severity: _, ...rest }) => rest);

/** How many row numbers an issue shows. */
const shownRows = 5;

export type Issues = {
  /** Counts a case; `message` is that of the first one. */
  add: (
    code: string,
    message: string,
    at?: { row?: number | undefined; column?: string | undefined },
    severity?: Issue['severity'],
  ) => void;
  list: () => Issue[];
};

/** Starts an empty list. Example: the same code in the same column twice is one issue of count 2. */
export function createIssues(): Issues {
  const found = new Map<string, Issue>();
  return {
    add(code, message, { row, column } = {}, severity = 'info') {
      const key = `${code}\0${column ?? ''}`;
      const issue = found.get(key) ?? {
        code,
        severity,
        count: 0,
        first_rows: [],
        column: column ?? null,
        message,
      };
      issue.count++;
      if (row !== undefined && issue.first_rows.length < shownRows) issue.first_rows.push(row);
      found.set(key, issue);
    },
    list: () => [...found.values()],
  };
}
