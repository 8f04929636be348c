/** The documents are well formed, say what the code says, and their example is what the tool answers. */
import { expect, it } from 'vitest';
import sample from '../../fixtures/retention-sample.json' with { type: 'json' };
import { humanDecisions } from '../../src/domain/human-decisions.ts';
import { decisions } from '../../src/domain/memo.ts';
import { houseTargets, stages } from '../../src/domain/policy/retention.ts';
import { parseDocument } from '../../src/knowledge/document.ts';
import { documents, readDocument } from '../../src/knowledge/library.ts';
import { sectionOf } from '../../src/knowledge/sections.ts';
import { report } from '../domain/retention/run.ts';
import { cellsOf, percent } from './tables.ts';

const listed = { id: 'a', title: 'A', text: '---\nid: a\ntitle: A\nversion: 1.0.0\n---\n## B\n\ntext' };

it('every document parses, with the id and title of the list', async () => {
  for (const { id, title } of documents) expect(await readDocument(id)).toMatchObject({ id, title });
});

it.each([
  ['another id', { ...listed, id: 'b' }, 'document b: its id is a; name the file after it'],
  ['another title', { ...listed, title: 'B' }, 'document a: its title is "A", the list says "B"'],
  ['an empty section', { ...listed, text: `${listed.text}\n## C` }, 'document a: the section "C" is empty'],
])('refuses %s', async (_, document, message) => {
  await expect(parseDocument(document)).rejects.toThrow(message);
});

it('key questions: six, each with why, a good and a bad answer, what to do without one, and its lines', async () => {
  const document = await readDocument('key-questions');
  const titles = [...document.body.matchAll(/^## (Q\d\. .+)$/gm)].map(([, title]) => title ?? '');
  expect(titles.map((title) => title.slice(0, 2))).toEqual(['Q1', 'Q2', 'Q3', 'Q4', 'Q5', 'Q6']);
  for (const title of titles) {
    const section = sectionOf(document, title);
    expect(section, title).toMatch(/^\*\*.+\?\*\*$/m);
    const first = cellsOf(section).map(([cell]) => cell);
    for (const part of ['Why', 'Good answer', 'Bad answer', '"I don\'t know"'])
      expect(first, title).toContain(part);
    expect(first.includes('Feeds') || first.includes('Decision'), title).toBe(true);
    expect(section, title).toMatch(/`p\.[a-z_]+/);
  }
});

it('key questions: the lines of gross retention are the policy', async () => {
  const rows = cellsOf(sectionOf(await readDocument('key-questions'), 'Q1. What is still here?'));
  for (const stage of stages) {
    const { healthy, concerning } = houseTargets[stage].grr;
    expect(rows).toContainEqual([
      `\`p.grr.${stage}\``,
      `healthy from ${percent(healthy)}, critical below ${percent(concerning)}`,
      'house target',
    ]);
  }
});

it('output standard: decisions and human-only decisions are those of the code', async () => {
  const document = await readDocument('output-standard');
  expect(sectionOf(document, 'In short')).toContain(decisions.map((name) => `\`${name}\``).join(', '));
  const slugs = cellsOf(sectionOf(document, 'Human-only decisions')).slice(1);
  expect(slugs.map(([slug]) => slug)).toEqual(humanDecisions.map((slug) => `\`${slug}\``));
});

it('output standard: the example is the answer to the built-in sample, and keeps its own rules', async () => {
  const document = await readDocument('output-standard');
  const lines = sectionOf(document, 'Example').split('\n');
  const answer = report(sample);
  const shown = (id: string): string => {
    const figure = answer.figures.find((one) => one.id === id);
    if (figure !== undefined) return figure.display;
    const [table = '', key, column = ''] = id.split('.');
    const cell = Object.entries(answer.tables)
      .find(([name]) => name === table)?.[1]
      ?.rows?.find((row) => row.key === key)?.[column];
    if (typeof cell !== 'number') throw new Error(`no figure ${id}`);
    return column === 'arr' ? `$${cell.toLocaleString('en-US')}` : `${(cell * 100).toFixed(1)}%`;
  };
  const bullets = lines.filter((line) => line.startsWith('- '));
  const evidence = bullets.join('\n');
  for (const bullet of bullets) {
    const ids = (/\[(.+)\]$/.exec(bullet)?.[1] ?? '').split(', ');
    const text = bullet.replace(/\[.+\]$/, '').replace(/\([^)]*\)/g, '');
    expect(text.match(/\$?[\d,.]*\d%?/g), bullet).toEqual(ids.map(shown));
    for (const id of ids.filter((one) => answer.figures.some((figure) => figure.id === `${one}_low`))) {
      expect(bullet).toContain(
        `${shown(id)} (${shown(`${id}_low`).replace('%', '')}-${shown(`${id}_high`)})`,
      );
    }
  }
  const bottomLine = lines.find((line) => line.startsWith('**Bottom Line:**')) ?? '';
  for (const number of bottomLine.match(/[\d.]+%/g) ?? []) expect(evidence).toContain(number);
  const words = sectionOf(document, 'Words');
  const listOf = (label: string) =>
    new RegExp(`\\*\\*${label}:\\*\\* ([^.]+)\\.`).exec(words)?.[1]?.split(/,? /) ?? [];
  const verbs = listOf('Verbs that begin a step');
  const steps = lines.filter((line) => /^\d\. /.test(line));
  expect(steps).toHaveLength(3);
  for (const step of steps) {
    expect(verbs, step).toContain(step.split(' ')[1]?.toLowerCase());
    expect(step).toMatch(/Owner: .+\. By: (\d{4}-\d\d-\d\d|Q\d \d{4}|within \d+ days)$/);
  }
  const banned = listOf('Banned in The Evidence');
  expect(banned.length).toBeGreaterThan(50);
  const said =
    evidence
      .toLowerCase()
      .replace(/`[^`]*`|\[.*\]/g, '')
      .match(/[a-z-]+/g) ?? [];
  expect(said.filter((word) => banned.includes(word))).toEqual([]);
});
