/** Text as HTML: what is escaped, what a memo may hold, how wide and long tables come. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyColumn, textColumn } from '../../src/domain/column.ts';
import { escapeHtml, lineHtml } from '../../src/render/html.ts';
import { markdownHtml } from '../../src/render/html-markdown.ts';
import { mostRows, tableHtml } from '../../src/render/html-table.ts';

/** The tags of a piece of HTML. */
const tags = (html: string): string[] =>
  [...html.matchAll(/<\/?([a-z0-9]+)[^>]*>/gi)].map(([, tag]) => tag ?? '');

describe('text', () => {
  it('is escaped in elements and attributes, and keeps no hidden characters', () => {
    expect(escapeHtml(`<a href="x" title='y'>&`)).toBe('&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;');
    expect(escapeHtml('a\u202eb\u0000c\nd')).toBe('a b c\nd');
  });

  it('has strong and code, and no other markup', () => {
    expect(lineHtml('**GRR** `a<b` **c')).toBe('<strong>GRR</strong> <code>a&lt;b</code> **c');
    expect(lineHtml('`**x**` **`y`**')).toBe('<code>**x**</code> **<code>y</code>**');
  });

  it('never becomes a tag of its own', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(new Set(tags(lineHtml(`<b>${text}</b><i onclick=1>`)))).not.toContain('i');
        for (const tag of tags(markdownHtml(`${text}\n<img src=x>\n# ${text}`)))
          expect(['h3', 'p', 'ul', 'ol', 'li', 'br', 'strong', 'code']).toContain(tag);
      }),
    );
  });
});

it('a memo keeps its headings, lists and paragraphs', () => {
  const memo = '# Bottom line\nWe **hold**.\nStill.\n\nNext\n- a\n- b\n1. first\n2) second\n\n1 of 2';
  expect(markdownHtml(memo)).toBe(
    '<h3>Bottom line</h3><p>We <strong>hold</strong>.<br>Still.</p><p>Next</p><ul><li>a</li><li>b</li></ul><ol><li>first</li><li>second</li></ol><p>1 of 2</p>',
  );
  expect(markdownHtml('')).toBe('');
});

describe('a table', () => {
  const wide = [
    textColumn('key', 'Key'),
    ...Array.from({ length: 17 }, (_, i) => moneyColumn(`c${i}`, `C${i}`)),
  ];
  const row = Object.fromEntries(wide.map(({ id }, i) => [id, i === 0 ? 'a' : i])) as { key: string };

  it('that is wide comes in parts that begin alike', () => {
    const html = tableHtml('Wide', wide, [row], 'USD');
    expect(html.match(/<table/g)).toHaveLength(3);
    expect(html.match(/<th scope="row">a<\/th>/g)).toHaveLength(3);
    expect(html).toContain('<caption>Wide, part 2 of 3</caption>');
    for (let i = 1; i <= 17; i++) expect(html).toContain(`<td class="number">$${i}</td>`);
  });

  it('that is long says what it leaves out', () => {
    const rows = Array.from({ length: mostRows + 7 }, (_, i) => ({ key: `k${i}`, c0: i }));
    const html = tableHtml('Long', wide.slice(0, 2), rows, 'USD');
    expect(html.match(/<tr>/g)).toHaveLength(mostRows + 1);
    expect(html).toContain(`The first ${mostRows} of ${mostRows + 7} rows`);
  });

  it('leaves out empty columns, and itself without rows', () => {
    expect(tableHtml('T', wide.slice(0, 3), [{ key: '<k>', c0: null, c1: 5 }], 'EUR')).toContain(
      '<thead><tr><th scope="col">Key</th><th scope="col" class="number">C1</th></tr></thead><tbody><tr><th scope="row">&lt;k&gt;</th><td class="number">EUR 5</td></tr></tbody>',
    );
    expect(tableHtml('T', wide, [], 'USD')).toBe('');
  });
});
