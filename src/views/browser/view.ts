/** The page of a view: verdict, one chart or its table, and one action; all charts where there is room for them. */
import { verdictName } from '../../domain/language.ts';
import type { Action } from '../actions.ts';
import type { Chart } from '../chart.ts';
import { chartsOf } from '../decisions.ts';
import { dataTable } from './data-table.ts';
import { button, element, sentence } from './element.ts';
import { pageTheme } from './host-style.ts';
import { picture } from './picture.ts';
import { isShortened, languageOf, type State, type ViewReport } from './state.ts';

export type Controls = {
  action: Action | null;
  /** Whether the host can show the view on a page of its own. */
  canFill: boolean;
  change: (change: Partial<State>) => void;
  act: () => void;
  fill: () => void;
};

/** Measures of a table within a conversation, as the style sets them: a row, a head of two lines, the line of pages. */
const measures = { row: 28, head: 46, pages: 56, column: 96 };

function header({ verdict, confidence, headline }: ViewReport, state: State): HTMLElement {
  const says = state.tested?.says ?? headline;
  return element(
    'header',
    {},
    element(
      'p',
      { class: 'verdict' },
      element('strong', {}, verdictName(verdict, languageOf(state.asked))),
      ` · confidence ${confidence}`,
    ),
    element('h1', { 'aria-live': 'polite' }, ...sentence(says)),
  );
}

/** One button a chart; arrow keys go from one to the next. */
function tabs(charts: readonly Chart[], shown: Chart, choose: (id: string) => void): HTMLElement {
  const list = charts.map(({ id, short }) =>
    button(
      {
        id: `tab-${id}`,
        role: 'tab',
        'aria-selected': String(id === shown.id),
        'aria-controls': 'panel',
        tabindex: id === shown.id ? '0' : '-1',
      },
      short,
      () => choose(id),
    ),
  );
  const bar = element('div', { role: 'tablist', 'aria-label': 'Charts' }, ...list);
  bar.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = charts.indexOf(shown) + step;
    const next = charts[(at + charts.length) % charts.length];
    if (next !== undefined) choose(next.id);
  });
  return bar;
}

function footer(
  state: State,
  { action, canFill, change, act, fill }: Controls,
  hasCharts: boolean,
): HTMLElement {
  return element(
    'footer',
    {},
    state.tested !== null
      ? button({ id: 'act', class: 'primary' }, 'Back to your numbers', () =>
          change({ tested: null, page: 0 }),
        )
      : action === null
        ? null
        : button(
            { id: 'act', class: 'primary', disabled: state.busy },
            state.busy ? 'Asking…' : action.label,
            act,
          ),
    state.mode === 'inline' && hasCharts
      ? button({ id: 'as-table', 'aria-pressed': String(state.asTable) }, 'Table', () =>
          change({ asTable: !state.asTable, page: 0 }),
        )
      : null,
    canFill ? button({ id: 'fill' }, state.mode === 'inline' ? 'Full screen' : 'Close', fill) : null,
    element('span', { role: 'status', class: 'trouble' }, state.trouble ?? ''),
  );
}

type Page = {
  content: HTMLElement[];
  draw: (() => { dispose: () => void; resize: () => void })[];
  /** Puts the table in its place, once that has a size. */
  fillTable?: () => void;
};

function inlinePage(report: ViewReport, charts: readonly Chart[], state: State, controls: Controls): Page {
  const shown = charts.find(({ id }) => id === state.chart) ?? charts[0];
  const text = state.tested?.text ?? null;
  if (shown === undefined || text !== null) {
    const content = element(
      'pre',
      { id: 'panel', tabindex: '0' },
      text ??
        (isShortened(report)
          ? 'The rows to draw were left out of this answer for its size; with detail: full they are there.'
          : 'This report has nothing to draw; the answer says it in words.'),
    );
    return { content: [header(report, state), content, footer(state, controls, false)], draw: [] };
  }
  const choose = (chart: string) => controls.change({ chart, page: 0 });
  const { figure, draw } = picture(shown, pageTheme());
  const panel = element(
    'section',
    { id: 'panel', role: 'tabpanel', 'aria-labelledby': `tab-${shown.id}` },
    element('h2', {}, shown.title),
    state.asTable ? null : figure,
  );
  // How many rows there is room for shows only once the page stands.
  const fillTable = () => {
    const room = {
      rows: Math.max(
        1,
        Math.floor((panel.clientHeight - measures.head - measures.pages - 24) / measures.row),
      ),
      columns: Math.max(2, Math.floor(panel.clientWidth / measures.column)),
    };
    panel.append(dataTable(shown, report.currency, room, state.page, (page) => controls.change({ page })));
  };
  return {
    content: [header(report, state), tabs(charts, shown, choose), panel, footer(state, controls, true)],
    draw: state.asTable ? [] : [draw],
    ...(state.asTable ? { fillTable } : {}),
  };
}

function fullPage(report: ViewReport, charts: readonly Chart[], state: State, controls: Controls): Page {
  const theme = pageTheme();
  const pictures = charts.map((chart) => ({ chart, ...picture(chart, theme) }));
  const sections = pictures.map(({ chart, figure }) =>
    element(
      'section',
      { class: 'chart', 'aria-label': chart.title },
      element('h2', {}, chart.title),
      figure,
      element(
        'details',
        {},
        element('summary', {}, 'Table'),
        element(
          'div',
          { class: 'wide', tabindex: '0', role: 'region', 'aria-label': chart.title },
          dataTable(chart, report.currency, null, 0, () => {}),
        ),
      ),
    ),
  );
  const text = state.tested?.text ?? null;
  return {
    content: [
      header(report, state),
      ...(text === null ? [] : [element('pre', { tabindex: '0' }, text)]),
      element('div', { class: 'charts' }, ...sections),
      footer(state, controls, charts.length > 0),
    ],
    draw: pictures.map(({ draw }) => draw),
  };
}

const messagePage = ({ title, lines }: NonNullable<State['message']>): Page => ({
  content: [
    element(
      'section',
      { class: 'message', role: 'status' },
      element('h1', {}, title),
      lines.length === 0 ? null : element('ul', {}, ...lines.map((line) => element('li', {}, line))),
    ),
  ],
  draw: [],
});

/** Shows a state in place of what was there, and keeps the focus on the same control. Returns the drawn charts. */
export function show(root: HTMLElement, state: State, controls: Controls) {
  const focused = document.activeElement?.id ?? '';
  const report = state.tested?.report ?? state.report;
  const page =
    report === null || state.message !== null
      ? messagePage(state.message ?? { title: 'No answer yet.', lines: [] })
      : (state.mode === 'inline' ? inlinePage : fullPage)(report, chartsOf(report), state, controls);
  root.dataset['mode'] = state.mode;
  root.setAttribute('aria-busy', String(state.busy));
  root.replaceChildren(...page.content);
  page.fillTable?.();
  // The focus goes along with the tab that was chosen.
  const next = focused.startsWith('tab-') ? root.querySelector<HTMLElement>('[aria-selected=true]') : null;
  if (focused !== '') (next ?? document.getElementById(focused))?.focus();
  return page.draw.map((draw) => draw());
}
