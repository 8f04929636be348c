/** `cco://reviews/{id}`: a kept review, as its file is. */
import { type McpServer, ResourceNotFoundError, ResourceTemplate } from '@modelcontextprotocol/server';
import { decisionNames } from '../domain/language.ts';
import { clip } from '../domain/problem.ts';
import { isReviewId, reviewDate, reviewUri } from '../domain/progress/review-id.ts';
import type { Memory } from '../memory/store.ts';
import { contents, forBoth, markdown, startingWith, variable } from './contents.ts';

/** The most reviews that are listed; all are read by their id. */
const listed = 50;

/** Reading is no part of starting up. */
const reader = () => import('../memory/read.ts');

async function resourcesOf({ folder }: Memory) {
  const { readReviews } = await reader();
  const { standingReviews } = await import('../domain/progress/standing.ts');
  const { reviews } = await readReviews(folder).catch(() => ({ reviews: [] }));
  const { standing } = standingReviews(reviews.map(({ review }) => review));
  return standing.slice(0, listed).map((review) => ({
    uri: reviewUri(review.id),
    name: review.id,
    title: `Review of ${reviewDate(review)}: ${decisionNames[review.decision].en}`,
    description: `Verdict ${clip(review.verdict, 64)}, recorded on ${review.recorded_on}.`,
  }));
}

const why = (error: unknown): string => (error instanceof Error ? error.message : 'cannot be read');

/** Registers the reviews of a folder: those that stand are listed, all are completed by id and read. */
export function registerReviews(server: McpServer, memory: Memory | undefined): void {
  const template = new ResourceTemplate('cco://reviews/{id}', {
    list: async () => ({ resources: memory === undefined ? [] : await resourcesOf(memory) }),
    complete: {
      id: async (typed) => {
        if (memory === undefined) return [];
        const { reviewIds } = await reader();
        const ids = await reviewIds(memory.folder).catch((): string[] => []);
        return startingWith(ids.filter(isReviewId), typed);
      },
    },
  });
  const about = {
    title: 'Reviews',
    description: 'A kept review: numbers, memo and what the founder decided',
    mimeType: markdown,
    annotations: forBoth,
  };
  server.registerResource('reviews', template, about, async (uri, variables) => {
    const id = variable(variables['id']);
    if (memory === undefined)
      throw new ResourceNotFoundError(
        uri.href,
        'No folder keeps reviews; start the server with one (--memory-dir <folder>).',
      );
    if (!isReviewId(id))
      throw new ResourceNotFoundError(uri.href, 'This is no id of a review; cco_recall_reviews lists them.');
    const { readReview } = await reader();
    try {
      return contents(uri.href, markdown, (await readReview(memory.folder, id)).text);
    } catch (error) {
      const found = error instanceof Error && 'code' in error && error.code === 'ENOENT';
      throw new ResourceNotFoundError(
        uri.href,
        found
          ? 'There is no review of that id; cco_recall_reviews lists them.'
          : `${id}.md: ${clip(why(error), 300)}.`,
      );
    }
  });
}
