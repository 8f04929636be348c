import { expect, it } from 'vitest';
import { clip, nearestName, nearNames, pathText, problem, refusal } from '../../src/domain/problem.ts';

it('begins a message with its path', () => {
  expect(problem('stage', 'out-of-range', 'late; use growth', 'growth')).toEqual({
    path: 'stage',
    code: 'out-of-range',
    message: 'stage: late; use growth',
    suggestion: 'growth',
  });
});

it('lists fifty problems and counts the rest', () => {
  const many = Array.from({ length: 73 }, (_, i) => problem(`accounts[${i}].arr_end`, 'wrong-type', 'x'));
  expect(refusal(many.slice(0, 50)).problems).toHaveLength(50);
  const { problems } = refusal(many);
  expect(problems).toHaveLength(51);
  expect(problems.at(-1)?.message).toBe('input: 23 more problems; fix these first and call again');
});

it('orders problems by path, indexes as numbers, then by code', () => {
  const paths = ['stage', 'cohorts[10].name', 'cohorts[2].name', 'cohorts[2]', 'accounts'];
  const problems = paths.map((path) => problem(path, 'b', 'x'));
  const listed = refusal([...problems, problem('stage', 'a', 'x')]).problems;
  expect(listed.map(({ path, code }) => `${path} ${code}`)).toEqual([
    'accounts b',
    'cohorts[2] b',
    'cohorts[2].name b',
    'cohorts[10].name b',
    'stage a',
    'stage b',
  ]);
});

it('writes paths as people read them', () => {
  expect(pathText(['cohorts', 0, 'name'])).toBe('cohorts[0].name');
  expect(pathText([])).toBe('input');
});

it('repeats text of callers without control characters and cut to length', () => {
  expect(clip('a\u0000b\u202ec\nd', 20)).toBe('a b c d');
  expect(clip('abcdef', 4)).toBe('abc…');
});

it('suggests a name at most three edits away', () => {
  const known = ['churned_arr', 'new_arr'];
  expect(nearestName('chruned_arr', known)).toBe('churned_arr');
  expect(nearestName('NEW_ARR', known)).toBe('new_arr');
  expect(nearestName('expansion', known)).toBeUndefined();
  expect(nearestName('x'.repeat(61), known)).toBeUndefined();
});

it('suggests for a short name only what is one edit away, and at most three names', () => {
  const known = ['grr', 'nrr', 'acv', 'atr'];
  expect(nearNames('foo', known)).toEqual([]);
  expect(nearNames('cac', known)).toEqual([]);
  expect(nearNames('rr', known)).toEqual(['grr', 'nrr']);
  expect(nearNames('top', ['top1', 'top2', 'top3', 'top4'])).toEqual(['top1', 'top2', 'top3']);
});
