/**
 * A picture of each view, light and dark. They are looked at by people: PICTURES=<folder> keeps them all, PICTURES=docs the
 * two of the README. What a test can hold is that each is a drawing and that light and dark differ.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBrowser } from './browser.ts';
import { type Host, openHost } from './host.ts';

const folder = process.env['PICTURES'];

/** The pictures that the README shows. */
const kept = ['view-retention-light.png', 'view-coverage-dark.png'];

let browser: Browser;
let host: Host;

beforeAll(async () => {
  browser = await startBrowser();
  host = await openHost(browser, { width: 720, height: 480 });
});

afterAll(async () => {
  await host?.close();
  await browser?.close();
});

const grounds = { light: '#ffffff', dark: '#1f1e1c' };

const views = {
  retention: 'cco_decompose_retention',
  segmentation: 'cco_design_segments',
  coverage: 'cco_size_coverage',
  hiring: 'cco_plan_hires',
};

it.each(Object.entries(views))('%s', async (name, tool) => {
  const taken: Buffer[] = [];
  for (const theme of ['light', 'dark'] as const) {
    await host.page.evaluate(
      `document.body.style.background = '${grounds[theme]}'; document.documentElement.style.colorScheme = '${theme}'`,
    );
    const frame = await host.open({
      theme,
      displayMode: 'inline',
      availableDisplayModes: ['inline', 'fullscreen'],
    });
    await host.ask(tool, { sample: true });
    await frame.waitForSelector('svg');
    await expect.poll(() => host.seen('reads')).toHaveLength(1);
    const tabs = await frame.locator('[role=tab]').all();
    for (const [i, tab] of tabs.entries()) {
      await tab.click();
      await frame.evaluate('document.activeElement.blur()');
      const picture = await host.page.screenshot();
      expect(picture.length).toBeGreaterThan(8_000);
      expect(picture.length).toBeLessThan(150_000);
      taken.push(picture);
      const file = `view-${name}${i === 0 ? '' : `-${i + 1}`}-${theme}.png`;
      if (folder === undefined || (folder === 'docs' && !kept.includes(file))) continue;
      mkdirSync(folder, { recursive: true });
      writeFileSync(`${folder}/${file}`, picture);
    }
  }
  // No two of them are the same: every chart is another one, and a theme changes each.
  expect(new Set(taken.map((picture) => picture.toString('base64'))).size).toBe(taken.length);
});
