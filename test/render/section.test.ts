import { expect, it } from 'vitest';
import { joinSections, type Section } from '../../src/render/section.ts';

const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i}`);
const closing = (omitted: readonly string[]) => `left out: ${omitted.join(', ')}`;

it('joins what fits and leaves out sections without lines', () => {
  const sections: Section[] = [
    { part: 'memo', head: [], lines: ['memo'] },
    { part: 'none', head: ['## None'], lines: [] },
    { part: 'findings', head: ['## Findings', ''], lines: ['- a', '- b'] },
  ];
  expect(joinSections(sections, 1_000, closing)).toBe('memo\n\n## Findings\n\n- a\n- b\n\nleft out: ');
});

it('cuts between lines, never within one, and names what it cut', () => {
  const sections: Section[] = [
    { part: 'memo', head: [], lines: ['memo'] },
    { part: 'long', head: ['## Long'], lines: lines(100) },
    { part: 'next', head: ['## Next'], lines: ['- x'] },
  ];
  const text = joinSections(sections, 300, closing);
  expect(text.length).toBeLessThanOrEqual(300);
  const shown = text.split('\n').filter((line) => line.startsWith('line '));
  expect(shown).toEqual(lines(shown.length));
  expect(shown.length).toBeGreaterThan(5);
  expect(text.endsWith('left out: long, next')).toBe(true);
});

it('lets a long table that yields leave room for what follows', () => {
  const sections: Section[] = [
    { part: 'memo', head: [], lines: ['memo'] },
    { part: 'long', head: ['## Long'], lines: lines(100), yields: true },
    { part: 'next', head: ['## Next'], lines: ['- x'] },
  ];
  const text = joinSections(sections, 300, closing);
  expect(text).toContain('## Next\n- x');
  expect(text.endsWith('left out: long')).toBe(true);
});

it('says how many rows of a table are shown, whether it was cut here or before', () => {
  const sections: Section[] = [
    { part: 'memo', head: [], lines: ['memo'] },
    { part: 'months', head: ['## Months'], lines: lines(4), of: 12 },
    { part: 'tiers', head: ['## Tiers'], lines: lines(2), of: 2 },
    { part: 'long', head: ['## Long'], lines: lines(100), of: 100 },
  ];
  const text = joinSections(sections, 400, closing);
  const rows = text.split('## Long')[1]?.match(/^line /gm)?.length ?? 0;
  expect(rows).toBeGreaterThan(0);
  expect(text.endsWith(`left out: months (4 of 12 rows), long (${rows} of 100 rows)`)).toBe(true);
});

it('never cuts the first section', () => {
  const text = joinSections([{ part: 'memo', head: [], lines: lines(100) }], 50, closing);
  expect(text).toContain('line 99');
});

it('keeps a whole section with all its lines or not at all, and names it', () => {
  const sections = (whole: boolean): Section[] => [
    { part: 'first', head: [], lines: ['x'.repeat(20)] },
    { part: 'chart', head: [], lines: ['```', 'y'.repeat(20), '```'], ...(whole ? { whole } : {}) },
    { part: 'last', head: [], lines: ['z'] },
  ];
  const closing = (omitted: readonly string[]) => `left: ${omitted.join(', ')}`;
  expect(joinSections(sections(true), 160, closing)).toBe(`${'x'.repeat(20)}\n\nz\n\nleft: chart`);
  expect(joinSections(sections(false), 160, closing)).toContain('```');
  expect(joinSections(sections(true), 200, closing)).toBe(
    `${'x'.repeat(20)}\n\n\`\`\`\n${'y'.repeat(20)}\n\`\`\`\n\nz\n\nleft: `,
  );
});
