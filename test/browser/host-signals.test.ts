/** What a host may send at any time: parts of an input, themes, sizes, refusals, the end; and what it may not be able to do. */
import type { Browser, Frame } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startBrowser } from './browser.ts';
import { type Host, openHost } from './host.ts';

let browser: Browser;
let host: Host;

beforeAll(async () => {
  browser = await startBrowser();
  host = await openHost(browser);
});

afterEach(() => {
  expect(host.errors.splice(0)).toEqual([]);
  expect(host.requests.splice(0)).toEqual([]);
});

afterAll(async () => {
  await host?.close();
  await browser?.close();
});

const context = { theme: 'light', displayMode: 'inline', availableDisplayModes: ['inline', 'fullscreen'] };

/** Opens a view with the sample of a tool drawn. */
async function drawn(tool = 'cco_decompose_retention', more: Record<string, unknown> = {}): Promise<Frame> {
  const frame = await host.open({ ...context, ...more });
  await host.ask(tool, { sample: true });
  await frame.waitForSelector('svg');
  return frame;
}

const barColor = (frame: Frame) =>
  frame.evaluate(
    "document.querySelector('svg path[fill^=\"#\"], svg path[fill^=\"rgb\"]') && [...document.querySelectorAll('svg path')].map((p) => p.getAttribute('fill')).join()",
  );

describe('an input that is still being written', () => {
  it('is shown as it grows, then the computing, then the answer', async () => {
    const frame = await host.open(context);
    expect(await frame.textContent('h1')).toBe('Waiting for the question…');
    await host.tell('sendToolInputPartial', { arguments: { accounts: [{}, {}], stage: 'growth' } });
    await expect.poll(() => frame.textContent('main')).toBe('Receiving the input…accounts: 2');
    await host.tell('sendToolInputPartial', {});
    await expect.poll(() => frame.textContent('main')).toBe('Receiving the input…');
    await host.tell('sendToolInput', { arguments: { sample: true } });
    await expect.poll(() => frame.textContent('h1')).toBe('Computing…');
    await host.ask('cco_decompose_retention', { sample: true });
    await frame.waitForSelector('svg');
  });

  it('may be cancelled', async () => {
    const frame = await host.open(context);
    await host.tell('sendToolCancelled', { reason: 'user action' });
    await expect
      .poll(() => frame.textContent('h1'))
      .toBe('The question was cancelled; nothing was computed.');
  });
});

it('shows why an input was refused, every reason', async () => {
  const frame = await host.open(context);
  await host.ask('cco_decompose_retention', { sample: true, stage: 'mature', curency: 'USD' });
  await expect.poll(() => frame.textContent('h1')).toBe('The input was refused; nothing was computed.');
  const reasons = await frame.locator('li').allTextContents();
  expect(reasons).toHaveLength(2);
  expect(reasons.join(' ')).toMatch(/curency.*stage|stage.*curency/s);
});

it('of many or long reasons shows the first, within the height there is', async () => {
  const frame = await host.open(context);
  const lines = Array.from({ length: 50 }, (_, i) => `- accounts[${i}].arr: ${'x'.repeat(2_000)}`);
  await host.show({ isError: true, content: [{ type: 'text', text: ['Refused.', ...lines].join('\n') }] });
  await expect.poll(() => frame.locator('li').count()).toBe(7);
  expect(await frame.locator('li').last().textContent()).toBe('and 44 more, which stand in the answer');
  expect(Math.max(...((await host.seen('heights')) as number[]))).toBeLessThanOrEqual(500);
});

it('shows the whole answer as text where nothing can be changed, on a page of its own', async () => {
  const frame = await host.open(context);
  await host.ask('cco_size_coverage', { sample: true, attrition_rate: 0.2 });
  await frame.waitForSelector('svg');
  await frame.getByRole('button', { name: 'Show the plan as text' }).click();
  await frame.waitForSelector('[data-mode=fullscreen] pre');
  const text = await frame.textContent('pre');
  expect(text).toContain('**Bottom Line:**');
  expect(text).toContain('## Figures and how they were computed');
  expect(await frame.locator('svg').count()).toBe(3);
});

it('follows a change of theme, host colours and fonts, and draws anew', async () => {
  const frame = await drawn();
  const light = await barColor(frame);
  await host.tell('setHostContext', {
    ...context,
    theme: 'dark',
    styles: {
      variables: { '--color-text-primary': 'rgb(1, 200, 3)', '--font-sans': 'monospace' },
      css: { fonts: '@font-face { font-family: Host; src: local("Host") }' },
    },
  });
  await expect.poll(() => frame.getAttribute('html', 'data-theme')).toBe('dark');
  expect(await barColor(frame)).not.toBe(light);
  expect(await frame.evaluate('getComputedStyle(document.body).color')).toBe('rgb(1, 200, 3)');
  expect(await frame.evaluate('getComputedStyle(document.body).fontFamily')).toBe('monospace');
  expect(
    await frame.evaluate(
      "[...document.querySelectorAll('svg text')].map((t) => t.getAttribute('fill')).join()",
    ),
  ).toContain('rgb(1, 200, 3)');
  expect(await frame.evaluate("document.getElementById('host-fonts').textContent")).toContain('Host');
  // The ground is the host's.
  expect(await frame.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgba(0, 0, 0, 0)');
});

it('lays itself out anew for another width', async () => {
  const frame = await drawn();
  const width = async () => (await frame.locator('svg').boundingBox())?.width ?? 0;
  expect(await width()).toBeGreaterThan(600);
  await host.page.setViewportSize({ width: 400, height: 520 });
  await expect.poll(width).toBeLessThan(400);
  await host.page.setViewportSize({ width: 720, height: 520 });
  await expect.poll(width).toBeGreaterThan(600);
});

it('keeps to a height that the host fixes', async () => {
  await drawn('cco_decompose_retention', { containerDimensions: { maxHeight: 360 } });
  expect(Math.max(...((await host.seen('heights')) as number[]))).toBeLessThanOrEqual(360);
});

it('is gone after teardown, and says so to the host', async () => {
  const frame = await drawn();
  expect(await host.tell('teardownResource', {})).toEqual({});
  expect(await frame.textContent('main')).toBe('');
  await host.page.setViewportSize({ width: 500, height: 520 });
  expect(await frame.locator('svg').count()).toBe(0);
  await host.page.setViewportSize({ width: 720, height: 520 });
});

describe('a host that can do less', () => {
  it('without tools has no button to test, and nothing else is lost', async () => {
    const frame = await host.open({}, {});
    await host.ask('cco_decompose_retention', { sample: true });
    await frame.waitForSelector('svg');
    expect(await frame.locator('footer button').allTextContents()).toEqual(['Table']);
    expect(await host.seen('calls')).toEqual([]);
    expect(await host.seen('reads')).toEqual([]);
  });

  it('without resources asks the tool for the complete rows, as a server without memory needs it', async () => {
    const frame = await host.open(context, { serverTools: {} });
    await host.ask('cco_size_coverage', { sample: true });
    await frame.waitForSelector('svg');
    await expect
      .poll(() => host.seen('calls'))
      .toEqual([{ name: 'cco_size_coverage', args: { sample: true, detail: 'full' } }]);
    await expect.poll(() => frame.textContent('main')).not.toContain('rows are shown here');
  });

  it('says in one sentence when the test was refused, and keeps the answer', async () => {
    const frame = await host.open(context);
    await host.tell('sendToolInput', { arguments: { source: { path: 'gone.csv' } } });
    const result = (await host.client.callTool({
      name: 'cco_decompose_retention',
      arguments: { sample: true },
    })) as Record<string, unknown>;
    await host.show(result);
    await frame.waitForSelector('svg');
    await frame.locator('#act').click();
    await expect
      .poll(() => frame.textContent('.trouble'))
      .toMatch(/^Not tested: .*source\.path: no folder is allowed/);
    expect(await frame.locator('svg').count()).toBe(1);
  });

  it('may give no structure: the text is shown as text', async () => {
    const frame = await host.open(context);
    await host.show({ content: [{ type: 'text', text: 'Only <b>text</b>' }] });
    await expect.poll(() => frame.textContent('h1')).toBe('Only <b>text</b>');
  });
});

it('listens to its host alone: messages of others and of other kinds change nothing', async () => {
  const frame = await drawn();
  const before = await frame.textContent('main');
  await frame.evaluate(
    "window.postMessage({ jsonrpc: '2.0', method: 'ui/notifications/tool-cancelled', params: {} }, '*')",
  );
  await host.page.evaluate(
    "document.querySelector('iframe').contentWindow.postMessage({ method: 'ui/notifications/tool-cancelled' }, '*')",
  );
  await host.page.evaluate(
    "document.querySelector('iframe').contentWindow.postMessage({ jsonrpc: '2.0', method: 'constructor', params: {} }, '*')",
  );
  await host.page.evaluate("document.querySelector('iframe').contentWindow.postMessage('nonsense', '*')");
  await host.page.waitForTimeout(50);
  expect(await frame.textContent('main')).toBe(before);
});
