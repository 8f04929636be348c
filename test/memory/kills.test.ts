/** Processes killed at each step of a write, and fifty of them writing at once. */
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Files } from '../../src/memory/files.ts';
import { readReviews } from '../../src/memory/read.ts';
import { type Kept, keepReview } from '../../src/memory/store.ts';
import { root } from '../sources.ts';
import { draft, withMemory } from './drafts.ts';
import type { Job } from './writer.ts';

let place = '';
let writer = '';

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'cco-writer-'));
  writer = join(place, 'writer.mjs');
  await build({
    entryPoints: [`${root}test/memory/writer.ts`],
    outfile: writer,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: {
      js: "import{createRequire as r}from'node:module';const require=r(import.meta.url);",
    },
  });
});
afterAll(() => rm(place, { recursive: true }));

type Ended = { signal: NodeJS.Signals | null; kept: Kept | null };

const work = (job: Job): Promise<Ended> =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [writer, JSON.stringify(job)]);
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    child.on('close', (_, signal) =>
      resolve({ signal, kept: text === '' ? null : (JSON.parse(text) as Kept) }),
    );
  });

const earlier = draft({ as_of: '2026-06-30', report_id: '0123456789abcdef' }, 'Price later.');

/** Steps in their order with the moment after which the review is there for good. */
const moments: readonly [
  step: keyof Files,
  call: number,
  when: 'before' | 'amid' | 'after',
  there: boolean,
][] = [
  ['makeFolder', 1, 'before', false],
  ['list', 1, 'before', false],
  ['create', 1, 'before', false],
  ['create', 1, 'after', false],
  ['write', 1, 'amid', false],
  ['write', 1, 'after', false],
  ['sync', 1, 'before', false],
  ['sync', 1, 'after', false],
  ['close', 1, 'after', false],
  ['link', 1, 'before', false],
  ['link', 1, 'after', true],
  ['remove', 1, 'before', true],
  ['remove', 1, 'after', true],
  ['syncFolder', 1, 'before', true],
  ['syncFolder', 1, 'after', true],
];

describe.each(moments)('killed at %s (call %i), %s it', (step, call, when, there) => {
  it('no reader sees half a review, and nothing recorded is lost', async () => {
    await withMemory(async (folder) => {
      await keepReview(folder, earlier);
      const bytes = await readFile(join(folder, '2026-06-30-retention-01234567.md'));
      const { signal } = await work({ folder, draft: draft(), kill: { step, call, when } });
      expect(signal).toBe('SIGKILL');
      const { reviews, skipped } = await readReviews(folder);
      expect(skipped).toEqual([]);
      expect(reviews.map(({ review }) => review.words)).toEqual(
        there ? ['Onboarding first.', 'Price later.'] : ['Price later.'],
      );
      // The same call again keeps it once.
      const { kept } = await work({ folder, draft: draft() });
      expect(kept).toEqual({ ok: true, id: '2026-09-30-retention-be5258ae', created: !there });
      expect((await readReviews(folder)).reviews).toHaveLength(2);
      expect(await readFile(join(folder, '2026-06-30-retention-01234567.md'))).toEqual(bytes);
    });
  });
});

describe('where there are no links', () => {
  it.each([
    ['create', 2, 'after', 0],
    ['close', 2, 'after', 0],
    ['rename', 1, 'before', 0],
    ['rename', 1, 'after', 1],
  ] as const)(
    'killed at %s (call %i), %s it, an empty file is no review',
    async (step, call, when, there) => {
      await withMemory(async (folder) => {
        const { signal } = await work({ folder, draft: draft(), noLinks: true, kill: { step, call, when } });
        expect(signal).toBe('SIGKILL');
        const before = await readReviews(folder);
        expect(before.reviews).toHaveLength(there);
        for (const { reason } of before.skipped) expect(reason).toContain('is empty');
        expect((await work({ folder, draft: draft(), noLinks: true })).kept?.ok).toBe(true);
        expect((await readReviews(folder)).reviews).toHaveLength(1);
      });
    },
  );
});

it('fifty processes at once lose nothing, and a reader beside them never sees half a review', async () => {
  await withMemory(async (folder) => {
    // Ten reports; five decisions on each, of which two are the same.
    const jobs = Array.from({ length: 50 }, (_, i) =>
      draft(
        { report_id: `${i % 10}`.repeat(16) },
        `Decision ${Math.max(1, Math.floor(i / 10))}. ${'x'.repeat(800)}`,
      ),
    );
    let writing = true;
    let looks = 0;
    const reader = (async () => {
      while (writing) {
        const { reviews, skipped } = await readReviews(folder);
        expect(skipped).toEqual([]);
        for (const { review } of reviews) expect(review.words).toMatch(/^Decision [1-4]\. x{800}$/);
        looks++;
      }
    })();
    const ended = await Promise.all(jobs.map((one) => work({ folder, draft: one })));
    writing = false;
    await reader;
    expect(looks).toBeGreaterThan(3);
    for (const { kept } of ended) expect(kept?.ok).toBe(true);
    const { reviews, skipped } = await readReviews(folder);
    expect(skipped).toEqual([]);
    const found = reviews.map(({ review }) => `${review.report_id} ${review.words}`).sort();
    const expected = new Set(jobs.map(({ review, words }) => `${review.report_id} ${words}`));
    // Every one is there. Two that are the same and come at the same moment may both be kept, never fewer than one.
    expect([...new Set(found)]).toEqual([...expected].sort());
    expect(found.length).toBeLessThanOrEqual(50);
    const told = new Set(ended.map(({ kept }) => (kept?.ok === true ? kept.id : 'refused')));
    expect(told).toEqual(new Set(reviews.map(({ review }) => review.id)));
    expect((await readdir(folder)).filter((name) => name.startsWith('.'))).toEqual([]);
  });
}, 120_000);
