/** The host side of a test: the official bridge over a sandboxed frame, driven from Node through functions on the window. */
import { AppBridge, PostMessageTransport } from '@modelcontextprotocol/ext-apps/app-bridge';

type Json = Record<string, unknown>;

/** What Node gives to the page: the server behind the host. */
declare global {
  interface Window {
    serverCall: (name: string, args: Json) => Promise<Json>;
    serverRead: (uri: string) => Promise<Json>;
    openView: (html: string, context: Json, capabilities: Json) => Promise<void>;
    bridge: AppBridge;
    seen: Json;
  }
}

const seen = (part: string, value: unknown) => {
  const before = window.seen[part];
  window.seen[part] = [...(Array.isArray(before) ? before : []), value];
};

window.seen = {};

/** Opens a view in a frame that may run scripts and nothing else, and waits until it has introduced itself. */
window.openView = async (html, context, capabilities) => {
  window.seen = {};
  document.body.replaceChildren();
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.style.cssText = 'width:100%;height:150px;border:0;display:block;background:transparent';
  document.body.append(frame);
  if (frame.contentWindow === null) throw new Error('the frame has no window');
  const bridge = new AppBridge(null, { name: 'test-host', version: '1' }, capabilities, {
    hostContext: context,
  });
  window.bridge = bridge;
  bridge.oncalltool = async ({ name, arguments: args }) => {
    seen('calls', { name, args });
    return (await window.serverCall(name, args ?? {})) as never;
  };
  bridge.onreadresource = async ({ uri }) => {
    seen('reads', uri);
    return (await window.serverRead(uri)) as never;
  };
  bridge.onrequestdisplaymode = async ({ mode }) => {
    frame.style.height = mode === 'fullscreen' ? '100vh' : '480px';
    return { mode };
  };
  bridge.onupdatemodelcontext = async (params) => {
    seen('model', params);
    return {};
  };
  bridge.onsizechange = ({ height }) => {
    seen('heights', height);
    if (height !== undefined) frame.style.height = `${height}px`;
  };
  const ready = new Promise<void>((resolve) => {
    bridge.oninitialized = () => resolve();
  });
  await bridge.connect(new PostMessageTransport(frame.contentWindow, frame.contentWindow));
  frame.srcdoc = html;
  await ready;
};
