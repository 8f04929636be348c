/** A progress bar on the terminal's error stream; none in a pipe, and none for what is read in a moment. */
import type { Watch } from '../data/rows.ts';

const width = 24;

/** A file that is read within this many milliseconds needs no bar. */
const patience = 300;

export type Terminal = { isTTY?: boolean | undefined; write: (text: string) => unknown };

/** A bar of a share. Example: 0.5 is twelve full marks and twelve empty ones, and "50%". */
const barOf = (share: number): string => {
  const full = Math.round(share * width);
  return `Reading [${'#'.repeat(full)}${'.'.repeat(width - full)}] ${String(Math.round(share * 100)).padStart(3)}%`;
};

/** A watch that draws, and what takes its line away again. */
export function progressOn(terminal: Terminal, now: () => number): { watch: Watch; clear: () => void } {
  if (terminal.isTTY !== true) return { watch: {}, clear: () => undefined };
  const begun = now();
  let shown = '';
  return {
    watch: {
      progress(share) {
        const bar = barOf(share);
        if (bar === shown || now() - begun < patience) return;
        shown = bar;
        terminal.write(`\r${bar}`);
      },
    },
    clear() {
      if (shown !== '') terminal.write(`\r${' '.repeat(shown.length)}\r`);
    },
  };
}
