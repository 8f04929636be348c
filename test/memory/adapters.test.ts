/** Reviews as resources, and prompts that start from the last one, by a real client. */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keepReview } from '../../src/memory/store.ts';
import { registerPrompts } from '../../src/prompts/index.ts';
import { registerReviews } from '../../src/resources/reviews.ts';
import { connect } from '../resources/connect.ts';
import { draft, withMemory } from './drafts.ts';

const today = '2027-01-20';
const uri = 'cco://reviews/{id}';

const memoryIn = (folder: string) => ({ folder, today: () => today });

describe('resources', () => {
  it('list the reviews that stand, complete all, and serve a file as it is', async () => {
    await withMemory(async (folder) => {
      await keepReview(folder, draft());
      await keepReview(folder, draft({ corrects: '2026-09-30-retention-be5258ae' }, 'Corrected.'));
      await keepReview(
        folder,
        draft({ as_of: '2026-06-30', decision: 'coverage', tool: 'cco_size_coverage' }),
      );
      await writeFile(join(folder, '2026-03-31-retention-00000000.md'), '---js\n---\n');
      const client = await connect((server) => registerReviews(server, memoryIn(folder)));
      const { resources } = await client.listResources();
      expect(resources.map((one) => [one.uri, one.title])).toEqual([
        ['cco://reviews/2026-09-30-retention-be5258ae-2', 'Review of 2026-09-30: retention'],
        ['cco://reviews/2026-06-30-coverage-be5258ae', 'Review of 2026-06-30: coverage'],
      ]);
      for (const one of resources) {
        expect(one).toMatchObject({ mimeType: 'text/markdown', description: expect.any(String) });
        const [content] = (await client.readResource({ uri: one.uri })).contents;
        expect(content !== undefined && 'text' in content ? content.text : '').toContain('form: 1');
      }
      const complete = async (value: string) =>
        (await client.complete({ ref: { type: 'ref/resource', uri }, argument: { name: 'id', value } }))
          .completion.values;
      expect(await complete('2026-09')).toEqual([
        '2026-09-30-retention-be5258ae-2',
        '2026-09-30-retention-be5258ae',
      ]);
      expect(await complete('x')).toEqual([]);
      const corrected = await client.readResource({ uri: 'cco://reviews/2026-09-30-retention-be5258ae' });
      expect(corrected.contents).toHaveLength(1);
    });
  });

  it.each([
    ['2026-09-30-retention-ffffffff', 'There is no review of that id; cco_recall_reviews lists them.'],
    ['2026-03-31-retention-00000000', '2026-03-31-retention-00000000.md: front matter must be YAML'],
    ['notes', 'This is no id of a review'],
    ['..%2F..%2Fetc%2Fpasswd', 'This is no id of a review'],
  ])('refuse %s', async (id, says) => {
    await withMemory(async (folder) => {
      await keepReview(folder, draft());
      await writeFile(join(folder, '2026-03-31-retention-00000000.md'), '---js\n---\n');
      await writeFile(join(folder, 'notes.md'), 'private');
      const client = await connect((server) => registerReviews(server, memoryIn(folder)));
      await expect(client.readResource({ uri: `cco://reviews/${id}` })).rejects.toMatchObject({
        code: -32602,
        message: expect.stringContaining(says),
      });
    });
  });

  it('without a folder list nothing and say how to give one', async () => {
    const client = await connect((server) => registerReviews(server, undefined));
    expect((await client.listResources()).resources).toEqual([]);
    await expect(
      client.readResource({ uri: 'cco://reviews/2026-09-30-retention-be5258ae' }),
    ).rejects.toMatchObject({ message: expect.stringContaining('--memory-dir <folder>') });
  });
});

describe('prompts', () => {
  const recurring = [
    ['quarterly_retention_review', 'retention', 'cco_decompose_retention'],
    ['segmentation_audit', 'segmentation', 'cco_design_segments'],
    ['cs_team_sizing', 'coverage', 'cco_size_coverage'],
    ['cs_team_roadmap', 'next hire', 'cco_plan_hires'],
    ['pre_board_brief', 'retention', 'cco_decompose_retention'],
  ] as const;

  async function messages(name: string, folder: string | null) {
    const memory = folder === null ? undefined : memoryIn(folder);
    const client = await connect((server) => registerPrompts(server, today, memory));
    const got = await client.getPrompt({ name, arguments: {} });
    const [task, ...rest] = got.messages.map(({ content }) => content);
    return {
      text: task?.type === 'text' ? task.text : '',
      embeds: rest.map((one) => (one.type === 'resource' && 'text' in one.resource ? one.resource : null)),
    };
  }

  it.each(recurring)('%s starts from the last review on %s', async (name, decision, tool) => {
    await withMemory(async (folder) => {
      await keepReview(folder, draft({ as_of: '2026-06-30', decision, tool }, 'Older.'));
      await keepReview(folder, draft({ decision, tool }, 'Newest of ours.'));
      // Reviews of another decision, and of a plan, are not what it starts from.
      const other = decision === 'coverage' ? 'retention' : 'coverage';
      await keepReview(folder, draft({ as_of: '2026-12-31', decision: other }, 'Other.'));
      await keepReview(folder, draft({ as_of: '2026-12-30', decision, tool: 'cco_review_plan' }, 'A plan.'));
      const { text, embeds } = await messages(name, folder);
      const id = `2026-09-30-${decision.replace(' ', '-')}-be5258ae`;
      const paragraphs = text.split('\n\n');
      expect(paragraphs[1]).toContain(`Start from the last review, \`${id}\``);
      expect(paragraphs[1]).toContain('`cco_recall_reviews` with `compare_to`');
      expect(paragraphs.at(-1)).toContain('`cco_record_review`');
      expect(embeds.at(-1)).toMatchObject({ uri: `cco://reviews/${id}` });
      expect(embeds.at(-1)?.text).toContain('> Newest of ours.');
    });
  });

  it.each(recurring)(
    '%s says when there is no review on it yet, and nothing without a folder',
    async (name) => {
      await withMemory(async (folder) => {
        await keepReview(folder, draft({ tool: 'cco_review_plan' }));
        const first = await messages(name, folder);
        expect(first.text).toContain('is kept yet: this is the first, and the next one will start from it');
        expect(first.text).toContain('`cco_record_review`');
        const without = await messages(name, null);
        expect(without.text).not.toMatch(/review on|cco_record|cco_recall/);
        expect(without.embeds).toEqual(first.embeds);
      });
    },
  );
});
