/** Files that no one should trust: each is named with its reason, and hides none of the others. */
import { execFileSync } from 'node:child_process';
import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disk } from '../../src/memory/files.ts';
import { largestReview, readReview, readReviews } from '../../src/memory/read.ts';
import { parseReview, reviewText } from '../../src/memory/review.ts';
import { keepReview } from '../../src/memory/store.ts';
import { draft, systemError, withMemory } from './drafts.ts';

const id = '2026-09-30-retention-be5258ae';

/** The file of the usual review, changed. */
const changed = (from: string | RegExp, to: string): string => {
  const one = draft();
  const text = reviewText({ ...one, review: { ...one.review, id } });
  const out = text.replace(from, to);
  if (out === text) throw new Error(`nothing to change at ${from}`);
  return out;
};

/** A file that is written by hand or with intent, and what is said of it. */
const hostile: readonly [what: string, text: string | Uint8Array, reason: string][] = [
  ['code in JavaScript', changed(/^---/, '---js'), 'front matter must be YAML; code in it is not run'],
  ['code in JavaScript, spaced', changed(/^---/, '--- javascript '), 'front matter must be YAML'],
  ['code in CoffeeScript', changed(/^---/, '---coffee'), 'front matter must be YAML'],
  ['JSON as front matter', changed(/^---/, '---json'), 'front matter must be YAML'],
  [
    'a function by tag',
    changed(/^verdict: .*$/m, 'verdict: !!js/function "function () { globalThis.ran = true }"'),
    'unknown tag',
  ],
  ['a tag of undefined', changed(/^verdict: .*$/m, 'verdict: !!js/undefined ""'), 'unknown tag'],
  [
    'an alias',
    changed(/^assumed:$/m, 'assumed: &a').replace(/^definitions:\n(?: {2}.*\n)+/m, 'definitions: *a\n'),
    'unidentified alias',
  ],
  [
    'an alias after its anchor',
    changed(/^definitions:\n(?: {2}.*\n)+/m, 'definitions: &a { book: accounts }\n').replace(
      /^assumed:\n(?: {2}.*\n)+/m,
      'assumed: *a\n',
    ),
    'uses aliases',
  ],
  ['no front matter', 'Just a note.\n', 'has no front matter'],
  ['front matter without an end', '---\nform: 1\n', 'front matter does not end'],
  ['nothing', '', 'is empty, as an interrupted write leaves it'],
  ['a file cut in its front matter', changed(/\ncurrency:[\s\S]*$/, '\n'), 'front matter does not end'],
  [
    'a file cut in its memo',
    changed(/Bottom Line[\s\S]*$/, ''),
    'the heading "## Decision, in the words of the founder" is missing',
  ],
  ['a file cut after its last heading', changed(/> Onboarding first\.\n/, ''), 'nothing stands below'],
  [
    'a figure as text',
    changed('value: 0.823', 'value: "82.3%"'),
    'figures[0].value: expected a number, got "82.3%"',
  ],
  [
    'a figure without a number',
    changed('value: 0.823', 'value: .nan'),
    'figures[0].value: not a finite number',
  ],
  ['an infinite figure', changed('value: 0.823', 'value: .inf'), 'figures[0].value: not a finite number'],
  [
    'a date that is none',
    changed('"2027-01-15"', '"2027-02-30"'),
    'review_on: "2027-02-30" is not a calendar date',
  ],
  ['a mistyped field', changed('review_on:', 'reveiw_on:'), 'did you mean review_on?'],
  ['another decision', changed('decision: retention', 'decision: pricing'), '"pricing" is not a choice here'],
  [
    'lists where none belong',
    changed(/^verdict: .*$/m, 'verdict: [a, b]'),
    'verdict: expected text, got a list',
  ],
  [
    'a prototype',
    changed(/^assumed:$/m, '__proto__:\n  polluted: true\nassumed:'),
    '__proto__: unknown field',
  ],
  [
    'another id',
    changed(`id: "${id}"`, 'id: "2026-09-30-retention-00000000"').replace(/^digest: .*\n/m, ''),
    'its id is 2026-09-30-retention-00000000; name the file after it',
  ],
  ['a path as its id', changed(`id: "${id}"`, 'id: "../../outside"'), 'id:'],
  [
    'words longer than any',
    changed('> Onboarding first.', `> ${'x'.repeat(1_001)}`),
    'longer than any that is recorded',
  ],
  ['another form', changed('form: 1', 'form: 2'), 'form:'],
  ['Latin-1 text', Buffer.from(changed('Onboarding', 'Überblick'), 'latin1'), 'is not UTF-8'],
  [
    'a huge file',
    `${changed('Onboarding first.', 'x')}${' '.repeat(largestReview)}`,
    'is larger than 256 KiB',
  ],
  [
    'huge front matter',
    changed(/^form: 1$/m, `form: 1\nnote: "${'x'.repeat(70_000)}"`),
    'its front matter is longer than 64 KiB',
  ],
  ['deep nesting', changed(/^verdict: .*$/m, `verdict: ${'['.repeat(20_000)}`), ''],
  [
    'deep nesting that closes',
    changed(/^verdict: .*$/m, `verdict: ${'['.repeat(9_000)}${']'.repeat(9_000)}`),
    '',
  ],
  ['a file cut by a letter', changed(/first\.\n$/, 'first'), 'was changed after it was recorded'],
  ['binary', new Uint8Array([0, 1, 2, 3, 255]), 'is not UTF-8'],
];

describe.each(hostile)('%s', (_, text, reason) => {
  it('is named and skipped, and hides no other review', async () => {
    await withMemory(async (folder) => {
      await mkdir(folder);
      await writeFile(join(folder, `${id}.md`), text);
      await keepReview(folder, draft({ as_of: '2026-06-30', report_id: '0123456789abcdef' }));
      const start = performance.now();
      const { reviews, skipped } = await readReviews(folder);
      expect(performance.now() - start).toBeLessThan(5_000);
      expect(reviews.map(({ review }) => review.id)).toEqual(['2026-06-30-retention-01234567']);
      expect(skipped).toEqual([{ file: `${id}.md`, reason: expect.stringContaining(reason) }]);
      expect(skipped[0]?.reason).not.toMatch(/\n|\bat .*:\d+:\d+/);
      expect(skipped[0]?.reason.length).toBeGreaterThan(5);
      expect(skipped[0]?.reason.length).toBeLessThanOrEqual(300);
      expect('ran' in globalThis).toBe(false);
      expect('polluted' in {}).toBe(false);
    });
  });
});

/** Nested lists that double at each level, as many as the limit of front matter lets through. */
function bomb(): string {
  const levels = Array.from({ length: 40 }, (_, i) =>
    i === 0 ? 'b0: &b0 [x, x]' : `b${i}: &b${i} [*b${i - 1}, *b${i - 1}, *b${i - 1}, *b${i - 1}]`,
  );
  return changed(/^form: 1$/m, `form: 1\n${levels.join('\n')}`);
}

/** A mapping that is merged into itself over and over: slow where merging copies. */
function mergeBomb(): string {
  const keys = Array.from({ length: 2_500 }, (_, i) => `k${i}: 1`).join(', ');
  const merges = Array.from({ length: 6_000 }, () => '*m').join(', ');
  return changed(/^form: 1$/m, `form: 1\nm: &m { ${keys} }\nn: { <<: [ ${merges} ] }`);
}

it.each([
  ['an alias bomb', bomb(), 'aliases'],
  ['a merge bomb', mergeBomb(), 'abnormal merge sequence'],
])('%s neither fills the memory nor takes long', async (_, text, reason) => {
  await withMemory(async (folder) => {
    await mkdir(folder);
    await writeFile(join(folder, `${id}.md`), text);
    const [time, memory] = [performance.now(), process.memoryUsage().heapUsed];
    const { reviews, skipped } = await readReviews(folder);
    expect(performance.now() - time).toBeLessThan(5_000);
    expect(process.memoryUsage().heapUsed - memory).toBeLessThan(200 * 1024 ** 2);
    expect({ reviews, skipped }).toEqual({
      reviews: [],
      skipped: [{ file: `${id}.md`, reason: expect.stringContaining(reason) }],
    });
  });
});

it('reads files together, so that a busy server is not asked to wait for each, and gives them in order', async () => {
  await withMemory(async (folder) => {
    const ids = Array.from({ length: 40 }, (_, i) => `2026-09-30-retention-${String(10_000_040 - i)}`);
    const of = (one: string) => draft({ report_id: `${one.slice(-8)}00000000` });
    const texts = new Map(
      ids.map((one) => {
        const { review, ...rest } = of(one);
        return [
          `${one}.md`,
          new TextEncoder().encode(reviewText({ review: { ...review, id: one }, ...rest })),
        ];
      }),
    );
    let [open, most] = [0, 0];
    const files = {
      ...disk,
      list: async () => [...texts.keys()],
      read: async (path: string) => {
        open += 1;
        most = Math.max(most, open);
        // The later of two is the sooner one read.
        await new Promise((wake) => setTimeout(wake, 40 - open));
        open -= 1;
        return texts.get(basename(path)) ?? null;
      },
    };
    const { reviews, skipped } = await readReviews(folder, files);
    expect(skipped).toEqual([]);
    expect(reviews.map(({ review }) => review.id)).toEqual(ids);
    expect(most).toBe(32);
  });
});

describe('what is no plain file', () => {
  it('links, folders and pipes are named and not followed', async () => {
    await withMemory(async (folder) => {
      await keepReview(folder, draft());
      const outside = join(dirname(folder), 'outside.md');
      await writeFile(outside, await readFile(join(folder, `${id}.md`)));
      await symlink(outside, join(folder, '2026-01-01-retention-00000001.md'));
      await symlink('/nothing/there', join(folder, '2026-01-01-retention-00000002.md'));
      await mkdir(join(folder, '2026-01-01-retention-00000003.md'));
      execFileSync('mkfifo', [join(folder, '2026-01-01-retention-00000004.md')]);
      const { reviews, skipped } = await readReviews(folder);
      expect(reviews.map(({ review }) => review.id)).toEqual([id]);
      expect(skipped).toEqual([
        { file: '2026-01-01-retention-00000004.md', reason: 'is no plain file' },
        { file: '2026-01-01-retention-00000003.md', reason: 'is no plain file' },
        { file: '2026-01-01-retention-00000002.md', reason: 'is a link; reviews are plain files' },
        { file: '2026-01-01-retention-00000001.md', reason: 'is a link; reviews are plain files' },
      ]);
    });
  });

  it.each(['../outside', '2026-09-30-retention-be5258ae/../../outside', '.', '', 'a\0b'])(
    'an id is never a path: %j',
    async (bad) => {
      await withMemory(async (folder) => {
        await keepReview(folder, draft());
        await expect(readReview(folder, bad)).rejects.toThrow('is not named as a review is');
      });
    },
  );
});

describe('what a person may do by hand', () => {
  it('a change after it was recorded is told, until its digest is removed', async () => {
    await withMemory(async (folder) => {
      await mkdir(folder);
      const place = join(folder, `${id}.md`);
      for (const text of [
        changed('value: 0.823', 'value: 0.923'),
        changed('Onboarding first.', 'Price first.'),
        changed('GRR is 82.3%', 'GRR is 92.3%'),
        changed('"2026-09-30"', '"2026-09-29"'),
      ]) {
        await writeFile(place, text);
        expect(await readReviews(folder)).toEqual({
          reviews: [],
          skipped: [
            {
              file: `${id}.md`,
              reason:
                'was changed after it was recorded; undo that, record a correction, or remove its digest line to let the change stand',
            },
          ],
        });
        await writeFile(place, text.replace(/^digest: .*\n/m, ''));
        expect((await readReviews(folder)).reviews).toHaveLength(1);
      }
      // Other line ends, a mark of UTF-8 and space at the end change nothing that was recorded.
      for (const text of [
        changed(/\n$/, ''),
        changed(/\n$/, '\n\n\n'),
        changed(/\n/g, '\r\n'),
        changed(/^/, '\ufeff'),
      ]) {
        await writeFile(place, text);
        expect((await readReviews(folder)).skipped).toEqual([]);
      }
    });
  });

  it('dates without quotes, comments, other line ends and an edited memo are read', async () => {
    await withMemory(async (folder) => {
      await mkdir(folder);
      const text = changed('"2027-01-15"', '2027-02-01 # moved')
        .replace('by: "2027-03-31"', 'by: 2027-03-31')
        .replace('**Bottom Line:** GRR is 82.3%.', 'Said at the board.\n\n## A heading')
        .replace(/^digest: .*\n/m, '')
        .replaceAll('\n', '\r\n');
      await writeFile(join(folder, `${id}.md`), text);
      const { reviews, skipped } = await readReviews(folder);
      expect(skipped).toEqual([]);
      expect(reviews[0]?.review).toMatchObject({
        review_on: '2027-02-01',
        expect: [{ by: '2027-03-31' }],
        words: 'Onboarding first.',
      });
      expect(reviews[0]?.memo).toBe('Said at the board.\n\n## A heading');
    });
  });

  it('other files of the folder are left alone, and a review under another name is named', async () => {
    await withMemory(async (folder) => {
      await keepReview(folder, draft());
      for (const name of ['README.md', 'notes.txt', `.${id}.md.0123.tmp`, '.hidden.md'])
        await writeFile(join(folder, name), 'x');
      await writeFile(join(folder, 'copy of q3.md'), await readFile(join(folder, `${id}.md`)));
      const { reviews, skipped } = await readReviews(folder);
      expect(reviews).toHaveLength(1);
      expect(skipped).toEqual([
        {
          file: 'copy of q3.md',
          reason: 'is not named as a review is; give it the id in its front matter',
        },
      ]);
    });
  });
});

describe('whatever happens to a file', () => {
  it('it is read as it was recorded, or told', async () => {
    const text = (() => {
      const one = draft({}, 'First line.\n\nSecond line.');
      return reviewText({ ...one, review: { ...one.review, id } });
    })();
    const recorded = await parseReview(text);
    const damage = fc.oneof(
      fc.nat(text.length - 1).map((at) => text.slice(0, at)),
      fc
        .tuple(fc.nat(text.length - 1), fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 1 }))
        .map(([at, letter]) => `${text.slice(0, at)}${letter}${text.slice(at + 1)}`),
      fc
        .tuple(fc.nat(text.length - 1), fc.nat(40))
        .map(([at, n]) => `${text.slice(0, at)}${text.slice(at + n)}`),
      fc
        .tuple(fc.nat(text.length - 1), fc.nat(text.length - 1))
        .map(([a, b]) => `${text.slice(0, a)}${text.slice(b)}`),
    );
    await fc.assert(
      fc.asyncProperty(damage, async (damaged) => {
        const read = await parseReview(damaged).catch((error: Error) => error.message);
        if (typeof read === 'string') expect(read).toMatch(/^[^\n]{5,300}$/);
        else if (/^digest: /m.test(damaged)) expect(read).toEqual(recorded);
      }),
      { numRuns: 1_500 },
    );
  });
});

describe('a folder', () => {
  it('that is not there has no reviews', async () => {
    await withMemory(async (folder) =>
      expect(await readReviews(folder)).toEqual({ reviews: [], skipped: [] }),
    );
  });

  it('is read in one order, whatever order the system lists it in', async () => {
    await withMemory(async (folder) => {
      for (const as_of of ['2026-03-31', '2026-09-30', '2026-06-30'])
        await keepReview(folder, draft({ as_of }));
      const orders = [
        (names: string[]) => names.sort(),
        (names: string[]) => names.sort().reverse(),
        (names: string[]) => names.sort((a, b) => a.charCodeAt(6) - b.charCodeAt(6)),
      ];
      const seen = await Promise.all(
        orders.map(async (order) =>
          (
            await readReviews(folder, { ...disk, list: async (path) => order(await disk.list(path)) })
          ).reviews.map(({ review }) => review.as_of),
        ),
      );
      for (const one of seen) expect(one).toEqual(['2026-09-30', '2026-06-30', '2026-03-31']);
    });
  });

  it('with a file that cannot be opened names it', async () => {
    await withMemory(async (folder) => {
      await keepReview(folder, draft());
      const { skipped } = await readReviews(folder, {
        ...disk,
        read: () => Promise.reject(systemError('EACCES')),
      });
      expect(skipped).toEqual([{ file: `${id}.md`, reason: 'cannot be opened; change its permissions' }]);
    });
  });

  it('with more files than are read says how many are left', async () => {
    const names = Array.from(
      { length: 2_003 },
      (_, i) => `2026-01-01-retention-${String(i).padStart(8, '0')}.md`,
    );
    const { skipped } = await readReviews('anywhere', {
      ...disk,
      list: async () => names,
      read: async () => new Uint8Array(),
    });
    expect(skipped.at(-1)).toEqual({ file: '*.md', reason: '3 older files are not read' });
  });
});
