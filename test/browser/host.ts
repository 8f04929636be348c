/** A host with a real server behind it: what the tests of the view stand on. */
import type { Client } from '@modelcontextprotocol/client';
import { build } from 'esbuild';
import type { Browser, Frame, Page } from 'playwright-core';
import { connectServer } from './server.ts';

type Json = Record<string, unknown>;

/** The policy a host sets where a view asks for no exception. */
const policy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self'",
  "media-src 'self' data:",
  "connect-src 'none'",
].join('; ');

const withPolicy = (html: string): string =>
  html.replace('<head>', `<head><meta http-equiv="Content-Security-Policy" content="${policy}">`);

export const viewUri = 'ui://cco/decision';

/** What a usual host can do. */
const capabilities = { serverTools: {}, serverResources: {}, updateModelContext: { text: {} } };

export type Host = {
  page: Page;
  client: Client;
  /** Everything the page complained about, and every address it asked for. */
  errors: string[];
  requests: string[];
  /** Opens a fresh view. */
  open: (context?: Json, able?: Json) => Promise<Frame>;
  /** Calls a tool as the model would, and passes input and result to the view. */
  ask: (name: string, args: Json) => Promise<Json>;
  /** Passes a result to the view as it is. */
  show: (result: Json) => Promise<void>;
  /** Calls a function of the official bridge by its name. */
  tell: (name: string, params: Json) => Promise<unknown>;
  /** What the host saw of the view: calls, reads, heights, model. */
  seen: (part: string) => Promise<unknown[]>;
  close: () => Promise<void>;
};

/** Opens a page of a host in a browser. */
export async function openHost(browser: Browser, size = { width: 720, height: 520 }): Promise<Host> {
  const client = await connectServer();
  const { contents } = await client.readResource({ uri: viewUri });
  const first = contents[0];
  const html = withPolicy(first !== undefined && 'text' in first ? String(first.text) : '');
  const { outputFiles } = await build({
    entryPoints: ['test/browser/host-page.ts'],
    bundle: true,
    format: 'iife',
    target: 'es2022',
    write: false,
  });
  const page = await browser.newPage({ viewport: size });
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(String(error)));
  page.on('request', (request) => {
    if (!/^(about|data):/.test(request.url())) requests.push(request.url());
  });
  await page.exposeFunction('serverCall', (name: string, args: Json) =>
    client.callTool({ name, arguments: args }),
  );
  await page.exposeFunction('serverRead', (uri: string) => client.readResource({ uri }));
  await page.setContent(
    '<!doctype html><html lang="en"><head><title>Host</title></head><body style="margin:0"></body></html>',
  );
  await page.addScriptTag({ content: outputFiles[0]?.text ?? '' });
  const run = (code: string, given: unknown) => page.evaluate(`(${code})(${JSON.stringify(given)})`);
  const frameOf = async (): Promise<Frame> => {
    const frame = await (await page.waitForSelector('iframe')).contentFrame();
    if (frame === null) throw new Error('the view has no frame');
    return frame;
  };
  return {
    page,
    client,
    errors,
    requests,
    open: async (context = {}, able = capabilities) => {
      await run('([html, context, able]) => window.openView(html, context, able)', [html, context, able]);
      return frameOf();
    },
    ask: async (name, args) => {
      await run('(args) => window.bridge.sendToolInput({ arguments: args })', args);
      const result = (await client.callTool({ name, arguments: args })) as Json;
      await run('(result) => window.bridge.sendToolResult(result)', result);
      return result;
    },
    show: async (result) => {
      await run('(result) => window.bridge.sendToolResult(result)', result);
    },
    tell: (name, params) => run('([name, params]) => window.bridge[name](params)', [name, params]),
    seen: async (part) => (await run('(part) => window.seen[part] ?? []', part)) as unknown[],
    close: async () => {
      await page.close();
      await client.close();
    },
  };
}
