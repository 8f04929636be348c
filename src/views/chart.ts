/** What a chart is: a picture and a table that say the same, both from a report. Nothing is computed here. */
import type { CustomSeriesOption, LineSeriesOption, ScatterSeriesOption } from 'echarts/charts';
import type { GridComponentOption, TooltipComponentOption } from 'echarts/components';
import type { ComposeOption } from 'echarts/core';
import type { Column } from '../domain/column.ts';
import type { Figure } from '../domain/figure.ts';
import type { Row, Table } from '../domain/report.ts';
import type { Hue, Theme } from './theme.ts';

/** The parts of the chart library that are used, and so bundled. */
export type Option = ComposeOption<
  CustomSeriesOption | LineSeriesOption | ScatterSeriesOption | GridComponentOption | TooltipComponentOption
>;

/** A line of a key: what a colour and a form stand for. */
export type KeyLine = {
  label: string;
  /** A colour of the theme by its name, or one that is the same in all themes. */
  hue: Hue | 'soft' | 'ink' | `#${string}`;
  form: 'bar' | 'dot' | 'line' | 'tick' | 'cross' | 'ring';
};

export type Chart = {
  id: string;
  title: string;
  /** A word or two for the button that leads to it. */
  short: string;
  /** What it shows, for those who do not see it. */
  description: string;
  key: readonly KeyLine[];
  option: (theme: Theme, width: number) => Option;
  table: { columns: readonly Column[]; rows: readonly Row[] };
  /** What the picture leaves out, and why. */
  note?: string;
};

/** What a chart needs of any report. */
export type ChartReport = {
  tool: string;
  currency: string;
  figures: readonly Figure[];
  tables: Readonly<Record<string, Table | undefined>>;
  rows_omitted?: { parts: Readonly<Record<string, number>> } | undefined;
};

/** Makes one chart of a report; null where the report does not hold what it shows. */
export type ChartMaker = (report: ChartReport) => Chart | null;

/** The rows of a table; none when it was not computed. */
export const rowsOf = (report: ChartReport, table: string): readonly Row[] =>
  report.tables[table]?.rows ?? [];

/** A number of a row; null when it is unknown. */
export function numberAt(row: Row | undefined, column: string): number | null {
  const cell = row?.[column];
  return typeof cell === 'number' ? cell : null;
}

/** A text of a row; empty when it has none. */
export function textAt(row: Row | undefined, column: string): string {
  const cell = row?.[column];
  return typeof cell === 'string' ? cell : '';
}

/** The month that a row is about, by its key; null when that is no number. Example: the key "12" is 12. */
export function monthOf(row: Row | undefined): number | null {
  const month = Number(row?.key);
  return Number.isFinite(month) ? month : null;
}

/** A figure by its id; undefined when a summary left it out. */
export const figureOf = (report: ChartReport, id: string): Figure | undefined =>
  report.figures.find((figure) => figure.id === id);

/** The value of a figure; null when it is undefined or left out. */
export const figureValue = (report: ChartReport, id: string): number | null =>
  figureOf(report, id)?.value ?? null;

/** Columns of a list by their ids, in the order asked for. */
export const pick = (columns: readonly Column[], ids: readonly string[]): Column[] =>
  ids.flatMap((id) => columns.find((column) => column.id === id) ?? []);

/** A sentence on the rows that a report of summary size holds fewer of; nothing when all are there. */
export function omittedNote(report: ChartReport, table: string, shown: number): string | undefined {
  const omitted = report.rows_omitted?.parts[`tables.${table}`];
  return omitted === undefined ? undefined : `${shown} of ${shown + omitted} rows are shown here.`;
}

/**
 * A name as a chart shows it: without direction and control characters, and short.
 * Example: `shownName('Acme\u202e Ltd', 20)` is "Acme Ltd".
 */
export function shownName(text: string, length: number): string {
  const clean = text
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  return clean.length <= length ? clean : `${clean.slice(0, length - 1)}…`;
}

/** A code as words. Example: `wordsOf('no_value_realized')` is "no value realized". */
export const wordsOf = (code: string): string => code.replaceAll('_', ' ');

/** The colour that a line of a key stands for. */
export const keyColor = (theme: Theme, hue: KeyLine['hue']): string =>
  hue.startsWith('#') ? hue : theme[hue as Hue | 'soft' | 'ink'];
