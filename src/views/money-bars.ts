/** The form of charts that compare money by name: names down the side, amounts to the right, room for texts behind them. */
import { frame, nameAxis, nameWidth, valueAxis } from './axes.ts';
import type { Option } from './chart.ts';
import { type Span, spanSeries } from './spans.ts';
import type { Theme } from './theme.ts';

/** Draws spans of money, one row a name, the first at the top. `right`: pixels kept for the texts behind the bars. */
export const moneyBars = (
  theme: Theme,
  width: number,
  { names, spans, right }: { names: readonly string[]; spans: readonly Span[]; right: number },
): Option => ({
  ...frame(theme, { right }),
  xAxis: valueAxis(theme, 'money', { fromZero: true }),
  yAxis: nameAxis(theme, names, { down: true, width: nameWidth(width) }),
  series: [spanSeries(spans, true, theme)],
});
