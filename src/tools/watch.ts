/** How a long read tells the host of itself, and stops when the host has given it up. */
import type { ServerContext } from '@modelcontextprotocol/server';
import type { Watch } from '../data/rows.ts';

/** Least share of a file between two notices: a host needs a bar that moves, not a message a piece. */
const step = 0.02;

/** A watch over one call. Progress is sent only to a host that asked for it, and a lost notice stops nothing. */
export function watchOf({ mcpReq }: ServerContext): Watch {
  const { _meta: meta, signal, notify } = mcpReq;
  const progressToken = meta?.progressToken;
  if (progressToken === undefined) return { signal };
  let told = 0;
  return {
    signal,
    progress(share) {
      if (share - told < step) return;
      told = share;
      const params = { progressToken, progress: share, total: 1, message: 'reading the file' };
      notify({ method: 'notifications/progress', params }).catch(() => undefined);
    },
  };
}
