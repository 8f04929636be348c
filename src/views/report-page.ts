/** A page of reports with their charts, as text. It is loaded when asked for, as it carries the chart library. */
import { defaultTitle, pageHtml } from '../render/html-page.ts';
import type { PageChart, PageReport } from '../render/html-report.ts';
import { type Chart, keyColor } from './chart.ts';
import { chartsOf } from './decisions.ts';
import { svgOf } from './draw.ts';
import { light } from './theme.ts';

/** The size a chart is drawn in; a page scales it to its width. */
const size = { width: 760, height: 320 };

/** The drawing as it scales: its size becomes its view box. */
const scalable = (svg: string): string => svg.replace(/^<svg width="(\d+)" height="(\d+)"/, '<svg');

const drawn = (chart: Chart): PageChart => ({
  title: chart.title,
  description: chart.description,
  svg: scalable(svgOf(chart, light, size.width, size.height)),
  key: chart.key.map(({ label, hue, form }) => ({ label, form, color: keyColor(light, hue) })),
  note: chart.note,
  table: chart.table,
});

/** A page of one to five reports. Example: the page of a retention report has its five charts, each with its table. */
export const reportPage = (
  reports: readonly PageReport[],
  { title, memo }: { title?: string | undefined; memo?: string | undefined } = {},
): string =>
  pageHtml({
    title: title ?? defaultTitle,
    memo,
    reports: reports.map((report) => ({ report, charts: chartsOf(report).map(drawn) })),
  });
