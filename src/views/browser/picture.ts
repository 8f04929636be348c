/** A chart on the page: picture, key and note. */
import { type Chart, keyColor } from '../chart.ts';
import { init } from '../draw.ts';
import type { Theme } from '../theme.ts';
import { element } from './element.ts';

type Drawn = ReturnType<typeof init>;

/** The key of a chart: colours with what they stand for. */
function keyOf(chart: Chart, theme: Theme): HTMLElement | null {
  if (chart.key.length === 0) return null;
  const lines = chart.key.map(({ label, hue, form }) => {
    const swatch = element('span', { class: `swatch ${form}`, 'aria-hidden': 'true' });
    swatch.style.setProperty('--swatch', keyColor(theme, hue));
    return element('li', {}, swatch, label);
  });
  return element('ul', { class: 'key', 'aria-label': 'Key' }, ...lines);
}

/** The parts of a chart's figure, and how to draw into it once it has a size; drawing again replaces what was there. */
export function picture(chart: Chart, theme: Theme): { figure: HTMLElement; draw: () => Drawn } {
  const canvas = element('div', {
    class: 'picture',
    role: 'img',
    'aria-label': `${chart.title}. ${chart.description}`,
  });
  const figure = element(
    'figure',
    { 'data-chart': chart.id },
    canvas,
    keyOf(chart, theme),
    chart.note === undefined ? null : element('figcaption', {}, chart.note),
  );
  const draw = () => {
    const drawn = init(canvas, null, { renderer: 'svg' });
    drawn.setOption(chart.option(theme, canvas.clientWidth));
    return drawn;
  };
  return { figure, draw };
}
