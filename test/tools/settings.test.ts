import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Access } from '../../src/data/access.ts';
import { companyStages } from '../../src/domain/policy/coverage.ts';
import { targetStage } from '../../src/domain/policy/stages.ts';
import { createReportStore } from '../../src/report-store.ts';
import { tools } from '../../src/tools/index.ts';
import { type Settings, settingSource } from '../../src/tools/settings.ts';

type Answer = {
  report_id: string;
  currency: string;
  figures: unknown[];
  assumptions: { field: string; value: unknown; source: string }[];
  text: string;
};

const folderWith = (text: string): Access => ({
  kind: 'named',
  standardInput: async () => new TextEncoder().encode(text),
});

async function ask(name: string, input: object, settings?: Settings, file = ''): Promise<Answer> {
  const tool = tools.find((one) => one.name === name);
  const line = await tool?.load();
  const context = { access: folderWith(file), reports: createReportStore() };
  const answer = await line?.run(input, settings === undefined ? context : { ...context, settings });
  if (answer?.ok !== true) throw new Error(JSON.stringify(answer));
  return { ...(answer.report as unknown as Answer), text: answer.rendered.text };
}

const set = (answer: Answer) =>
  answer.assumptions
    .filter(({ source }) => source === settingSource)
    .map(({ field, value }) => [field, value]);

const accounts = [{ id: 'A', arr_start: 100, arr_end: 90 }];
const settings: Settings = { stage: 'late', currency: 'EUR', language: 'ja' };

it('stand in for what a call leaves open, and are listed', async () => {
  const answer = await ask('cco_decompose_retention', { accounts }, settings);
  expect(answer.currency).toBe('EUR');
  expect(set(answer)).toEqual([
    ['stage', 'scale'],
    ['currency', 'EUR'],
  ]);
  expect(answer.text).toContain('結論');
});

it('give the stage in the words of each tool', async () => {
  const stageOf = async (name: string, input: object, stage: Settings['stage']) =>
    Object.fromEntries(set(await ask(name, input, { stage })))['stage'];
  const book = { enterprise: { customer_count: 10, total_arr: 900_000, current_csm_count: 1 } };
  expect(await stageOf('cco_decompose_retention', { accounts }, 'series_a')).toBe('seed');
  expect(await stageOf('cco_decompose_retention', { accounts }, 'series_b')).toBe('growth');
  expect(await stageOf('cco_size_coverage', { book }, 'series_a')).toBe('series_a');
  expect(await stageOf('cco_plan_hires', { arr: 900_000, customers: 10 }, 'late')).toBe('late');
  // Segments have no stage.
  expect(await stageOf('cco_design_segments', { customers: [{ name: 'A', arr: 1 }] }, 'seed')).toBe(
    undefined,
  );
});

it('give way to the call', async () => {
  const answer = await ask(
    'cco_decompose_retention',
    { accounts, stage: 'seed', currency: 'GBP', language: 'en' },
    settings,
  );
  expect(set(answer)).toEqual([]);
  expect(answer.currency).toBe('GBP');
  expect(answer.text).toContain('Bottom Line');
});

it('give way to the file, its currency included', async () => {
  const csv = 'id;ARR start;ARR end\nA;€100;€90\nB;€100;€90\n';
  const answer = await ask('cco_decompose_retention', { source: { path: '-' } }, { currency: 'USD' }, csv);
  expect(answer.currency).toBe('EUR');
  expect(set(answer)).toEqual([]);
  const customers = 'name;ARR\nA;€60000\nB;€50000\n';
  const segments = await ask(
    'cco_design_segments',
    { source: { path: '-' } },
    { currency: 'USD' },
    customers,
  );
  expect(segments.currency).toBe('EUR');
  expect(set(segments)).toEqual([]);
});

it('are used where a file has no currency', async () => {
  const csv = 'id,ARR start,ARR end\nA,100,90\nB,100,90\n';
  const answer = await ask('cco_decompose_retention', { source: { path: '-' } }, { currency: 'GBP' }, csv);
  expect(answer.currency).toBe('GBP');
  expect(set(answer)).toEqual([['currency', 'GBP']]);
});

it('leave the built-in example as it is', async () => {
  const plain = await ask('cco_decompose_retention', { sample: true });
  expect(await ask('cco_decompose_retention', { sample: true }, { stage: 'seed', currency: 'EUR' })).toEqual(
    plain,
  );
});

it('give another id than the same words in the call, as the answers differ in what they assume', async () => {
  const csv = 'id,ARR start,ARR end\nA,100,90\nB,100,90\n';
  const byFile = { source: { path: '-' } };
  const ids = await Promise.all([
    ask('cco_decompose_retention', { accounts }, { stage: 'seed' }),
    ask('cco_decompose_retention', { accounts, stage: 'seed' }),
    ask('cco_decompose_retention', byFile, { stage: 'seed' }, csv),
    ask('cco_decompose_retention', { ...byFile, stage: 'seed' }, undefined, csv),
  ]);
  expect(new Set(ids.map(({ report_id }) => report_id)).size).toBe(4);
  // Without settings nothing changes.
  const [none, empty] = await Promise.all([
    ask('cco_decompose_retention', { accounts }),
    ask('cco_decompose_retention', { accounts }, {}),
  ]);
  expect(empty).toEqual(none);
});

it('compute what the same words in the call compute', async () => {
  const books = fc.record({
    stage: fc.constantFrom(...companyStages),
    currency: fc.constantFrom('EUR', 'GBP', 'JPY'),
    accounts: fc.array(fc.tuple(fc.integer({ min: 1, max: 9_999 }), fc.integer({ min: 0, max: 9_999 })), {
      minLength: 1,
      maxLength: 30,
    }),
  });
  await fc.assert(
    fc.asyncProperty(books, async ({ stage, currency, accounts: amounts }) => {
      const rows = amounts.map(([arr_start, arr_end], i) => ({ id: `A-${i}`, arr_start, arr_end }));
      const bySetting = await ask('cco_decompose_retention', { accounts: rows }, { stage, currency });
      const called = { accounts: rows, stage: targetStage[stage], currency };
      const byCall = await ask('cco_decompose_retention', called);
      expect(bySetting.figures).toEqual(byCall.figures);
      const others = bySetting.assumptions.filter(({ source }) => source !== settingSource);
      expect(others).toEqual(byCall.assumptions);
    }),
    { numRuns: 40 },
  );
});
