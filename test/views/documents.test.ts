/** The document of the view: small enough, self-contained, and loaded only when it is asked for. */
import { basename } from 'node:path';
import { expect, it } from 'vitest';
import view from '../../src/views/browser/view.html';
import { filesUnder, readText } from '../sources.ts';

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

it('neither the chart library nor the document is loaded before it is asked for', () => {
  const parts = filesUnder('dist', '.mjs').map((path) => ({ path, text: readText(path) }));
  for (const mark of ['zrender', 'ui/notifications/size-changed', 'print-color-adjust']) {
    const marked = parts.filter(({ text }) => text.includes(mark)).map(({ path }) => basename(path));
    expect(marked).toEqual([expect.stringMatching(/^(?:report-page|view|write-report)-/)]);
    // What loads a part without being asked names it behind "from" or a bare "import".
    const loads = new RegExp(`(?:from|import)"\\./(?:parts/)?${marked[0]}"`);
    expect(parts.filter(({ text }) => loads.test(text)).map(({ path }) => path)).toEqual([]);
  }
});
