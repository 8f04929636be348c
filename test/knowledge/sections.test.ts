import { expect, it } from 'vitest';
import { emptySections, headingsOf, sectionOf } from '../../src/knowledge/sections.ts';

const body = [
  '# Title',
  'intro',
  '## Ask',
  'one',
  '### Why',
  'two',
  '## Code',
  '```',
  '# no heading',
  '```',
].join('\n');

it('finds headings outside fenced code', () => {
  expect(headingsOf(body).map(({ level, title }) => `${level} ${title}`)).toEqual([
    '1 Title',
    '2 Ask',
    '3 Why',
    '2 Code',
  ]);
});

it('gives the text below a heading, parts included', () => {
  expect(sectionOf({ id: 'a', body }, 'Ask')).toBe('one\n### Why\ntwo');
  expect(sectionOf({ id: 'a', body }, 'Why')).toBe('two');
  expect(sectionOf({ id: 'a', body }, 'Code')).toContain('# no heading');
});

it('names the headings when there is none of that title', () => {
  expect(() => sectionOf({ id: 'a', body }, 'Asks')).toThrow(
    'a: no heading "Asks"; there are "Title", "Ask"',
  );
});

it('finds sections with nothing below them', () => {
  expect(emptySections('## A\n\n## B\n### C\ntext\n## D')).toEqual(['A', 'D']);
  expect(emptySections(body)).toEqual([]);
});
