/** Names that try to be more than names, in the view and on the page of a report. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { PageReport } from '../../src/render/html-report.ts';
import { createReportStore } from '../../src/report-store.ts';
import { designSegments } from '../../src/tools/design-segments.ts';
import { reportPage } from '../../src/views/report-page.ts';
import { startBrowser } from './browser.ts';
import { openHost } from './host.ts';

let browser: Browser;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(() => browser?.close());

const markup = '<img src=x onerror="document.title=1">';
const names = [
  markup,
  '</script><script>document.title=1</script>',
  '\u202egpj.exe\u202c',
  '{b|rich} {a}',
  '$'.concat('{1+1} {{7*7}} `code`'),
  'x'.repeat(10_000),
];

/** The built-in example with other names, as a server that was lied to might send it. */
async function renamed(): Promise<PageReport> {
  const context = { access: { kind: 'folders' as const, folders: [] }, reports: createReportStore() };
  const answer = await designSegments.run({ sample: true, detail: 'full' }, context);
  if (!answer.ok) throw new Error('refused');
  const report = structuredClone(answer.report) as unknown as PageReport & { tool: 'cco_design_segments' };
  const rows = report.tables.accounts?.rows ?? [];
  const rename = (text: string) =>
    names.reduce((out, name, i) => out.replaceAll(String(rows[i]?.['name'] ?? '\0'), name), text);
  const deep = (value: unknown): unknown =>
    typeof value === 'string'
      ? rename(value)
      : Array.isArray(value)
        ? value.map(deep)
        : typeof value === 'object' && value !== null
          ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, deep(inner)]))
          : value;
  const changed = deep(report) as typeof report;
  return { ...changed, headline: `${markup} ${names[1]} ${names[5]}`, verdict: report.verdict };
}

it('are text in the view: nothing runs, nothing loads, nothing breaks out', async () => {
  const host = await openHost(browser);
  const frame = await host.open({ availableDisplayModes: ['inline', 'fullscreen'] }, {});
  await host.show({
    content: [],
    structuredContent: (await renamed()) as unknown as Record<string, unknown>,
  });
  await frame.waitForSelector('svg');
  expect(await frame.textContent('h1')).toContain(markup);
  // Pointing at every account shows its name in the tooltip, which is drawn text as well.
  const box = await frame.locator('.picture').boundingBox();
  for (let x = 0.05; x < 1; x += 0.05)
    for (let y = 0.05; y < 1; y += 0.1)
      await host.page.mouse.move(
        (box?.x ?? 0) + (box?.width ?? 0) * x,
        (box?.y ?? 0) + (box?.height ?? 0) * y,
      );
  await frame.getByRole('button', { name: 'Table' }).click();
  expect(await frame.locator('tbody').textContent()).toContain(markup);
  await frame.getByRole('button', { name: 'Full screen' }).click();
  await frame.waitForSelector('[data-mode=fullscreen]');
  await frame.locator('summary').first().click();
  expect(await frame.locator('img, script:not(body > script), a').count()).toBe(0);
  expect(await frame.evaluate('document.title')).toBe('Chief Customer Officer advisor');
  expect(await frame.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  expect(host.errors).toEqual([]);
  expect(host.requests).toEqual([]);
  await host.close();
});

it('are text on the page of a report', async () => {
  const page = await browser.newPage({ viewport: { width: 900, height: 900 } });
  const seen: string[] = [];
  page.on('console', (message) => seen.push(message.text()));
  page.on('request', (request) => seen.push(request.url()));
  await page.setContent(
    reportPage([await renamed()], { title: markup, memo: `# ${markup}\n- ${names[1]}\n${names[2]}` }),
  );
  expect(await page.textContent('h1')).toBe(markup);
  expect(await page.title()).toBe(markup);
  expect(await page.locator('img, script, iframe, object').count()).toBe(0);
  expect(await page.locator('main').textContent()).toContain('</script><script>');
  expect(await page.content()).not.toContain('\u202e');
  expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  expect(seen).toEqual([]);
  await page.close();
});
