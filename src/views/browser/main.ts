/** The view within a conversation: takes what the host sends, asks the tool again when a person wants to, and redraws. */
import { actionOf } from '../actions.ts';
import { type HostContext, openBridge } from './bridge.ts';
import { applyHostStyle } from './host-style.ts';
import {
  isShortened,
  messageOf,
  partialLines,
  reportIn,
  type State,
  startState,
  textIn,
  type ViewReport,
} from './state.ts';
import { show } from './view.ts';

/** Set by the build. */
declare const VERSION: string;

type Json = Record<string, unknown>;

/** The height within a conversation, in pixels, and the most that hosts give. */
const inlineHeight = 480;
const mostHeight = 500;

const root = document.getElementById('view') ?? document.body.appendChild(document.createElement('main'));
let state: State = startState;
let host: { capabilities: Json; context: HostContext } = { capabilities: {}, context: {} };
let drawn: ReturnType<typeof show> = [];
let sentHeight = 0;

const clear = () => {
  for (const chart of drawn) chart.dispose();
  drawn = [];
};

function render(): void {
  clear();
  const fixed = host.context.containerDimensions;
  const height = Math.min(fixed?.height ?? fixed?.maxHeight ?? inlineHeight, inlineHeight);
  root.style.height = state.mode === 'inline' && state.message === null ? `${height}px` : '';
  const modes = host.context.availableDisplayModes ?? [];
  drawn = show(root, state, {
    action:
      state.report !== null && 'serverTools' in host.capabilities
        ? actionOf(state.report, state.asked)
        : null,
    canFill: modes.includes('fullscreen'),
    change,
    act: () => void act(),
    fill: () => void fill(),
  });
  const needed = Math.min(Math.ceil(root.getBoundingClientRect().height), mostHeight);
  if (state.mode === 'inline' && needed !== sentHeight) {
    sentHeight = needed;
    bridge.notify('ui/notifications/size-changed', { height: needed });
  }
}

function change(next: Partial<State>): void {
  state = { ...state, ...next };
  render();
}

/** Says to the model what the person looks at, where the host passes that on. */
function tellModel(text: string): void {
  if (!('updateModelContext' in host.capabilities)) return;
  bridge.request('ui/update-model-context', { content: [{ type: 'text', text }] }).catch(() => {});
}

const callTool = (name: string, args: Json) => bridge.request('tools/call', { name, arguments: args });

/** The complete report of an answer that was cut to size: kept by the server, or asked for again in full. */
async function completed(report: ViewReport): Promise<ViewReport | null> {
  if ('serverResources' in host.capabilities) {
    const read = await bridge
      .request('resources/read', { uri: `cco://reports/${report.report_id}` })
      .catch(() => ({}) as Json);
    const [first] = Array.isArray(read['contents']) ? (read['contents'] as Json[]) : [];
    const kept = typeof first?.['text'] === 'string' ? reportIn(JSON.parse(first['text'])) : null;
    if (kept !== null) return kept;
  }
  if (!('serverTools' in host.capabilities)) return null;
  const answer = await callTool(report.tool, { ...state.asked, detail: 'full' });
  return reportIn(answer['structuredContent']);
}

async function take(result: Json): Promise<void> {
  const report = reportIn(result['structuredContent']);
  if (report === null) {
    return change({ message: messageOf(result), report: null, tested: null });
  }
  change({ message: null, report, tested: null, page: 0 });
  if (state.asked['detail'] === 'full' && !isShortened(report)) return;
  const complete = await completed(report).catch(() => null);
  // What is said stays as the answer says it, in its language; the complete report gives the rows.
  if (complete !== null && state.report === report)
    change({ report: { ...complete, verdict: report.verdict, headline: report.headline } });
}

async function act(): Promise<void> {
  const { report, asked } = state;
  if (report === null || state.busy) return;
  const action = actionOf(report, asked);
  change({ busy: true, trouble: null });
  try {
    const result = await callTool(report.tool, action.change(asked));
    const answer = reportIn(result['structuredContent']);
    if (answer === null) throw new Error(textIn(result).split('\n')[1] ?? 'the tool gave no answer');
    const says = action.says?.(answer) ?? answer.headline;
    const tested = { report: answer, says, text: action.says === null ? textIn(result) : null };
    change({ busy: false, tested, chart: action.shows ?? state.chart, asTable: false, page: 0 });
    // A long text needs a page of its own, where the host has one.
    if (tested.text !== null && state.mode === 'inline') await fill();
    tellModel(`The user tested this in the view: ${says}`);
  } catch (error) {
    change({ busy: false, trouble: `Not tested: ${error instanceof Error ? error.message : String(error)}` });
  }
}

async function fill(): Promise<void> {
  if (!(host.context.availableDisplayModes ?? []).includes('fullscreen')) return;
  const mode = state.mode === 'inline' ? 'fullscreen' : 'inline';
  const answer = await bridge.request('ui/request-display-mode', { mode }).catch(() => ({}) as Json);
  if (answer['mode'] === 'inline' || answer['mode'] === 'fullscreen') change({ mode: answer['mode'] });
}

function takeContext(context: HostContext): void {
  host = { ...host, context: { ...host.context, ...context } };
  applyHostStyle(context);
  const { displayMode } = context;
  change(displayMode === 'inline' || displayMode === 'fullscreen' ? { mode: displayMode } : {});
}

const argumentsIn = (params: Json): Json =>
  typeof params['arguments'] === 'object' && params['arguments'] !== null
    ? (params['arguments'] as Json)
    : {};

const bridge = openBridge(
  VERSION,
  {
    'ui/notifications/tool-input-partial': (params) =>
      change({ message: { title: 'Receiving the input…', lines: partialLines(argumentsIn(params)) } }),
    'ui/notifications/tool-input': (params) =>
      change({ asked: argumentsIn(params), message: { title: 'Computing…', lines: [] } }),
    'ui/notifications/tool-result': (params) => void take(params),
    'ui/notifications/tool-cancelled': () =>
      change({ message: { title: 'The question was cancelled; nothing was computed.', lines: [] } }),
    'ui/notifications/host-context-changed': (params) => takeContext(params as HostContext),
  },
  () => {
    window.removeEventListener('resize', resized);
    clear();
    root.replaceChildren();
  },
);

/** Charts are laid out for a width, so another width is another page. */
let width = window.innerWidth;
function resized(): void {
  if (window.innerWidth === width) for (const chart of drawn) chart.resize();
  else {
    width = window.innerWidth;
    render();
  }
}

window.addEventListener('resize', resized);
applyHostStyle({});
render();
bridge.initialize().then(
  ({ hostCapabilities, hostContext }) => {
    host = { capabilities: hostCapabilities, context: {} };
    takeContext(hostContext);
  },
  () => change({ message: { title: 'This view needs a host that speaks MCP Apps.', lines: [] } }),
);
