import { describe, expect, it } from 'vitest';
import { anchorsOf, parsePlaybooks, playbookSections, readingMinutes } from '../../src/knowledge/playbook.ts';

const body = playbookSections.map((title) => `## ${title}\n\ntext\n`).join('\n');

const file = (id: string, { front = '', text = body }: { front?: string; text?: string } = {}): string => `---
id: ${id}
title: "A playbook: one"
decision: retention
when: Always.
tools: [cco_decompose_retention]
human_decisions: [budget]
policies: [p.leak]
sources: [b.grr.all.2026]
version: 1.0.0
${front}---
${text}`;

describe('a playbook', () => {
  it('has its front matter, its anchors and both texts', async () => {
    const text = file('a', {
      text: `${body}\n## Actions\n\n### stop-it\n\n- stop\n\n### Not an anchor\n\ntext`,
    });
    const [playbook] = await parsePlaybooks([['a', text]]);
    expect(playbook).toMatchObject({ id: 'a', title: 'A playbook: one', anchors: ['stop-it'], text });
    expect(playbook?.body).toMatch(/^## Question answered/);
  });

  it('has anchors in kebab case on level three only', () => {
    expect(anchorsOf('### a-b\n## c-d\n### E\n```\n### f-g\n```')).toEqual(['a-b']);
  });
});

describe('a set of playbooks', () => {
  it('is in the order of ids', async () => {
    const all = await parsePlaybooks([
      ['b', file('b')],
      ['a_1', file('a_1')],
      ['a', file('a')],
    ]);
    expect(all.map(({ id }) => id)).toEqual(['a', 'a_1', 'b']);
  });

  it.each([
    ['another id than the file', [['b', file('a')]], 'playbook b: its id is a; name the file after it'],
    [
      'an id used twice',
      [
        ['a', file('a')],
        ['a', file('a')],
      ],
      'playbook a: a is used twice',
    ],
    [
      'an anchor used twice',
      [
        ['a', file('a', { text: `${body}\n### x-y\n\ntext` })],
        ['b', file('b', { text: `${body}\n### x-y\n\ntext` })],
      ],
      'playbook b: x-y is used twice',
    ],
    [
      'an empty section',
      [['a', file('a', { text: body.replace('## Ask\n\ntext', '## Ask') })]],
      'playbook a: the section "Ask" is empty',
    ],
    [
      'a missing section',
      [['a', file('a', { text: body.replace('## Ask', '## Asks') })]],
      'playbook a: the section "Ask" is missing',
    ],
    [
      'sections out of order',
      [
        [
          'a',
          file('a', {
            text: body
              .replace('## Ask', '## Tmp')
              .replace('## Facts', '## Ask')
              .replace('## Tmp', '## Facts'),
          }),
        ],
      ],
      'playbook a: the section "Ask" stands too early',
    ],
    [
      'an unknown field',
      [['a', file('a', { front: 'author: x\n' })]],
      /playbook a: front matter: .*"author"/,
    ],
    ['an unknown human decision', [['a', file('a').replace('[budget]', '[lunch]')]], /human_decisions\.0/],
    [
      'a source that is no benchmark id',
      [['a', file('a').replace('[b.grr', '[x.grr')]],
      /sources\.0: must be a benchmark id/,
    ],
    ['no title', [['a', file('a').replace(/title: .*\n/, '')]], /playbook a: title: /],
  ] as const)('refuses %s', async (_, files, message) => {
    await expect(parsePlaybooks(files)).rejects.toThrow(message);
  });
});

it('tells how long a text takes', () => {
  expect(readingMinutes('word '.repeat(950))).toBe(5);
  expect(readingMinutes('| --- | - |')).toBe(1);
});
