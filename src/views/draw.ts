/** The chart library, with the few parts that are used: lines, points, own forms, SVG. */
import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart } from './chart.ts';
import type { Theme } from './theme.ts';

export { init };

use([CustomChart, LineChart, ScatterChart, GridComponent, TooltipComponent, SVGRenderer]);

/** A chart as the text of an SVG picture, of a size in pixels. No page is needed for it. */
export function svgOf(chart: Chart, theme: Theme, width: number, height: number): string {
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawn.setOption({ ...chart.option(theme, width), tooltip: { show: false } });
    return drawn.renderToSVGString();
  } finally {
    drawn.dispose();
  }
}
