/** The progress bar on a made-up terminal, with a made-up clock. */
import { describe, expect, test } from 'vitest';
import { progressOn } from '../../src/cli/progress.ts';

/** A terminal that remembers, and a clock that is moved by hand. */
function screen(isTTY: boolean | undefined) {
  const written: string[] = [];
  let time = 1000;
  const bar = progressOn({ isTTY, write: (text) => written.push(text) }, () => time);
  return {
    ...bar,
    written,
    at: (share: number, after: number) => {
      time = 1000 + after;
      bar.watch.progress?.(share);
    },
  };
}

const bar = (full: number, percent: string): string =>
  `\rReading [${'#'.repeat(full)}${'.'.repeat(24 - full)}] ${percent}`;

describe('on a terminal', () => {
  test('a read of a moment shows nothing', () => {
    const { at, clear, written } = screen(true);
    at(0.2, 0);
    at(0.9, 299);
    clear();
    expect(written).toEqual([]);
  });

  test('a longer one shows how far it is, each state once, and takes its line away', () => {
    const { at, clear, written } = screen(true);
    at(0.1, 100);
    at(0.25, 300);
    at(0.251, 400);
    at(0.5, 500);
    at(1, 900);
    clear();
    expect(written).toEqual([
      bar(6, ' 25%'),
      bar(12, ' 50%'),
      bar(24, '100%'),
      `\r${' '.repeat(bar(24, '100%').length - 1)}\r`,
    ]);
  });
});

test.each([false, undefined])('in a pipe (isTTY %s) there is no bar and no watch', (isTTY) => {
  const { at, clear, watch, written } = screen(isTTY);
  at(0.5, 5000);
  clear();
  expect(written).toEqual([]);
  expect(watch).toEqual({});
});
