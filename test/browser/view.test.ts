/** The view in a real browser, with the official bridge as its host and the real server behind it. */
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { axeOf } from './accessibility.ts';
import { startBrowser } from './browser.ts';
import { type Host, openHost } from './host.ts';

let browser: Browser;
let host: Host;

beforeAll(async () => {
  browser = await startBrowser();
  host = await openHost(browser);
});

/** Whatever a test does, the view says nothing on the console and asks for no address. */
afterEach(() => {
  expect(host.errors.splice(0)).toEqual([]);
  expect(host.requests.splice(0)).toEqual([]);
});

afterAll(async () => {
  await host?.close();
  await browser?.close();
});

/** Texts of a picture that leave it or lie on one another. */
const collisions = `[...document.querySelectorAll('.picture svg')].flatMap((svg) => {
  const frame = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].map((t) => ({ says: t.textContent, box: t.getBoundingClientRect() })).filter(({ box }) => box.width > 0);
  const out = texts.filter(({ box }) => box.left < frame.left - 1 || box.right > frame.right + 1 || box.top < frame.top - 1 || box.bottom > frame.bottom + 1).map(({ says }) => 'out: ' + says);
  const over = texts.flatMap((a, j) => texts.slice(j + 1).filter((b) => a.box.left < b.box.right - 2 && b.box.left < a.box.right - 2 && a.box.top < b.box.bottom - 4 && b.box.top < a.box.bottom - 4).map((b) => 'over: ' + a.says + ' / ' + b.says));
  return [...out, ...over];
})`;

const inline = { theme: 'light', displayMode: 'inline', availableDisplayModes: ['inline', 'fullscreen'] };

const decisions = [
  {
    tool: 'cco_decompose_retention',
    tabs: ['Bridge', 'Rates', 'Causes', 'Cohorts', 'Expansion'],
    action: 'Test without the top 5 expanders',
    says: 'Without the expansion of the top 5, NRR is 86.4% instead of 100.5%.',
    asks: { sample: true, detail: 'full' },
    title: 'NRR with and without the top expanders',
  },
  {
    tool: 'cco_design_segments',
    tabs: ['Accounts', 'Spend'],
    action: 'Test the median service budget',
    says: 'With a service budget of 9.0% of ARR, the published median, $46,815 can be spent.',
    asks: { sample: true, detail: 'full', cs_budget_share_of_arr: 0.09 },
    title: 'Service cost against the range of the tier',
  },
  {
    tool: 'cco_size_coverage',
    tabs: ['Months', 'Estimates', 'Cost'],
    action: 'Test with one CSM in five leaving',
    says: /^With one CSM in five leaving a year, \d+ hires are planned and cost is [\d.]+% of ARR in month 12\.$/,
    asks: { sample: true, detail: 'full', attrition_rate: 0.2 },
    title: 'Need against capacity, month by month',
  },
  {
    tool: 'cco_plan_hires',
    tabs: ['Roles', 'Sequence'],
    action: 'Test the runner-up: csm',
    says: 'Proposed csm: different-role-first.',
    asks: { sample: true, detail: 'full', proposed_role: 'csm' },
    title: 'Roles by value against cost',
  },
] as const;

describe.each(decisions)('$tool', ({ tool, tabs, action, says, asks, title }) => {
  it('draws every chart of the answer, with a table that says the same', async () => {
    const frame = await host.open(inline);
    const { structuredContent } = await host.ask(tool, { sample: true });
    const { headline, verdict } = structuredContent as Record<string, string>;
    await frame.waitForSelector('svg');
    expect(await frame.textContent('h1')).toBe(headline?.replaceAll('`', ''));
    expect(await frame.textContent('header strong')).toBe(verdict);
    expect(await frame.locator('[role=tab]').allTextContents()).toEqual(tabs);
    for (const tab of tabs) {
      await frame.getByRole('tab', { name: tab }).click();
      expect(await frame.locator('svg path, svg text').count()).toBeGreaterThan(5);
      expect(await frame.locator('.picture').getAttribute('aria-label')).toMatch(/^.{10,}\. .{40,}\.$/);
      await frame.getByRole('button', { name: 'Table' }).click();
      expect(await frame.locator('tbody tr').count()).toBeGreaterThan(0);
      expect(await frame.locator('table caption').textContent()).toBe(await frame.textContent('h2'));
      await frame.getByRole('button', { name: 'Table' }).click();
    }
  });

  it('tests the answer through the host, shows what came of it, and goes back', async () => {
    const frame = await host.open(inline);
    await host.ask(tool, { sample: true });
    await frame.waitForSelector('svg');
    const before = await frame.textContent('h1');
    await frame.getByRole('button', { name: action }).click();
    await frame.getByRole('button', { name: 'Back to your numbers' }).waitFor();
    expect(await host.seen('calls')).toEqual([{ name: tool, args: asks }]);
    if (typeof says === 'string') expect(await frame.textContent('h1')).toBe(says);
    else expect(await frame.textContent('h1')).toMatch(says);
    expect(await frame.textContent('h2')).toBe(title);
    expect(await frame.locator('svg').count()).toBe(1);
    expect(JSON.stringify(await host.seen('model'))).toContain(
      `The user tested this in the view: ${await frame.textContent('h1')}`,
    );
    await frame.getByRole('button', { name: 'Back to your numbers' }).click();
    expect(await frame.textContent('h1')).toBe(before);
  });

  it.each(['light', 'dark'])('is readable for everybody in %s: chart, table, full screen', async (theme) => {
    await host.page.evaluate(
      `document.body.style.background = '${theme === 'dark' ? '#1f1e1c' : '#ffffff'}'`,
    );
    const frame = await host.open({ ...inline, theme });
    await host.ask(tool, { sample: true });
    await frame.waitForSelector('svg');
    // What stands behind the frame is the host's; axe cannot see it through the frame.
    await frame.evaluate("document.documentElement.style.background = 'var(--ground)'");
    for (const step of ['', 'Table', 'Full screen']) {
      if (step !== '') await frame.getByRole('button', { name: step }).click();
      if (step === 'Full screen') await frame.waitForSelector('[data-mode=fullscreen]');
      const { wrong, passed } = await axeOf(frame);
      expect(wrong).toEqual([]);
      expect(passed).toContain('color-contrast');
    }
  });
});

describe('within a conversation', () => {
  it.each([320, 480, 720, 1100])('takes at most 500 px and scrolls nowhere at %i px', async (width) => {
    await host.page.setViewportSize({ width, height: 520 });
    const frame = await host.open(inline);
    for (const { tool } of decisions) {
      await host.ask(tool, { sample: true });
      await frame.waitForSelector('svg');
      for (const tab of await frame.locator('[role=tab]').all()) {
        await tab.click();
        const picture = await frame.locator('.picture').boundingBox();
        expect(picture?.height).toBeGreaterThanOrEqual(120);
        for (const asTable of [false, true]) {
          const [over, hidden] = (await frame.evaluate(
            `[document.documentElement.scrollWidth - innerWidth, ['footer', 'header'].filter((tag) => {
              const { bottom, top } = document.querySelector(tag).getBoundingClientRect();
              return top < 0 || bottom > innerHeight;
            })]`,
          )) as [number, string[]];
          expect([over, hidden]).toEqual([0, []]);
          expect(await frame.evaluate(collisions)).toEqual([]);
          await frame.getByRole('button', { name: 'Table' }).click();
          if (!asTable) {
            const boxes = (await frame.evaluate(
              `[...document.querySelectorAll('table, .pages')].map((e) => e.getBoundingClientRect().bottom - document.querySelector('#panel').getBoundingClientRect().bottom)`,
            )) as number[];
            for (const below of boxes) expect(below).toBeLessThanOrEqual(1);
          }
        }
      }
    }
    const heights = (await host.seen('heights')) as number[];
    expect(Math.max(...heights)).toBeLessThanOrEqual(500);
    await host.page.setViewportSize({ width: 720, height: 520 });
  });

  it('has targets of 44 px', async () => {
    const frame = await host.open(inline);
    await host.ask('cco_size_coverage', { sample: true });
    await frame.waitForSelector('svg');
    await frame.getByRole('button', { name: 'Table' }).click();
    const sizes = (await frame.evaluate(
      "[...document.querySelectorAll('button')].map((b) => [b.offsetWidth, b.offsetHeight])",
    )) as number[][];
    expect(sizes.length).toBeGreaterThan(6);
    for (const [width, height] of sizes) {
      expect(width).toBeGreaterThanOrEqual(44);
      expect(height).toBeGreaterThanOrEqual(44);
    }
  });

  it('is reached by keyboard alone, and keeps the focus', async () => {
    const frame = await host.open(inline);
    await host.ask('cco_decompose_retention', { sample: true });
    await frame.waitForSelector('svg');
    await frame.focus('#tab-bridge');
    await host.page.keyboard.press('ArrowRight');
    expect(await frame.textContent('h2')).toBe('Retention against target and peers');
    await host.page.keyboard.press('ArrowLeft');
    await host.page.keyboard.press('ArrowLeft');
    expect(await frame.textContent('h2')).toBe('NRR with and without the top expanders');
    const focused = () => frame.evaluate('document.activeElement.id');
    await host.page.keyboard.press('Tab');
    expect(await focused()).toBe('act');
    await host.page.keyboard.press('Tab');
    await host.page.keyboard.press('Space');
    expect(await focused()).toBe('as-table');
    expect(await frame.getAttribute('#as-table', 'aria-pressed')).toBe('true');
  });

  it('pages through a table that is longer than the room', async () => {
    const frame = await host.open(inline);
    await host.ask('cco_size_coverage', { sample: true });
    await frame.waitForSelector('svg');
    // The complete report has thirteen months; the summary had five.
    await expect.poll(() => host.seen('reads')).toHaveLength(1);
    await frame.getByRole('button', { name: 'Table' }).click();
    const keys: string[] = [];
    for (;;) {
      keys.push(...(await frame.locator('tbody th').allTextContents()));
      const more = frame.getByRole('button', { name: 'More' });
      if (await more.isDisabled()) break;
      await more.click();
    }
    expect([...new Set(keys)]).toEqual(Array.from({ length: 13 }, (_, month) => String(month)));
  });

  it('draws every account of a large book from the complete report, and says so where it cannot', async () => {
    const customers = Array.from({ length: 300 }, (_, i) => ({
      name: `Account ${i}`,
      arr: 1_000 + 731 * i,
      icp_signals: { in_target_industry: i % 2 === 0, uses_target_workflow: i % 3 === 0 },
    }));
    const points =
      'document.querySelectorAll(".picture svg path[fill-opacity], .picture svg path[opacity]").length';
    const frame = await host.open(inline);
    await host.ask('cco_design_segments', { customers });
    await expect.poll(() => frame.evaluate(points)).toBe(300);
    expect(await frame.textContent('main')).not.toContain('rows are shown here');
    // Without the complete report the picture holds what fits an answer, and names how much that is.
    const lesser = await host.open(inline, { serverTools: {} });
    await host.ask('cco_design_segments', { customers });
    await expect.poll(() => host.seen('calls')).toHaveLength(1);
    await expect
      .poll(() => lesser.textContent('figcaption'))
      .toMatch(/^\d{2,3} of 300 rows are shown here\.$/);
    expect(await lesser.evaluate(points)).toBeLessThan(300);
  });

  it('takes the whole of a page when asked, with every chart and every row', async () => {
    const frame = await host.open(inline);
    await host.ask('cco_size_coverage', { sample: true });
    await frame.waitForSelector('svg');
    await frame.getByRole('button', { name: 'Full screen' }).click();
    await frame.waitForSelector('[data-mode=fullscreen]');
    expect(await frame.locator('svg').count()).toBe(3);
    await frame.locator('summary').first().click();
    expect(await frame.locator('section').first().locator('tbody tr').count()).toBe(13);
    await frame.getByRole('button', { name: 'Close' }).click();
    await frame.waitForSelector('[data-mode=inline]');
    expect(await frame.locator('svg').count()).toBe(1);
  });
});
