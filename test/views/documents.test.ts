/** What the build puts beside the bundle: small enough, self-contained, and not in the bundle itself. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import view from '../../src/views/browser/view.html';
import { root } from '../sources.ts';

const built = (name: string): string => readFileSync(`${root}dist/${name}`, 'utf8');

it('the document of a view is at most 800 KB', () => {
  expect(Buffer.byteLength(view)).toBeGreaterThan(100_000);
  expect(Buffer.byteLength(view)).toBeLessThanOrEqual(800 * 1024);
});

it('the document asks for nothing and evaluates nothing', () => {
  expect(view.match(/<script/g)).toHaveLength(1);
  const at = view.indexOf('<script>');
  expect(view.slice(0, at)).not.toMatch(/<(?:link|img|iframe|base)\b|@import|url\(|\bsrc=/);
  const code = view.slice(at);
  expect(code).not.toMatch(
    /\bnew Function\b|\beval\(|\bfetch\(|XMLHttpRequest|WebSocket|sendBeacon|localStorage|indexedDB/,
  );
  const addresses = new Set(code.match(/https?:\/\/[^\s"'`)]+/g));
  for (const address of addresses)
    expect(address).toMatch(/^http:\/\/www\.w3\.org\/|^https:\/\/github\.com\/ecomfe\/zrender/);
});

it('the server bundle carries neither the chart library nor the document', () => {
  const bundle = built('cco-advisor.mjs');
  for (const file of ['./cco-view.mjs', './cco-report.mjs'])
    expect([file, bundle.includes(file)]).toEqual([file, true]);
  for (const mark of ['zrender', 'ui/notifications/size-changed', 'print-color-adjust'])
    expect([mark, bundle.includes(mark)]).toEqual([mark, false]);
  expect(built('cco-report.mjs').includes('zrender')).toBe(true);
  expect(built('cco-view.mjs').includes('ui/notifications/size-changed')).toBe(true);
});
