import { describe, expect, it } from 'vitest';
import { onlyFile, readArguments } from '../../src/cli/arguments.ts';

const options = {
  'growth-rate': { type: 'string' },
  stage: { type: 'string' },
  set: { type: 'string', multiple: true },
  'end-inclusive': { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

const read = (...args: string[]) => readArguments(args, options);

describe('values', () => {
  it.each([
    [['--growth-rate', '-0.3'], { 'growth-rate': '-0.3' }],
    [['--growth-rate', '-.3'], { 'growth-rate': '-.3' }],
    [['--growth-rate=-0.3'], { 'growth-rate': '-0.3' }],
    [['--end-inclusive'], { 'end-inclusive': true }],
    [['--no-end-inclusive'], { 'end-inclusive': false }],
    [['--set', 'a=-1', '--set', '-2'], { set: ['a=-1', '-2'] }],
  ])('%j', (args, values) => {
    expect(read(...args).values).toEqual(values);
  });

  it('a file is what no option takes', () => {
    expect(read('book.csv', '--growth-rate', '-0.3').positionals).toEqual(['book.csv']);
    expect(onlyFile(['a.csv'])).toBe('a.csv');
    expect(() => onlyFile(['a.csv', 'b.csv'])).toThrow('one file at a time; got a.csv, b.csv');
  });
});

describe('what cannot be read is a sentence that says what to type', () => {
  it.each([
    [['--stage'], '--stage takes a value; write it behind, such as --stage VALUE'],
    [
      ['--stage', '--json'],
      '--stage takes a value, and --json looks like another option; if it is the value, write --stage=--json',
    ],
    [['--json=yes'], '--json takes no value; write it alone'],
    [['--stge', 'seed'], '--stge is no option here; did you mean --stage?'],
    [['--forecast'], '--forecast is no option here'],
    [['--no-json'], '--no-json is no option here'],
    [['-3'], '-3 is no option here'],
  ])('%j', (args, sentence) => {
    expect(() => read(...args)).toThrow(new TypeError(sentence));
  });
});
