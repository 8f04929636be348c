/** Files over time as they were read, kept by a running server so that the next question about one needs no reading. */
import type { TimelineRead } from './timeline/read-timeline.ts';

export type TimelineStore = {
  find: (key: string) => TimelineRead | undefined;
  keep: (key: string, read: TimelineRead) => void;
};

/** How many files are kept, and how many customers at most in all of them: memory is the founder's own machine's. */
const limits = { files: 4, entries: 500_000 };

/** Starts an empty store. The file asked for longest ago goes first; one too large for it is not kept at all. */
export function createTimelineStore(): TimelineStore {
  const kept = new Map<string, TimelineRead>();
  const size = () => [...kept.values()].reduce((total, { timeline }) => total + timeline.entries.length, 0);
  return {
    find(key) {
      const found = kept.get(key);
      if (found !== undefined) {
        kept.delete(key);
        kept.set(key, found);
      }
      return found;
    },
    keep(key, read) {
      if (read.timeline.entries.length > limits.entries) return;
      kept.set(key, read);
      while (kept.size > limits.files || size() > limits.entries) {
        const [oldest] = kept.keys();
        if (oldest === undefined || oldest === key) break;
        kept.delete(oldest);
      }
    },
  };
}
