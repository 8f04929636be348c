/** The view's side of MCP Apps: JSON-RPC with the host by messages between windows. */

type Json = Record<string, unknown>;

/** What the host tells about itself; all parts may be missing. */
export type HostContext = {
  theme?: 'light' | 'dark';
  styles?: { variables?: Record<string, string | undefined>; css?: { fonts?: string } };
  displayMode?: string;
  availableDisplayModes?: string[];
  containerDimensions?: { height?: number; maxHeight?: number };
  locale?: string;
};

export type Initialized = { hostCapabilities: Json; hostContext: HostContext };

/** What a view does about messages of the host, by method. */
export type Handlers = Readonly<Record<string, (params: Json) => void>>;

export type Bridge = {
  initialize: () => Promise<Initialized>;
  /** Asks the host, and through it the server. Rejects with the sentence of the host. */
  request: (method: string, params: Json) => Promise<Json>;
  notify: (method: string, params?: Json) => void;
  close: () => void;
};

/** The revision of MCP Apps that is spoken. */
const protocolVersion = '2026-01-26';

/** How long the host may take; tools that ask the user something are slow. */
const patience = 120_000;

const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Waiting = { resolve: (result: Json) => void; reject: (error: Error) => void; timer: number };

/**
 * Listens to the host and to nobody else. `onTeardown` runs before the host takes the view away.
 * Requests of the host that are not known are answered with "method not found".
 */
export function openBridge(version: string, handlers: Handlers, onTeardown: () => void): Bridge {
  const host = window.parent;
  const waiting = new Map<number, Waiting>();
  let next = 1;
  const send = (message: Json) => host.postMessage({ jsonrpc: '2.0', ...message }, '*');

  const answerRequest = (id: unknown, method: string) => {
    if (method === 'ui/resource-teardown') onTeardown();
    const known = method === 'ui/resource-teardown' || method === 'ping';
    send(known ? { id, result: {} } : { id, error: { code: -32601, message: `${method}: not known here` } });
  };
  const settle = ({ id, result, error }: Json) => {
    const request = typeof id === 'number' ? waiting.get(id) : undefined;
    if (request === undefined || typeof id !== 'number') return;
    waiting.delete(id);
    window.clearTimeout(request.timer);
    if (isRecord(error)) request.reject(new Error(String(error['message'] ?? 'the host refused')));
    else request.resolve(isRecord(result) ? result : {});
  };
  const listen = (event: MessageEvent<unknown>) => {
    if (event.source !== host || !isRecord(event.data) || event.data['jsonrpc'] !== '2.0') return;
    const { id, method, params } = event.data;
    if (typeof method !== 'string') settle(event.data);
    else if (id !== undefined) answerRequest(id, method);
    else if (Object.hasOwn(handlers, method)) handlers[method]?.(isRecord(params) ? params : {});
  };
  window.addEventListener('message', listen);

  const request = (method: string, params: Json): Promise<Json> =>
    new Promise((resolve, reject) => {
      const id = next++;
      const timer = window.setTimeout(
        () => settle({ id, error: { message: 'the host did not answer' } }),
        patience,
      );
      waiting.set(id, { resolve, reject, timer });
      send({ id, method, params });
    });
  const notify = (method: string, params: Json = {}) => send({ method, params });
  return {
    request,
    notify,
    initialize: async () => {
      const result = await request('ui/initialize', {
        appInfo: { name: 'cco-advisor-view', version },
        appCapabilities: { availableDisplayModes: ['inline', 'fullscreen'] },
        protocolVersion,
      });
      notify('ui/notifications/initialized');
      const [capabilities, context] = [result['hostCapabilities'], result['hostContext']];
      return {
        hostCapabilities: isRecord(capabilities) ? capabilities : {},
        hostContext: isRecord(context) ? (context as HostContext) : {},
      };
    },
    close: () => {
      window.removeEventListener('message', listen);
      for (const { timer } of waiting.values()) window.clearTimeout(timer);
      waiting.clear();
    },
  };
}
