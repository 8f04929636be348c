/** Reading Markdown tables in tests. */

/** Cells of every table row of a text, the ruler left out. */
export const cellsOf = (text: string): string[][] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('|') && !/^[|\s-]+$/.test(line))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

/** A share as the documents write it. Example: `percent(0.005)` is "0.5%". */
export const percent = (share: number): string => `${Number((share * 100).toFixed(4))}%`;
