/** The two tools in process: what they keep, find, compare and refuse. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecallAnswer, RecordAnswer } from '../../src/domain/progress/answers.ts';
import { isReviewId } from '../../src/domain/progress/review-id.ts';
import { keepReview } from '../../src/memory/store.ts';
import { sizes } from '../../src/render/section.ts';
import { createReportStore } from '../../src/report-store.ts';
import { decomposeRetention } from '../../src/tools/decompose-retention.ts';
import type { ToolContext, ToolLine } from '../../src/tools/define-tool.ts';
import { recallReviews } from '../../src/tools/recall-reviews.ts';
import { recordReview, recordReviewWith } from '../../src/tools/record-review.ts';
import { sizeCoverage } from '../../src/tools/size-coverage.ts';
import { draft, withMemory } from './drafts.ts';

const today = '2026-10-04';

const contextOf = (folder: string | null, day = today): ToolContext => ({
  access: { kind: 'folders', folders: [] },
  reports: createReportStore(),
  memory: folder === null ? undefined : { folder, today: () => day },
});

/** Forty accounts of which every k-th left. */
const accounts = (k: number) =>
  Array.from({ length: 40 }, (_, i) => ({
    id: `C${i}`,
    arr_start: 1_000 + i * 100,
    arr_end: i % k === 0 ? 0 : 1_000 + i * 100,
    churn_reason: 'pricing',
  }));

async function answerOf(line: ToolLine, input: unknown, context: ToolContext) {
  const answer = await line.run(input, context);
  if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
  expect(line.outputSchema.safeParse(answer.rendered.structured).error?.issues ?? []).toEqual([]);
  return answer.rendered;
}

async function refused(line: ToolLine, input: unknown, context: ToolContext): Promise<string[]> {
  const answer = await line.run(input, context);
  if (answer.ok) throw new Error('it was answered');
  return answer.problems.map(({ message }) => message);
}

const retention = (k: number, as_of: string, context: ToolContext, more = {}) =>
  answerOf(decomposeRetention, { accounts: accounts(k), as_of, ...more }, context);

const record = async (input: unknown, context: ToolContext) =>
  (await answerOf(recordReview, input, context)).structured as RecordAnswer;

const recall = async (input: unknown, context: ToolContext) =>
  (await answerOf(recallReviews, input, context)).structured as RecallAnswer;

const noFolder =
  '--memory-dir: no folder keeps reviews; start with one, such as --memory-dir ./cco-reviews (it is made at the first record)';

describe('without a folder', () => {
  it('both refuse with a sentence how to give one, and name the other problems too', async () => {
    const context = contextOf(null);
    expect(await refused(recallReviews, {}, context)).toEqual([noFolder]);
    expect(await refused(recordReview, { report: 'x', decison: 'y' }, context)).toEqual([
      noFolder,
      expect.stringContaining('decision: missing'),
      'decison: unknown field; did you mean decision?',
    ]);
  });
});

describe('recording', () => {
  it('keeps a report of this run by its id, whole although the caller saw a summary', async () => {
    await withMemory(async (folder) => {
      const context = contextOf(folder);
      const { structured } = await answerOf(sizeCoverage, { sample: true }, context);
      const kept = await record({ report: structured, decision: 'Hire two.' }, context);
      expect(kept).toMatchObject({
        id: `2026-01-01-coverage-${String(structured['report_id']).slice(0, 8)}`,
        created: true,
        breaches: [],
        notes: [],
      });
      const text = await readFile(join(folder, kept.file), 'utf8');
      // The last of 21 assumptions, which the summary does not show.
      expect(text).toContain('  employees: 4\n');
      expect(text).toContain('  book: tiers\n');
      expect(text).toMatch(/ {2}- \{ id: recommended_seats, label: ".+", value: 4, unit: count \}\n/);
    });
  });

  it('says so when the answer it gets was cut, and does not take the rest for none', async () => {
    await withMemory(async (folder) => {
      const { structured } = await answerOf(sizeCoverage, { sample: true }, contextOf(folder));
      const kept = await record({ report: structured, decision: 'Hire two.' }, contextOf(folder));
      expect(kept.notes).toEqual([
        'The report was cut for size: its assumptions are not kept; record it by id, or with detail: full.',
      ]);
      expect(await readFile(join(folder, kept.file), 'utf8')).toContain('\nassumed: null\n');
    });
  });

  it('keeps intervals beside their figures, and the figures that the decision is to change', async () => {
    await withMemory(async (folder) => {
      const context = contextOf(folder);
      const { structured } = await retention(6, '2026-09-30', context);
      const { file } = await record(
        {
          report: structured['report_id'],
          decision: 'Onboarding first.',
          expect: [{ figure: 'preventable_share_arr', target: 0.2, by: '2027-03-31' }],
        },
        context,
      );
      const text = await readFile(join(folder, file), 'utf8');
      expect(text).toMatch(
        /id: grr, label: ".+", value: 0\.83\d+, unit: share, low: 0\.7\d+, high: 0\.9\d+ \}/,
      );
      expect(text).toContain('id: preventable_share_arr');
      expect(text).not.toContain('id: grr_low');
      // The memo of the report where none was given.
      expect(text).toContain('**Bottom Line:** ');
    });
  });

  it('keeps what breaks the output standard, and refuses nothing for it', async () => {
    await withMemory(async (folder) => {
      const context = contextOf(folder);
      const { structured } = await retention(6, '2026-09-30', context);
      const seen: unknown[] = [];
      const line = recordReviewWith((memo, reports) => {
        seen.push(memo, reports.length, reports[0]?.['report_id']);
        return [{ code: 'untraced-number', line: 3, because: '117% stands in\nno figure' }];
      });
      const input = { report: structured['report_id'], memo: 'NRR is 117%', decision: 'Go on.' };
      const { structured: answer, text } = await answerOf(line, input, context);
      expect(seen).toEqual(['NRR is 117%', 1, structured['report_id']]);
      expect(answer).toMatchObject({
        breaches: [{ code: 'untraced-number', line: 3, because: '117% stands in no figure' }],
      });
      expect(text).toContain('- Memo, line 3, `untraced-number`: `117% stands in no figure`');
      expect((await recall({}, context)).reviews).toMatchObject([{ breaches: 1 }]);
      const clean = recordReviewWith(() => []);
      expect((await answerOf(clean, { ...input, decision: 'Other.' }, context)).structured).toMatchObject({
        breaches: [],
      });
    });
  });

  it('makes text of callers safe to keep', async () => {
    await withMemory(async (folder) => {
      const context = contextOf(folder);
      const { structured } = await retention(6, '2026-09-30', context);
      await record(
        {
          report: structured['report_id'],
          decision: 'First\u202e line\r\n---\n## Memo\nid: "x"\u0000',
          choice: 'A)\n```\n---',
          memo: '---js\nprocess.exit(1)\n---\n\n## Decision, in the words of the founder\n\n> Not mine.',
        },
        context,
      );
      const { reviews, skipped } = await recall({}, context);
      expect(skipped).toEqual([]);
      expect(reviews).toMatchObject([
        { decided: '`First line --- ## Memo id: "x"`', choice: "`A) ''' ---`" },
      ]);
    });
  });

  it('names every problem at once', async () => {
    await withMemory(async (folder) => {
      const context = contextOf(folder);
      const { structured } = await retention(6, '2026-09-30', context);
      const report = structured['report_id'];
      expect(
        await refused(
          recordReview,
          {
            report,
            decision: ' \u200b ',
            review_on: '2026-09-30',
            corrects: '../../etc/passwd',
            expect: [
              { figure: 'gr', target: 0.85, by: '2027-03-31' },
              { figure: 'grr', target: 85, by: '2026-09-01' },
              { figure: 'grr', target: 0.9, by: '2027-03-31' },
            ],
          },
          context,
        ),
      ).toEqual([
        'corrects: is no id of a review; cco_recall_reviews lists them',
        'decision: holds no text; give the decision in the words of the founder',
        'expect[0].figure: the report has no such figure; did you mean grr?',
        'expect[1].by: 2026-09-01 is not after the review (2026-09-30); give a later day',
        'expect[1].target: 85 is 8500%; did you mean 0.85?',
        'expect[2].figure: is named twice; keep one target a figure',
        'review_on: 2026-09-30 is not after the review (2026-09-30); give a later day',
      ]);
      expect(await refused(recordReview, { report: 'nope', decision: 'x' }, context)).toEqual([
        'report: "nope" is no report of this run; pass the report itself, or the id of one made here',
      ]);
      expect(
        await refused(recordReview, { report: { ...structured, report_id: '../x' }, decision: 'x' }, context),
      ).toEqual([expect.stringContaining('report: is no report of cco_decompose_retention,')]);
      expect(await refused(recordReview, { report: { ok: true }, decision: 'x' }, context)).toEqual([
        'report: this is no report; pass an answer of a tool as it came',
      ]);
      expect(
        await refused(
          recordReview,
          { report, decision: 'x', corrects: '2026-06-30-retention-00000000' },
          context,
        ),
      ).toEqual(['corrects: no review of that id is kept; cco_recall_reviews lists them']);
      // Nothing was written for any of them.
      await expect(readdir(folder)).rejects.toThrow('ENOENT');
    });
  });

  it('a correction is a new file, and recall shows it in place of the old one', async () => {
    await withMemory(async (folder) => {
      const context = contextOf(folder);
      const { structured } = await retention(6, '2026-09-30', context);
      const report = structured['report_id'];
      const first = await record({ report, decision: 'Price first.' }, context);
      const before = await readFile(join(folder, first.file));
      const second = await record({ report, decision: 'Onboarding first.', corrects: first.id }, context);
      expect(second).toMatchObject({ id: `${first.id}-2`, corrects: first.id, created: true });
      expect((await recall({}, context)).reviews).toMatchObject([
        { id: second.id, decided: '`Onboarding first.`', replaces: [first.id] },
      ]);
      expect(await readFile(join(folder, first.file))).toEqual(before);
      // A file that someone broke by hand may be corrected too.
      await writeFile(join(folder, second.file), 'broken');
      const third = await record({ report, decision: 'Third.', corrects: second.id }, context);
      expect((await recall({}, context)).skipped).toMatchObject([{ file: second.file }]);
      expect(third.id).toBe(`${first.id}-3`);
    });
  });
});

describe('recalling', () => {
  it('of an empty folder, or none, says that there is nothing', async () => {
    await withMemory(async (folder) => {
      const { structured, text } = await answerOf(recallReviews, {}, contextOf(folder));
      expect(structured).toMatchObject({ reviews: [], trends: [], skipped: [], more: 0 });
      expect(text).toContain('Reviews kept: 0 / 0.');
      await expect(readdir(folder)).rejects.toThrow('ENOENT');
    });
  });

  it('says what moved since the last review, by id or report, and what came of the decision', async () => {
    await withMemory(async (folder) => {
      const context = contextOf(folder);
      const q3 = await retention(3, '2026-09-30', context);
      const expected = [
        { figure: 'grr', target: 0.8, by: '2026-12-31' },
        { figure: 'churned_customers', target: 2, by: '2026-12-15' },
        { figure: 'nrr', target: 1.1, by: '2027-06-30' },
      ];
      const kept = await record(
        { report: q3.structured['report_id'], decision: 'Onboarding first.', expect: expected },
        context,
      );
      const q4 = await retention(14, '2026-12-31', context);
      for (const compare_to of [q4.structured['report_id'], q4.structured]) {
        const { structured, text } = await answerOf(recallReviews, { compare_to }, context);
        const { progress } = structured as RecallAnswer;
        expect(progress).toMatchObject({ against: kept.id, days: 92, definitions: [] });
        const read = Object.fromEntries(
          (progress?.figures ?? []).map(({ figure, reading }) => [figure, reading]),
        );
        expect(read).toMatchObject({
          grr: 'moved',
          nrr: 'moved',
          logo_retention: 'moved',
          starting_arr: 'unchanged',
          ending_arr: 'exact',
          lost_arr: 'unsure',
        });
        expect(progress?.expectations.map(({ figure, status }) => [figure, status])).toEqual([
          ['grr', 'met'],
          ['churned_customers', 'missed'],
          ['nrr', 'open'],
        ]);
        expect(text).toContain(`## What moved since \`${kept.id}\` (2026-09-30)`);
        expect(text).toMatch(
          /\| Gross revenue retention \(GRR\) \[grr\] \| \S+ \(\S+\) \| \S+ \(\S+\) \| \+\S+ points \| moved \|/,
        );
      }
    });
  });

  it('calls a change within the interval noise', async () => {
    await withMemory(async (folder) => {
      const context = contextOf(folder);
      const q3 = await retention(6, '2026-09-30', context);
      await record({ report: q3.structured['report_id'], decision: 'Go on.' }, context);
      const q4 = await retention(8, '2026-12-31', context);
      const { progress } = await recall({ compare_to: q4.structured['report_id'] }, context);
      expect(progress?.figures.find(({ figure }) => figure === 'grr')).toMatchObject({
        reading: 'noise',
        change_display: '+5.6 points',
      });
    });
  });

  it('names definitions that changed first, and compares nothing that they make unlike', async () => {
    await withMemory(async (folder) => {
      const context = contextOf(folder);
      const q3 = await retention(6, '2026-09-30', context);
      await record({ report: q3.structured['report_id'], decision: 'Go on.' }, context);
      const quarter = await retention(8, '2026-12-31', context, { period_months: 3, currency: 'EUR' });
      const { structured, text } = await answerOf(
        recallReviews,
        { compare_to: quarter.structured['report_id'] },
        context,
      );
      const { progress } = structured as RecallAnswer;
      expect(progress?.definitions).toMatchObject([
        { what: 'period_months', before: '12', now: '3', withholds: 'all' },
        { what: 'currency', before: 'USD', now: 'EUR', withholds: 'money' },
      ]);
      for (const { reading, change } of progress?.figures ?? [])
        expect([reading, change]).toEqual(['withheld', null]);
      const at = (part: string) => text.indexOf(part);
      expect(at('### Definitions that changed')).toBeGreaterThan(0);
      expect(at('### Definitions that changed')).toBeLessThan(at('| Figure |'));
      expect(text).toContain('- `period_months`: 12, now 3; no figure is compared');
    });
  });

  it('in Chinese and Japanese gives labels, names and marks of currency', async () => {
    await withMemory(async (folder) => {
      const context = contextOf(folder);
      const q3 = await retention(3, '2026-09-30', context);
      await record({ report: q3.structured['report_id'], decision: 'Pay $5 more.' }, context);
      const q4 = await retention(14, '2026-12-31', context);
      const ask = (language: string) =>
        answerOf(recallReviews, { compare_to: q4.structured['report_id'], language }, context);
      const zh = (await ask('zh')).text;
      for (const part of [
        '自此以来的变化',
        '| 指标 | 当时 | 现在 | 变化 | 判读 |',
        '有变化',
        'US$118,000',
        '`Pay $5 more.`',
      ])
        expect(zh).toContain(part);
      const ja = (await ask('ja')).text;
      for (const part of ['保存された振り返り', '変化あり', '継続率']) expect(ja).toContain(part);
    });
  });

  it('refuses days that are turned round, other tools and odd limits, all at once', async () => {
    await withMemory(async (folder) => {
      const context = contextOf(folder);
      expect(
        await refused(recallReviews, { from: '2027-01-01', to: '2026-01-01', compare_to: 'none' }, context),
      ).toEqual([
        'compare_to: "none" is no report of this run; pass the report itself, or the id of one made here',
        'from: 2027-01-01 is after to (2026-01-01); swap them',
      ]);
      expect(
        await refused(recallReviews, { limit: 0, decision: 'pricing', due_on: 'soon' }, context),
      ).toEqual([
        expect.stringContaining('decision: "pricing" is not a choice here'),
        'due_on: "soon" is not a calendar date; use YYYY-MM-DD',
        expect.stringContaining('limit: 0'),
      ]);
    });
  });

  it('says what to do when the folder is a file', async () => {
    await withMemory(async (folder) => {
      await writeFile(folder, 'x');
      expect(await refused(recallReviews, {}, contextOf(folder))).toEqual([
        '--memory-dir: the folder cannot be read (ENOTDIR); check that it is a folder and its permissions',
      ]);
    });
  });

  it('stays within its size however much is kept, and counts what it leaves out', async () => {
    await withMemory(async (folder) => {
      const figures = Array.from({ length: 40 }, (_, i) => ({
        id: `figure_${i}`,
        label: `A figure with a label of a usual length, number ${i}`,
        value: i / 7,
        unit: 'share' as const,
        low: 0.1,
        high: 0.9,
      }));
      for (let i = 0; i < 30; i++)
        await keepReview(
          folder,
          draft(
            {
              report_id: `${i}`.padStart(16, '0'),
              as_of: `2026-${String(1 + (i % 9)).padStart(2, '0')}-01`,
              tool: i % 2 === 0 ? 'cco_decompose_retention' : 'cco_size_coverage',
              figures,
            },
            `Decision ${i}. ${'long words '.repeat(80)}`,
          ),
        );
      for (let i = 0; i < 60; i++)
        await writeFile(join(folder, `2026-01-01-retention-f000000${i}.md`), 'broken');
      const { structured, text } = await answerOf(recallReviews, { limit: 100 }, contextOf(folder));
      expect(text.length).toBeLessThanOrEqual(sizes.summary.text);
      expect(JSON.stringify(structured).length).toBeLessThanOrEqual(sizes.summary.structured);
      const { reviews, rows_omitted, skipped } = structured as RecallAnswer;
      expect(reviews.length + (rows_omitted?.['reviews'] ?? 0)).toBe(30);
      expect(skipped.length + (rows_omitted?.['skipped'] ?? 0)).toBe(60);
      for (const { id } of reviews) expect(isReviewId(id)).toBe(true);
      expect(text).toContain('Shortened for size');
    });
  });
});
