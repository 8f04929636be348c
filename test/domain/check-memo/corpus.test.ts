import { beforeAll, describe, expect, it } from 'vitest';
import { checkMemo } from '../../../src/domain/check-memo/check.ts';
import type { CitedReport } from '../../../src/domain/check-memo/cited-report.ts';
import { ruleCodes } from '../../../src/domain/check-memo/rules.ts';
import { filesUnder, readText } from '../../sources.ts';
import { corpus } from './corpus.ts';
import { corpusReports } from './reports.ts';

let reports: Readonly<Record<string, CitedReport>>;

beforeAll(async () => {
  reports = await corpusReports();
});

const reportsOf = (names: string): CitedReport[] =>
  names.split(' ').map((name) => {
    const found = reports[name];
    if (found === undefined) throw new Error(`no report ${name}`);
    return found;
  });

describe('the corpus', () => {
  it('has every memo of the folder once, right ones and each kind of breach', () => {
    const files = filesUnder('fixtures/memos', '.md')
      .map((path) => path.slice('fixtures/memos/'.length, -3))
      .sort();
    expect(corpus.map(([name]) => name).sort()).toEqual(files);
    expect(corpus.filter(([, , ...breaches]) => breaches.length === 0).length).toBeGreaterThan(12);
    const seen = new Set(corpus.flatMap(([, , ...breaches]) => breaches.map((one) => one.split(' ')[1])));
    // A memo that is too long only draws a warning.
    expect(ruleCodes.filter((code) => !seen.has(code))).toEqual(['memo-length']);
  });

  it.each(corpus)('%s', (name, names, ...expected) => {
    const memo = readText(`fixtures/memos/${name}.md`);
    const { ok, breaches, checked_numbers: checked } = checkMemo(memo, reportsOf(names));
    const found = breaches.map(({ line, code, nearest }) => `${line} ${code} ${nearest?.id ?? ''}`.trimEnd());
    expect(found).toEqual(expected);
    expect(ok).toBe(expected.length === 0);
    expect(checked).toBeGreaterThan(0);
    const lines = memo.split('\n');
    for (const { line, because, mend } of breaches) {
      expect(lines[line - 1]).toBeDefined();
      expect(because.length).toBeGreaterThan(10);
      expect(mend.length).toBeGreaterThan(5);
    }
  });

  it('the same memo is right with its own report and wrong with that of another company', () => {
    const memo = readText('fixtures/memos/right-coverage.md');
    expect(checkMemo(memo, reportsOf('coverage')).ok).toBe(true);
    expect(checkMemo(memo, reportsOf('retention')).ok).toBe(false);
    expect(checkMemo(memo, reportsOf('retention coverage')).ok).toBe(true);
  });
});
