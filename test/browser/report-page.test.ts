/** The page of a report in a real browser: offline, for everybody, and on paper. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { reportPage } from '../../src/views/report-page.ts';
import { chartTools, reportOf } from '../views/samples.ts';
import { axeOf } from './accessibility.ts';
import { startBrowser } from './browser.ts';

let browser: Browser;
let folder: string;
let page: Page;
const seen: string[] = [];

beforeAll(async () => {
  browser = await startBrowser();
  folder = await mkdtemp(join(tmpdir(), 'cco-page-'));
  const reports = await Promise.all(chartTools.map((tool) => reportOf(tool)));
  const path = join(folder, 'board.html');
  await writeFile(path, reportPage(reports, { title: 'Board', memo: 'We **hold**.' }));
  page = await browser.newPage({ viewport: { width: 1000, height: 900 }, offline: true });
  page.on('console', (message) => seen.push(message.text()));
  page.on('pageerror', (error) => seen.push(String(error)));
  page.on('request', (request) => seen.push(request.url()));
  await page.goto(pathToFileURL(path).href);
});

afterAll(async () => {
  await browser?.close();
  await rm(folder, { recursive: true, force: true });
});

it('opens offline and asks for nothing but itself', () => {
  expect(seen).toEqual([page.url()]);
});

it('shows every chart whole: no text of a picture leaves it, none lies on another', async () => {
  const charts = await page.locator('figure svg').count();
  expect(charts).toBe(12);
  const problems = (await page.evaluate(`[...document.querySelectorAll('figure svg')].flatMap((svg, i) => {
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text')].map((t) => ({ says: t.textContent, box: t.getBoundingClientRect() })).filter(({ box }) => box.width > 0);
    const out = texts.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1);
    const over = texts.flatMap((a, j) => texts.slice(j + 1).filter((b) => a.box.left < b.box.right - 2 && b.box.left < a.box.right - 2 && a.box.top < b.box.bottom - 4 && b.box.top < a.box.bottom - 4).map((b) => a.says + ' / ' + b.says));
    return [...out.map(({ says }) => i + ' out: ' + says), ...over.map((says) => i + ' over: ' + says)];
  })`)) as string[];
  expect(problems).toEqual([]);
});

it.each([360, 800, 1400])(
  'has no sideways scroll at %i px, but for wide tables in their own frame',
  async (width) => {
    await page.setViewportSize({ width, height: 900 });
    expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBe(0);
  },
);

it('is readable for everybody', async () => {
  const { wrong, passed } = await axeOf(page);
  expect(wrong).toEqual([]);
  expect(passed).toContain('color-contrast');
});

it.each(['A4', 'Letter'])('prints on %s with nothing cut', async (format) => {
  await page.emulateMedia({ media: 'print' });
  // The width of the paper within its margins, in CSS pixels.
  await page.setViewportSize({ width: format === 'A4' ? 687 : 710, height: 900 });
  const cut = (await page.evaluate(
    `[...document.querySelectorAll('table, svg, li, p, h1, h2')].filter((e) => e.getBoundingClientRect().right > innerWidth + 1).map((e) => e.outerHTML.slice(0, 120))`,
  )) as string[];
  expect(cut).toEqual([]);
  const pdf = await page.pdf({ format });
  const text = pdf.toString('latin1');
  expect(text.slice(0, 5)).toBe('%PDF-');
  const pages = text.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
  expect(pages).toBeGreaterThan(8);
  expect(pages).toBeLessThan(60);
  await page.emulateMedia({ media: 'screen' });
});
