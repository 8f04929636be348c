/** Lines of months: small columns over one scale, with the first and the last value; in a mail the values themselves. */
import type { Ink } from './ink.ts';
import { fitText, padText, textWidth } from './text-width.ts';

/** A figure month by month; null where it is not known. */
export type Series = { label: string; values: readonly (number | null)[]; show: (value: number) => string };

const heights = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** A month that is not known. */
const gap = '·';

const labelColumns = 24;

const finite = (value: number | null | undefined): value is number => value != null && Number.isFinite(value);

const shownOr = ({ show }: Series, value: number | null | undefined): string =>
  finite(value) ? show(value) : 'not known';

function columnsOf(values: readonly (number | null)[], low: number, high: number): string {
  return values
    .map((value) => {
      if (!finite(value)) return gap;
      const height = high === low ? 3 : Math.round(((value - low) / (high - low)) * (heights.length - 1));
      return heights[height] ?? gap;
    })
    .join('');
}

/** Every third month, as a table of plain characters. */
function tableOf(series: readonly Series[], labels: readonly string[], labelWidth: number): string[] {
  const length = Math.max(0, ...series.map(({ values }) => values.length));
  const months = Array.from({ length }, (_, month) => month).filter((month) => month % 3 === 0);
  const cells = [
    months.map(String),
    ...series.map((one) => months.map((month) => shownOr(one, one.values[month]))),
  ];
  const widths = months.map((_, i) => Math.max(...cells.map((row) => textWidth(row[i] ?? ''))));
  return cells.map((row, i) => {
    const label = padText(i === 0 ? 'Month' : (labels[i - 1] ?? ''), labelWidth);
    return [label, ...row.map((cell, j) => padText(cell, widths[j] ?? 0, 'left'))].join('  ');
  });
}

/**
 * The lines of several series over one scale.
 * Example: 1, 2, 3 is "need  1  ▁▅█  3".
 */
export function sparkLines(series: readonly Series[], ink: Ink): string[] {
  const all = series.flatMap(({ values }) => values).filter(finite);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const labels = series.map(({ label }) => fitText(label, labelColumns));
  const labelWidth = Math.max(5, ...labels.map(textWidth));
  if (ink === 'plain') return tableOf(series, labels, labelWidth);
  const firsts = series.map((one) => shownOr(one, one.values[0]));
  const lasts = series.map((one) => shownOr(one, one.values.at(-1)));
  const [firstWidth, lastWidth] = [firsts, lasts].map((texts) => Math.max(0, ...texts.map(textWidth)));
  return series.map(({ values }, i) =>
    [
      padText(labels[i] ?? '', labelWidth),
      padText(firsts[i] ?? '', firstWidth ?? 0, 'left'),
      columnsOf(values, low, high),
      padText(lasts[i] ?? '', lastWidth ?? 0, 'left'),
    ].join('  '),
  );
}
