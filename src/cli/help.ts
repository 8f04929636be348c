/** The help of a command: options in two columns, at most 80 wide. */

/** What is shown of an option, and what it is for. */
export type HelpLine = readonly [option: string, about: string];

const width = 80;

/** Where the second column begins. */
const column = 30;

/** Words as lines of a width. Example: `wrapped('one two', 5)` is ['one', 'two']. */
export function wrapped(text: string, room: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= room)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** Options as lines of help. One that is longer than its column has its text on the next line. */
export function helpLines(options: readonly HelpLine[]): string {
  return options
    .flatMap(([option, about]) => {
      const left = `  ${option}`;
      const text = about === '' ? [] : wrapped(about, width - column);
      const beside = left.length + 2 <= column;
      const [first = '', ...rest] = beside ? text : ['', ...text];
      return [
        `${beside ? left.padEnd(column) : left}${first}`.trimEnd(),
        ...rest.map((line) => `${' '.repeat(column)}${line}`),
      ];
    })
    .join('\n');
}
