/** The one form most charts are drawn in: a bar between two values, at a place on an axis of names. */
import type { CustomSeriesOption } from 'echarts/charts';
import type { CustomSeriesRenderItemAPI, CustomSeriesRenderItemParams } from 'echarts/types/dist/shared';
import { shownName } from './chart.ts';
import type { Theme } from './theme.ts';

export type Span = {
  /** Which name of the axis it belongs to, from 0. */
  at: number;
  from: number;
  to: number;
  color: string;
  /** Part of the room that a name has, 0 to 1. */
  thickness: number;
  /** How far from the middle of that room, -0.5 to 0.5. */
  shift?: number;
  /** Text after the far end of its row, or above it. */
  label?: string;
  /** What pointing at it says. */
  tip?: string;
  /** Drawn as an outline, for what is proposed or unknown. */
  outline?: boolean;
};

/** The least length of a span in pixels, so that a value of nothing is still seen. */
const least = 3;

type Point = readonly number[];

const numberOf = (size: number | number[], index: number): number =>
  typeof size === 'number' ? size : (size[index] ?? 0);

function textAtPoint(
  content: string,
  x: number,
  y: number,
  textAlign: 'left' | 'center',
  textVerticalAlign: 'middle' | 'bottom',
  fill: string,
  theme: Theme,
  fontSize = 12,
) {
  const style = { text: shownName(content, 60), x, y, textAlign, textVerticalAlign, fill };
  return { type: 'text' as const, silent: true, style: { ...style, fontSize, fontFamily: theme.font } };
}

/** The most room that a row of a chart takes beside its neighbours, in pixels. */
const tallest = 80;

function drawSpan(
  span: Span,
  /** The furthest value of its row: its text stands behind all of it. */
  furthest: number,
  across: boolean,
  theme: Theme,
  size: number,
  api: CustomSeriesRenderItemAPI,
) {
  const point = (value: number): Point => api.coord(across ? [value, span.at] : [span.at, value]);
  const [from, to] = [point(span.from), point(span.to)];
  const whole = numberOf(api.size?.(across ? [0, 1] : [1, 0]) ?? 0, across ? 1 : 0);
  // One row alone would fill the whole chart.
  const room = across ? Math.min(whole, tallest) : whole;
  const [along, beside] = across ? [0, 1] : [1, 0];
  const start = Math.min(from[along] ?? 0, to[along] ?? 0);
  const length = Math.max(Math.abs((to[along] ?? 0) - (from[along] ?? 0)), least);
  const thickness = Math.max(span.thickness * room, least);
  const side = (from[beside] ?? 0) + (span.shift ?? 0) * room - thickness / 2;
  const shape = across
    ? { x: start, y: side, width: length, height: thickness }
    : { x: side, y: start, width: thickness, height: length };
  const outside =
    span.label === undefined
      ? []
      : across
        ? [
            textAtPoint(
              span.label,
              (point(furthest)[0] ?? 0) + 6,
              side + thickness / 2,
              'left',
              'middle',
              theme.ink,
              theme,
              size,
            ),
          ]
        : [
            textAtPoint(
              span.label,
              side + thickness / 2,
              start - 4,
              'center',
              'bottom',
              theme.ink,
              theme,
              size,
            ),
          ];
  const style =
    span.outline === true
      ? { fill: 'transparent', stroke: span.color, lineWidth: 1.5, lineDash: [4, 3] }
      : // A mark at one value stands apart from the bar that it crosses.
        span.from === span.to
        ? { fill: span.color, stroke: theme.ground, lineWidth: 1 }
        : { fill: span.color };
  return {
    type: 'group' as const,
    children: [{ type: 'rect' as const, shape, style }, ...outside],
  };
}

/**
 * A series of spans. `across`: names stand beside, values run to the right; otherwise names stand below.
 * Example: `spanSeries([{ at: 0, from: 0, to: 5, color: '#000', thickness: 0.6 }], true, light)` draws one bar.
 */
export function spanSeries(
  spans: readonly Span[],
  across: boolean,
  theme: Theme,
  size = 12,
): CustomSeriesOption {
  return {
    type: 'custom',
    clip: false,
    data: spans.map(({ at, from, to }) => [from, to, at]),
    encode: across ? { x: [0, 1], y: 2 } : { x: 2, y: [0, 1] },
    tooltip: { formatter: ({ dataIndex }: { dataIndex: number }) => spans[dataIndex]?.tip ?? '' },
    renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const span = spans[params.dataIndex];
      if (span === undefined) return undefined;
      const furthest = Math.max(
        ...spans.filter(({ at }) => at === span.at).map(({ from, to }) => Math.max(from, to)),
      );
      return drawSpan(span, furthest, across, theme, size, api);
    },
  } as CustomSeriesOption;
}

/** A cell of a heatmap: a place on both axes of names. */
export type HeatCell = { column: number; row: number; color: string; text: string; ink: string; tip: string };

/** A series of cells with their text inside, for two axes of names. */
export function cellSeries(cells: readonly HeatCell[], theme: Theme): CustomSeriesOption {
  return {
    type: 'custom',
    data: cells.map(({ column, row }) => [column, row]),
    tooltip: { formatter: ({ dataIndex }: { dataIndex: number }) => cells[dataIndex]?.tip ?? '' },
    renderItem: (params: CustomSeriesRenderItemParams, api: CustomSeriesRenderItemAPI) => {
      const cell = cells[params.dataIndex];
      if (cell === undefined) return undefined;
      const [x = 0, y = 0] = api.coord([cell.column, cell.row]);
      const size = api.size?.([1, 1]) ?? [0, 0];
      const [width, height] = [numberOf(size, 0) - 2, numberOf(size, 1) - 2];
      const shape = { x: x - width / 2, y: y - height / 2, width, height };
      return {
        type: 'group',
        children: [
          { type: 'rect', shape, style: { fill: cell.color } },
          textAtPoint(width < 34 ? '' : cell.text, x, y, 'center', 'middle', cell.ink, theme),
        ],
      };
    },
  } as CustomSeriesOption;
}
