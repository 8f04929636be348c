/** The whole page: title, what was decided, the memo of the founder, and one part a report. It loads nothing and runs nothing. */
import { escapeHtml, lineHtml, partHtml } from './html.ts';
import { markdownHtml } from './html-markdown.ts';
import { decisionTitles, type PageChart, type PageReport, reportHtml } from './html-report.ts';
import { pageStyle } from './html-style.ts';

export type PageContent = {
  title: string;
  /** Markdown, shown before the reports. */
  memo?: string | undefined;
  reports: readonly { report: PageReport; charts: readonly PageChart[] }[];
};

/** The title of a page that was given none. */
export const defaultTitle = 'Customer decisions';

/** No script, no address but pictures within the page. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

const order = Object.keys(decisionTitles);

/** The reports in the order in which they are read, whatever order they came in. */
const inOrder = ({ reports }: PageContent): PageContent['reports'] =>
  [...reports].sort((a, b) => order.indexOf(a.report.tool) - order.indexOf(b.report.tool));

const summaryHtml = (reports: PageContent['reports']): string =>
  `<nav aria-label="Decisions"><ul class="summary">${reports
    .map(
      ({ report }) =>
        `<li><a href="#${escapeHtml(report.tool)}">${decisionTitles[report.tool]}</a>: <strong>${escapeHtml(report.verdict)}</strong>. ${lineHtml(report.headline)}</li>`,
    )
    .join('')}</ul></nav>`;

/** A page as text, of which the same content gives the same bytes. */
export function pageHtml(content: PageContent): string {
  const reports = inOrder(content);
  const title = escapeHtml(content.title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>${title}</h1>
${summaryHtml(reports)}
${content.memo === undefined ? '' : partHtml(2, 'Memo', markdownHtml(content.memo))}
${reports.map(({ report, charts }) => reportHtml(report, charts)).join('\n')}
</main>
</body>
</html>
`;
}
