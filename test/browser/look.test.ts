import { it } from 'vitest';
import { startBrowser } from './browser.ts';
import { openHost } from './host.ts';

it('shoots', async () => {
  const browser = await startBrowser();
  const host = await openHost(browser);
  for (const theme of ['light', 'dark'])
    for (const [name, tool] of [
      ['retention', 'cco_decompose_retention'],
      ['segments', 'cco_design_segments'],
      ['coverage', 'cco_size_coverage'],
      ['hires', 'cco_plan_hires'],
    ] as const) {
      await host.page.evaluate(
        `document.body.style.background='${theme === 'dark' ? '#1f1e1c' : '#fff'}';document.documentElement.style.colorScheme='${theme}'`,
      );
      const frame = await host.open({
        theme,
        availableDisplayModes: ['inline', 'fullscreen'],
        displayMode: 'inline',
      });
      await host.ask(tool, { sample: true });
      await frame.waitForSelector('svg', { timeout: 5000 });
      await host.page.waitForTimeout(400);
      await host.page.screenshot({ path: `/tmp/vt/${name}-${theme}.png` });
    }
  console.log(host.errors, host.requests, await host.seen('reads'), await host.seen('heights'));
  await host.close();
  await browser.close();
});
