/** Frame, axes and tooltip that all charts share. Ticks are marks to read by; every figure itself comes from the report. */
import type { Unit } from '../domain/display.ts';
import { shortNumber } from '../domain/short-number.ts';
import { type Option, shownName } from './chart.ts';
import type { Theme } from './theme.ts';

type Axis = Exclude<Option['xAxis'], unknown[] | undefined>;
type YAxis = Exclude<Option['yAxis'], unknown[] | undefined>;

const label = (theme: Theme) => ({ color: theme.muted, fontFamily: theme.font, fontSize: 12 });

/** The size of texts above bars that stand beside each other: smaller where these stand close. */
export const closeSize = (width: number): number => (width < 560 ? 10 : 12);

/** No motion, and a tooltip drawn as SVG text: nothing that a name holds is ever read as markup. */
export const frame = (
  theme: Theme,
  margins: { left?: number; right?: number; top?: number; bottom?: number } = {},
): Option => ({
  animation: false,
  backgroundColor: 'transparent',
  textStyle: { fontFamily: theme.font, color: theme.ink },
  grid: {
    left: 8,
    right: 16,
    top: 12,
    bottom: 8,
    outerBoundsMode: 'same',
    outerBoundsContain: 'axisLabel',
    ...margins,
  },
  tooltip: {
    trigger: 'item',
    renderMode: 'richText',
    confine: true,
    backgroundColor: theme.ground,
    borderColor: theme.line,
    textStyle: { color: theme.ink, fontFamily: theme.font, fontSize: 12 },
  },
});

/** An axis of values in a unit, with the fewest lines that can be read. */
export const valueAxis = (
  theme: Theme,
  unit: Unit,
  more: { name?: string; fromZero?: boolean; min?: number; max?: number; log?: boolean } = {},
): Axis & YAxis =>
  ({
    type: more.log === true ? 'log' : 'value',
    splitNumber: 3,
    axisLabel: { ...label(theme), hideOverlap: true, formatter: (value: number) => shortNumber(value, unit) },
    splitLine: { lineStyle: { color: theme.line, width: 1, opacity: 0.6 } },
    axisLine: { show: false },
    axisTick: { show: false },
    ...(more.name === undefined
      ? {}
      : { name: more.name, nameLocation: 'middle', nameGap: 28, nameTextStyle: label(theme) }),
    // From zero, and below it where a value is.
    ...(more.fromZero === true ? { min: ({ min }: { min: number }) => Math.min(0, min) } : {}),
    ...(more.min === undefined ? {} : { min: more.min }),
    ...(more.max === undefined ? {} : { max: more.max }),
  }) as Axis & YAxis;

/** An axis of months from today, marked by quarters. */
export const monthAxis = (theme: Theme, last: number): Axis => ({
  ...valueAxis(theme, 'ratio', { name: 'Month', min: 0, max: last }),
  interval: 3,
});

/** An axis of names, which may have two lines. `down`: the first name stands at the top. */
export const nameAxis = (
  theme: Theme,
  names: readonly string[],
  more: { down?: boolean; width?: number; every?: boolean; size?: number } = {},
): Axis & YAxis =>
  ({
    type: 'category',
    data: names.map((name) =>
      name
        .split('\n')
        .map((line) => shownName(line, 60))
        .join('\n'),
    ),
    inverse: more.down === true,
    axisLabel: {
      ...label(theme),
      color: theme.ink,
      fontSize: more.size ?? 12,
      lineHeight: 15,
      width: more.width ?? 130,
      overflow: more.down === true ? 'truncate' : 'break',
      ...(more.every === false ? { hideOverlap: true } : { interval: 0 }),
    },
    axisLine: { lineStyle: { color: theme.line } },
    axisTick: { show: false },
    splitLine: { show: false },
  }) as Axis & YAxis;

/** Room for names beside a chart: a third of it, and at most what a name needs. Example: `nameWidth(360)` is 108. */
export const nameWidth = (width: number, most = 150): number => Math.min(most, Math.floor(width * 0.3));
