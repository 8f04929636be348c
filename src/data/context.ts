/** What reading a founder's file may use beside the source: where it may look, how it is watched, what is remembered. */
import type { Access } from './access.ts';
import type { Watch } from './rows.ts';
import type { TimelineStore } from './timeline-store.ts';

export type DataContext = {
  access: Access;
  watch?: Watch | undefined;
  timelines?: TimelineStore | undefined;
};
