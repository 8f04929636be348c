/** The chart library, with the few parts that are used: lines, points, own forms, SVG. */
import { CustomChart, LineChart, ScatterChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import type { Chart } from './chart.ts';
import type { Theme } from './theme.ts';

export { init };

use([CustomChart, LineChart, ScatterChart, GridComponent, TooltipComponent, SVGRenderer]);

/** What the library adds for pointers, which a still picture has none of, and numbers that count over a whole run. */
const still = (svg: string, id: string): string =>
  svg
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/ (?:class="zr\d*-cls-\d+"|ecmeta_\w+="[^"]*"|pointer-events="\w+")/g, '')
    .replace(/\bzr\d+-/g, `${id}-`);

/** A chart as the text of an SVG picture, of a size in pixels. No page is needed for it; the same chart gives the same text. */
export function svgOf(chart: Chart, theme: Theme, width: number, height: number): string {
  const drawn = init(null, null, { renderer: 'svg', ssr: true, width, height });
  try {
    drawn.setOption({ ...chart.option(theme, width), tooltip: { show: false } });
    return still(drawn.renderToSVGString(), chart.id);
  } finally {
    drawn.dispose();
  }
}
