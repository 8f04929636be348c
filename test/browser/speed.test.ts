/** How long a chart takes from the moment its answer arrives: at most 400 ms, the best of a few on a busy machine. */
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startBrowser } from './browser.ts';
import { type Host, openHost } from './host.ts';
import { firstChart } from './speed.ts';

let browser: Browser;
let host: Host;

beforeAll(async () => {
  browser = await startBrowser();
  host = await openHost(browser);
});

afterAll(async () => {
  await host?.close();
  await browser?.close();
});

it.each(['cco_decompose_retention', 'cco_design_segments', 'cco_size_coverage', 'cco_plan_hires'])(
  '%s shows its chart within 400 ms',
  async (tool) => {
    const times: number[] = [];
    for (let i = 0; i < 5; i++) times.push(await firstChart(host, tool));
    const median = times.sort((a, b) => a - b)[2];
    if (process.env['BENCH'] !== undefined) console.log(`first-chart ${tool} ${median}`);
    expect(times[0]).toBeLessThanOrEqual(400);
  },
);
