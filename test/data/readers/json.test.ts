import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { book, load, refusals } from '../load.ts';

const row = { id: 'A-1', arr_start: 100, arr_end: 200 };
const rowAccount = { id: 'A-1', arr_start: 100, arr_end: 200 };

describe("a tool's own input", () => {
  test('an older file with renewed_arr is passed on as it is', async () => {
    const text = await readFile(new URL('../../../fixtures/cohorts-older.json', import.meta.url), 'utf8');
    const file = await load(text);
    expect(file).toEqual({ ok: true, kind: 'input', file: 'standard input', input: JSON.parse(text) });
    expect(text).toContain('renewed_arr');
  });

  test.each([
    ['cohorts', { cohorts: [{ name: 'a', starting_arr: 100, churned_arr: 5 }], stage: 'seed' }],
    ['cohorts that are wrong: the tool says so', { cohorts: 5 }],
    ['accounts with the fields of the tool', { accounts: [row], period_months: 6 }],
  ])('%s', async (_name, value) => {
    const file = await load(JSON.stringify(value));
    expect(file).toMatchObject({ ok: true, kind: 'input', input: value });
  });
});

describe('a table', () => {
  test.each([
    ['a list of flat objects', [row]],
    ['an object with one list', { exported: '2025-01-01', total: 1, data: [row] }],
    ['accounts under other names', { accounts: [{ customer: 'A-1', openingArr: 100, closingArr: '200' }] }],
    ['a list in objects', { data: { customers: [row] } }],
    [
      'nodes',
      { data: { customers: { edges: [{ node: row, cursor: 'c1' }], pageInfo: { hasNextPage: false } } } },
    ],
    ['nested objects', [{ account: { id: 'A-1' }, arr: { start: 100, end: 200 } }]],
    ['nested objects, two levels', [{ x: { customer: { id: 'A-1' } }, arr_start: 100, arr_end: 200 }]],
  ])('%s', async (_name, value) => {
    const columns = JSON.stringify(value).includes('"x"')
      ? { columns: { customer_id: 'x.customer.id' } }
      : {};
    const { accounts, reconciliation } = await book(JSON.stringify(value), columns);
    expect(accounts).toEqual([rowAccount]);
    expect(reconciliation).toMatchObject({ format: 'json', rows_read: 1, rows_used: 1 });
  });

  test('cells keep their kinds; null and absent keys are missing', async () => {
    const list = [
      { id: 7, arr_start: 100.5, arr_end: null, activated: true, churn_reason: null, tags: ['x'] },
      { id: '8', arr_start: '$1,000.50', arr_end: 0, tenure_months: 3 },
      { id: 9, arr_start: 1 },
    ];
    const { accounts } = await book(JSON.stringify(list));
    expect(accounts).toEqual([
      { id: '7', arr_start: 100.5, arr_end: 0, activated: true },
      { id: '8', arr_start: 1000.5, arr_end: 0, tenure_months: 3 },
      { id: '9', arr_start: 1, arr_end: 0 },
    ]);
  });

  test('rows are numbered from 1, a boolean is no amount', async () => {
    const list = [row, { id: 'A-2', arr_start: true, arr_end: 1 }];
    expect(await refusals(JSON.stringify(list))).toEqual([
      'source.path: 1 of 2 rows cannot be read (row 2, column arr_start: "true"); fix them, or pass skip_bad_rows: true',
    ]);
  });

  test('content decides, not the extension: white space and a mark may stand before it', async () => {
    expect((await book(`\ufeff\n  ${JSON.stringify([row])}`)).reconciliation.format).toBe('json');
  });
});

describe('refusals', () => {
  const noList =
    'source.path: the JSON holds no list of rows; give a list of objects, or an object with cohorts or accounts';
  const noRows = 'source.path: the file holds no rows; export it again';
  const lists = (how: string) =>
    `source.path: the JSON holds ${how} list of objects; give one list, or an object with cohorts or accounts`;

  test.each([
    ['an empty list', '[]', noRows],
    ['a list of numbers', '[1, 2]', noList],
    ['a list of lists', '[["id"], [1]]', noList.replace(';', ', as lists do not name their columns;')],
    [
      'a list with something else in it',
      '[{"id": 1}, null]',
      'source.path: row 2 of the JSON is no object; take it out, or export it again',
    ],
    ['an empty object', '{}', lists('no')],
    ['empty accounts', '{"accounts": []}', noRows],
    ['two lists, deeper', '{"x": {"a": [{"id": 1}], "b": [{"id": 2}]}}', lists('more than one')],
    ['two lists', '{"a": [{"id": 1}], "b": [{"id": 2}]}', lists('more than one')],
  ])('%s', async (_name, text, message) => {
    expect(await refusals(text)).toEqual([message]);
  });

  test.each(['{"a":', '[{"id": 1},]', '{"id": 1,\n{"id": 2}', "{'id': 1}", '[NaN]'])(
    'broken JSON: %s',
    async (text) => {
      const [message, ...more] = await refusals(text);
      expect(more).toEqual([]);
      expect(message).toMatch(
        /^source\.path: the file is not valid JSON(?: \(position \d+\))?(?:: [\w ,]+)?; export it again or save it as CSV$/,
      );
    },
  );

  test.each([
    ['[{"id": 1},]', ': a comma stands before a closing bracket;'],
    ['[{"arr": NaN}]', ': NaN and Infinity are no values, write the amount, or null where nothing is paid;'],
    ['[{"note": ",] NaN", "x": "a}', 'JSON'],
  ])('the usual faults are named: %s', async (text, says) => {
    expect(await refusals(text)).toEqual([expect.stringContaining(says)]);
  });

  test('the position of a fault is given where the parser tells it', async () => {
    expect(await refusals('{"id": 1} {"id": 2}')).toEqual([
      'source.path: the file is not valid JSON (position 10); export it again or save it as CSV',
    ]);
  });
});

test('a page is one, however deep its list stands', async () => {
  const page = { result: { rows: [row], total: 500 } };
  expect(await refusals(JSON.stringify(page))).toEqual([
    expect.stringContaining('1 of 500 rows ("result.total")'),
  ]);
  const nodes = { data: { customers: { edges: [{ node: row }], pageInfo: { hasNextPage: true } } } };
  expect(await refusals(JSON.stringify(nodes))).toEqual([
    expect.stringContaining('says that there are more'),
  ]);
});

describe('lists inside of rows', () => {
  const items = { data: [{ price: { unit_amount: 4900 }, quantity: 2 }] };

  test('are named among what was assumed, empty ones not', async () => {
    const { assumptions } = await book(JSON.stringify([{ ...row, items, tags: [] }]));
    expect(assumptions).toEqual([
      {
        field: 'source.columns',
        value: 'items.data',
        source: 'columns of lists or objects are left out (nested-columns)',
      },
    ]);
  });

  test('are named where a column is missed, as it may be in them', async () => {
    const stripe = { object: 'list', data: [{ id: 'sub_1', customer: 'cus_1', status: 'active', items }] };
    expect(await refusals(JSON.stringify(stripe))).toEqual([
      expect.stringMatching(/; not read, as they hold lists or objects: items\.data; /),
    ]);
    const lines = [1, 2].map((n) => JSON.stringify({ id: `sub_${n}`, customer: 'cus_1', items })).join('\n');
    expect(await refusals(lines)).toEqual([expect.stringContaining('lists or objects: items.data')]);
  });
});
