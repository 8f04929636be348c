/** From a file and the tool's own options to one checked input. */
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { loadRetention } from '../../src/data/retention-book.ts';
import { decomposeRetention } from '../../src/tools/decompose-retention.ts';
import { csv, input, withFolder } from './load.ts';
import { refused, report } from './retention.ts';

const plain = csv('id,arr_start,arr_end', 'B,100,50', 'A,100,150', 'C,200,200');
const older = await readFile(new URL('../../fixtures/cohorts-older.json', import.meta.url), 'utf8');

const load = (raw: unknown, content = '') =>
  loadRetention(decomposeRetention.inputSchema, raw, { access: input(content) });

describe('a table of accounts', () => {
  test('becomes the accounts of the input, in order of id, with its reconciliation', async () => {
    const loaded = await load({ source: { path: '-' }, stage: 'seed', detail: 'full' }, plain);
    expect(loaded).toMatchObject({
      ok: true,
      input: {
        stage: 'seed',
        amounts: 'arr',
        accounts: [
          { id: 'A', arr_start: 100, arr_end: 150 },
          { id: 'B', arr_start: 100, arr_end: 50 },
          { id: 'C', arr_start: 200, arr_end: 200 },
        ],
      },
      reconciliation: { file: 'standard input', rows_read: 3, rows_used: 3, ties: true },
      assumptions: [{ field: 'amounts', value: 'arr', source: 'the header of the file' }],
    });
    expect(loaded.ok && Object.keys(loaded.input).sort()).toEqual(['accounts', 'amounts', 'stage']);
  });

  test('the report begins with it: start 400, kept 350, GRR 87.5%, NRR 100%', async () => {
    const { figures, reconciliation } = await report(plain);
    const value = (id: string) => figures.find((figure) => figure.id === id)?.value;
    expect([value('starting_arr'), value('grr'), value('nrr')]).toEqual([400, 0.875, 1]);
    expect(reconciliation).toMatchObject({
      rows_used: 3,
      arr_start: { from_rows: 400, from_accounts: 400 },
      arr_end: { from_rows: 400, from_accounts: 400 },
    });
  });

  test('the file has its name in the report, not its folder', async () => {
    await withFolder({ 'book.csv': plain }, async (folder) => {
      const access = { kind: 'folders', folders: [folder] } as const;
      const loaded = await loadRetention(
        decomposeRetention.inputSchema,
        { source: { path: 'book.csv' } },
        { access },
      );
      expect(loaded.ok && loaded.reconciliation?.file).toBe('book.csv');
      expect(JSON.stringify(loaded)).not.toContain(folder);
    });
  });

  test.each([
    [
      'no base',
      csv('id,arr_start,arr_end', 'A,0,5'),
      {},
      'accounts: no account has arr_start above 0; retention needs a base',
    ],
    ['merge of a stranger', plain, { merge_map: { Z: 'A' } }, 'merge_map: "Z" is not an account id'],
    ['merge loop', plain, { merge_map: { A: 'B', B: 'A' } }, 'merge_map: "A" -> "B" -> "A" is a loop'],
  ])('is checked like inline rows: %s', async (_name, content, options, message) => {
    expect(await refused(content, { options })).toEqual([message]);
  });

  test('options of the tool are checked before the file is read', async () => {
    expect(await refused('{', { options: { stage: 'grwth' } })).toEqual([
      'stage: "grwth" is not a choice here; did you mean growth? Valid: seed, growth, scale',
    ]);
    expect(await refused('', { source: { dedupe: 'add' } as never })).toEqual([
      'source.dedupe: "add" is not a choice here; use one of refuse, keep_last, sum',
    ]);
  });
});

describe('merges', () => {
  test('join accounts of a file: A and B, 100 + 100 to 150 + 50, lose nothing', async () => {
    const { figures } = await report(plain, { options: { merge_map: { B: 'A' } } });
    expect(figures.find(({ id }) => id === 'grr')?.value).toBe(1);
  });

  test('join accounts of the built-in example, whose ids are checked as well', async () => {
    const known = await load({ sample: true, merge_map: { S002: 'S001' } });
    expect(known.ok).toBe(true);
    expect(await load({ sample: true, merge_map: { S002: 'nobody' } })).toMatchObject({
      ok: false,
      problems: [{ code: 'unknown-id', message: 'merge_map: "nobody" is not an account id' }],
    });
  });
});

describe('monthly amounts', () => {
  const monthly = csv('id,mrr_start,mrr_end', 'A,100,50');
  const start = async (content: string, setup: Parameters<typeof report>[1] = {}) => {
    const { figures, assumptions } = await report(content, setup);
    const read = assumptions.filter(({ field }) => field === 'amounts');
    return [figures.find(({ id }) => id === 'starting_arr')?.value, read.map(({ source }) => source)];
  };

  test.each([
    ['by the header', monthly, {}, 1200, ['the header of the file; multiplied by 12']],
    ['by the source', plain, { source: { amount_basis: 'mrr' } }, 4800, []],
    ['by the tool', plain, { options: { amounts: 'mrr' } }, 4800, []],
    ['annual by the tool, against the header', monthly, { options: { amounts: 'arr' } }, 100, []],
    ['annual by the header', plain, {}, 400, ['the header of the file']],
    [
      'not said',
      csv('id,Before,After', 'A,100,50'),
      { source: { columns: { arr_start: 'Before', arr_end: 'After' } } },
      100,
      ['default'],
    ],
  ] as const)('%s', async (_name, content, setup, value, sources) => {
    expect(await start(content, setup)).toEqual([value, sources]);
  });
});

describe("a file that is a tool's input", () => {
  test('is the input, with the options of the caller', async () => {
    const { figures, findings } = await report(older, { options: { stage: 'seed' } });
    // (2,280,000 + 2,790,000) / 5,500,000
    expect(figures.find(({ id }) => id === 'grr')?.value).toBeCloseTo(0.921818, 6);
    expect(findings.map(({ code }) => code)).toContain('legacy-renewed-arr');
  });

  test('the caller wins over the file', async () => {
    const file = JSON.stringify({
      accounts: [{ id: 1, arr_start: 1, arr_end: 1 }],
      stage: 'seed',
      period_months: 6,
    });
    const loaded = await load({ source: { path: '-' }, stage: 'scale' }, file);
    expect(loaded).toMatchObject({ ok: true, input: { stage: 'scale', period_months: 6 }, assumptions: [] });
  });

  test.each([
    [
      'a problem in it',
      { cohorts: [{ name: 'a', starting_arr: 100, chruned_arr: 5 }] },
      ['cohorts[0].chruned_arr: unknown field; did you mean churned_arr?'],
    ],
    [
      'one id twice',
      { accounts: [1, 1].map((id) => ({ id, arr_start: 1, arr_end: 1 })) },
      ['accounts[1].id: "1" already used by accounts[0]; merge the rows or use merge_map'],
    ],
    [
      'another file in it',
      { cohorts: [{ name: 'a', starting_arr: 1 }], source: { path: '../x.csv' } },
      [
        'cohorts, source: give one of cohorts, accounts, source, sample',
        'source: a file cannot name another file; pass that file',
      ],
    ],
  ])('refused: %s', async (_name, value, messages) => {
    expect(await refused(JSON.stringify(value))).toEqual(messages);
  });
});

describe('where a book comes from', () => {
  test('the built-in example says that it is not the data of the caller', async () => {
    const loaded = await load({ sample: true, stage: 'growth' });
    expect(loaded.ok && loaded.input.accounts).toHaveLength(134);
    expect(loaded).toMatchObject({
      assumptions: [{ field: 'sample', value: true, source: 'the built-in example, not your data' }],
    });
  });

  test('inline rows pass as they are', async () => {
    const accounts = [{ id: 1, arr_start: 1, arr_end: 1 }];
    expect(await load({ accounts })).toEqual({ ok: true, input: { accounts }, assumptions: [] });
  });

  test.each([
    ['source and rows', { accounts: [{ id: 1, arr_start: 1, arr_end: 1 }] }, 'accounts, source'],
    ['source and totals', { cohorts: [{ name: 'a', starting_arr: 1 }] }, 'cohorts, source'],
    ['source and the example', { sample: true }, 'sample, source'],
  ])('%s are two books', async (_name, options, fields) => {
    expect(await refused(plain, { options })).toEqual([
      `${fields}: give one of cohorts, accounts, source, sample`,
    ]);
  });
});

test('how to read columns means nothing for a file in the form of the tool itself', async () => {
  const source = { columns: { arr_start: 'ARR' }, decimal: ',' } as const;
  expect(await refused(older, { source })).toEqual(
    ['columns', 'decimal'].map(
      (field) =>
        `source.${field}: the file is in the form of the tool itself, which leaves nothing to be read; leave it out`,
    ),
  );
  expect(await refused(older)).toEqual([]);
});

test('ids that became one may be said with the file', async () => {
  const merged = async (place: 'source' | 'beside') => {
    const merge_map = { A: 'C' };
    const raw =
      place === 'source' ? { source: { path: '-', merge_map } } : { source: { path: '-' }, merge_map };
    const loaded = await load(raw, plain);
    return loaded.ok ? loaded.input.merge_map : loaded.problems;
  };
  expect(await merged('source')).toEqual({ A: 'C' });
  expect(await merged('beside')).toEqual({ A: 'C' });
});
