import { expect, it } from 'vitest';
import { run } from './spawned.ts';

const commands = [
  'inspect',
  'retention',
  'segments',
  'coverage',
  'hires',
  'review',
  'report',
  'check',
  'record',
  'recall',
  'serve',
];

it.each(['', ...commands])('the help of "%s" is at most 80 wide', async (command) => {
  const { code, stdout } = await run(command === '' ? ['--help'] : [command, '--help']);
  expect(code).toBe(0);
  expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(stdout).not.toMatch(/undefined|\n\n\n| \n/);
});

it.each(commands)('the help of %s has every option once, and says what each is for', async (command) => {
  const { stdout } = await run([command, '--help']);
  const lines = stdout.split('\n');
  const options = lines.flatMap((line, i) => {
    const [, name] = /^ {2}--(?:\[no-\])?([a-z-]+)/.exec(line) ?? [];
    if (name === undefined) return [];
    // The text stands beside it, or below where it is long.
    const says = /^ {2}--\S+(?: \S+)? {2,}\S/.test(line) || /^ {30}\S/.test(lines[i + 1] ?? '');
    return [{ name, says }];
  });
  expect(options.length).toBeGreaterThan(2);
  expect(options.filter(({ says }) => !says)).toEqual([]);
  expect(new Set(options.map(({ name }) => name)).size).toBe(options.length);
});
