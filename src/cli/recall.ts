/** `cco-advisor recall`: kept reviews from the command line, and what moved since the last one. */
import { recallReviews } from '../tools/recall-reviews.ts';
import type { MemoryCommand } from './memory.ts';

export const recallCommand: MemoryCommand = {
  line: recallReviews,
  leavesOut: ['compare_to'],
  reads: true,
  options: [
    { flag: 'compare-to', takes: 'FILE', help: 'an answer (--json): what moved since the last review' },
  ],
  ask: (values, file) => {
    if (file !== undefined)
      throw new TypeError(`${file}: recall takes no file; did you mean --compare-to ${file}?`);
    const compared: unknown = values['compare-to'];
    return { input: {}, reports: typeof compared === 'string' ? [compared] : [], reportsField: 'compare_to' };
  },
  about: `cco-advisor recall --memory-dir FOLDER [options]

What was decided before, on which numbers, what is due for a second look, and
what moved since: definitions that changed first, then each figure with noise
told from movement.

Examples
  cco-advisor recall --memory-dir ./cco-reviews
  cco-advisor recall --memory-dir ./cco-reviews --decision retention \\
    --compare-to q4.json
  cco-advisor recall --memory-dir ./cco-reviews --due-on 2027-01-31`,
};
