/** Accessibility of a frame or page, by axe-core: WCAG 2.1 A and AA, contrast included. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type Found = {
  violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[];
  passes: { id: string }[];
};

/** What axe finds wrong, a line each, and the rules that were passed. */
export async function axeOf(where: Frame | Page): Promise<{ wrong: string[]; passed: string[] }> {
  await where.evaluate(axe);
  const { violations, passes } = (await where.evaluate(
    "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] })",
  )) as Found;
  return {
    wrong: violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`)),
    passed: passes.map(({ id }) => id),
  };
}
