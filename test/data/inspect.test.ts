/** What an inspection says of a file: shape, mapping, samples, every issue and question, and a source that an analysis takes. */

import { readFileSync } from 'node:fs';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { describe, expect, test } from 'vitest';
import { createReportStore } from '../../src/report-store.ts';
import { decomposeRetention } from '../../src/tools/decompose-retention.ts';
import { inspectData } from '../../src/tools/inspect-data.ts';
import { planHires } from '../../src/tools/plan-hires.ts';
import { inspected } from './inspections.ts';
import { csv, input, withFolder } from './load.ts';

const book = csv(
  'Customer ID;Name;Contact;Plan;ARR start;ARR end;Start Date;Active',
  'C-1;Acme;jane.doe@acme.com;pro;$1,000.00;$1,200.00;2024-01-15;yes',
  'C-2;Globex;ops+billing@globex.example;pro;$500.00;;2024-02-01;no',
  'C-3;"Initech; Ltd";sales@initech.io;free;$700.50;$700.50;2024-03-01;yes',
  'Total;;;;$2,200.50;$1,900.50;;',
);

describe('a list of customers with a column for MRR before the one for ARR', () => {
  const list = csv('External ID,Name,Company,MRR,ARR', 'c1,Ann,Acme,100,1300', 'c2,Bob,Brick,200,2400');

  test('is told by the columns that are read, so that its source gives the same ARR', async () => {
    const file = await inspected(list);
    expect(file.source['columns']).toEqual({ id: 'External ID', name: 'Company', arr: 'ARR' });
    expect(file.columns.map(({ canonical }) => canonical)).toEqual(['id', null, 'name', null, 'arr']);
    expect(file.totals?.arr_end).toBe(3700);
    const again = await inspected(list, { columns: file.source['columns'] });
    expect(again.totals?.arr_end).toBe(3700);
  });

  test('is told by the column that the caller names', async () => {
    const file = await inspected(list, { columns: { arr: 'MRR' } });
    expect(file.columns.map(({ canonical, match }) => [canonical, match])).toContainEqual(['arr', 'given']);
    expect(file.totals?.arr_end).toBe(3600);
  });
});

test('a field that no column can be is refused with the likely one', async () => {
  const refused = (columns: Record<string, string>) => inspected('a,b\n1,2', { columns });
  await expect(refused({ custmer_id: 'a' })).rejects.toThrow(
    'columns.custmer_id: unknown field; did you mean customer_id?',
  );
  await expect(refused({ zzz: 'a' })).rejects.toThrow(
    /^columns\.zzz: unknown field; known here: customer_id, /,
  );
});

describe('a plain book', () => {
  test('is told column by column', async () => {
    const file = await inspected(book);
    expect(file).toMatchObject({
      file: 'standard input',
      format: 'csv',
      encoding: 'utf-8',
      delimiter: ';',
      rows: 4,
      shape: 'two_snapshots',
      confidence: 'high',
      tool: 'cco_decompose_retention',
      provider: null,
      questions: [],
      totals: { rows_used: 3, rows_left_out: 1, accounts: 3, arr_start: 2200.5, arr_end: 1900.5 },
    });
    expect(
      file.columns.map(({ header, canonical, match, type }) => [header, canonical, match, type]),
    ).toEqual([
      ['Customer ID', 'customer_id', 'exact', 'id'],
      ['Name', 'customer_name', 'synonym', 'text'],
      ['Contact', null, 'none', 'text'],
      ['Plan', null, 'none', 'text'],
      ['ARR start', 'arr_start', 'exact', 'money'],
      ['ARR end', 'arr_end', 'exact', 'money'],
      ['Start Date', 'start_date', 'exact', 'date'],
      ['Active', null, 'none', 'boolean'],
    ]);
    expect(file.columns.map(({ header, missing, distinct }) => [header, missing, distinct])).toContainEqual([
      'ARR end',
      1,
      '3',
    ]);
  });

  test('shows samples with e-mail addresses masked, as many as asked for', async () => {
    const of = async (sample_values?: number) =>
      (await inspected(book, sample_values === undefined ? {} : { sample_values })).columns.find(
        ({ header }) => header === 'Contact',
      )?.samples;
    expect(await of()).toEqual(['j***@acme.com', 'o***@globex.example', 's***@initech.io']);
    expect(await of(1)).toEqual(['j***@acme.com']);
    expect(await of(0)).toEqual([]);
    expect(JSON.stringify(await inspected(book))).not.toMatch(/jane|doe|billing/);
  });

  test('shows samples cleaned and cut', async () => {
    const file = await inspected(
      csv('id,arr_start,arr_end,note', `A,1,1,"\u202e${'x'.repeat(100)}\u0007"`, '=1+1,2,2,b'),
    );
    expect(file.columns.at(-1)?.samples).toEqual([`${'x'.repeat(39)}…`, 'b']);
    expect(file.columns[0]?.samples).toEqual(['A', '=1+1']);
  });
});

const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));

const twoSpans = Array.from({ length: 8 }, (_, i) => [
  `C${i},2024-01-01,2024-06-30,5`,
  `C${i},2024-07-01,2024-12-31,6`,
]).flat();

const cliff = Array.from(
  { length: 40 },
  (_, i) => `C${i},2024-01-01,${i < 5 ? `2025-0${i + 1}-15` : '2025-06-29'},5`,
);

const months = (mrr: (month: number) => string, ...more: string[]) =>
  csv(
    `customer,month,mrr${more.length > 0 ? ',segment' : ''}`,
    ...Array.from(
      { length: 14 },
      (_, i) => `A,${2024 + (i > 11 ? 1 : 0)}-${String((i % 12) + 1).padStart(2, '0')},${mrr(i)}`,
    ),
  );

const nested = () =>
  new Uint8Array(
    parquetWriteBuffer({
      schema: [
        { name: 'root', num_children: 4 },
        { name: 'id', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'REQUIRED' },
        { name: 'arr_start', type: 'DOUBLE', repetition_type: 'REQUIRED' },
        { name: 'arr_end', type: 'DOUBLE', repetition_type: 'REQUIRED' },
        { name: 'tags', repetition_type: 'OPTIONAL', num_children: 1, converted_type: 'LIST' },
        { name: 'list', repetition_type: 'REPEATED', num_children: 1 },
        { name: 'element', type: 'BYTE_ARRAY', converted_type: 'UTF8', repetition_type: 'OPTIONAL' },
      ],
      columnData: [
        { name: 'id', data: ['A', 'B'] },
        { name: 'arr_start', data: [1, 2] },
        { name: 'arr_end', data: [1, 2] },
        { name: 'tags', data: [['x', 'y'], ['z']] },
      ],
    }),
  );

describe('issues', () => {
  test.each<[string, string | Uint8Array, Record<string, unknown>, string | RegExp]>([
    ['encoding-fallback', latin('id,arr_start,arr_end\nM\xfcller,1,2\n'), {}, 'the file is no valid UTF-8'],
    [
      'no-header',
      csv('A-1,100,200', 'A-2,100,0'),
      { severity: 'warning' },
      'no row names the columns; say which is which with source.columns',
    ],
    [
      'repeated-header',
      csv('id,arr_start,arr_end,note,note,note', 'A,1,2,x,y,z'),
      { severity: 'warning', count: 2 },
      'headers stand more than once: "note", read as note_2; "note", read as note_3',
    ],
    [
      'mixed-types',
      csv('id,arr_start,arr_end,seats', 'A,1,2,5', 'B,2,3,many', 'C,1,1,7', 'D,1,1,some'),
      { severity: 'info', count: 2, first_rows: [3, 5], column: 'seats' },
      'most cells are numbers, these are not',
    ],
    [
      'abbreviated-amount',
      csv('id,arr_start,arr_end', 'A,12k,2', 'B,2,3', 'C,1.5m,4'),
      { severity: 'info', count: 2, first_rows: [2, 4], column: 'arr_start' },
      'amounts are shortened with k or m, and read as written',
    ],
    [
      'two-digit-year',
      csv('customer,start,end,mrr', 'A,13/04/25,,5', 'B,05/06/25,,6'),
      { severity: 'info', count: 2, first_rows: [2, 3], column: 'start' },
      'years have two digits and are taken as 20yy',
    ],
    [
      'excel-serial-date',
      csv('customer,start,end,mrr', 'A,45292,,5', 'B,2024-02-01,,6'),
      { severity: 'info', count: 1, first_rows: [2], column: 'start' },
      'dates are serial numbers of a spreadsheet',
    ],
    [
      'missing-month',
      csv('customer,month,mrr', 'A,2025-01,5', 'A,2025-02,5', 'A,2025-04,5', 'B,2025-01,5'),
      { severity: 'warning', count: 1 },
      'no customer has a row for 2025-03; it cannot be a position',
    ],
    [
      'mixed-currencies',
      csv('id,arr_start,arr_end,currency', 'A,1,2,USD', 'B,1,2,EUR'),
      { severity: 'warning', count: 2 },
      'amounts in EUR, USD are never added; give fx.rates, or source.currency to keep one',
    ],
    [
      'near-duplicate-ids',
      csv('id,arr_start,arr_end', 'ACME-1,1,2', 'acme 1,1,2', 'B,1,1'),
      { severity: 'warning', count: 1 },
      /`ACME-1` and `acme 1`; pass merge_map if they are one$/,
    ],
    [
      'duplicate-rows',
      csv('customer,start,end,mrr', 'A,2025-01-01,,5', 'A,2025-01-01,,5', 'B,2025-01-01,,5'),
      { severity: 'warning', count: 1, first_rows: [3] },
      'rows stand twice in the file and count twice, 60.00 of ARR; if they are copies, set dedupe to keep_last',
    ],
    [
      'segment-changed',
      `${months(() => '5', 'segment')
        .replaceAll(',5\n', ',5,smb\n')
        .replace('2025-02,5,smb', '2025-02,5,mid')}`,
      { severity: 'warning', count: 1 },
      'customers stand in several segments; each is taken where most of its opening ARR is',
    ],
    [
      'name-used-as-id',
      csv('company,arr_start,arr_end', 'A,1,2'),
      { severity: 'info' },
      'no id column: names stand in',
    ],
    [
      'inclusive-end',
      csv('customer,start,end,mrr', ...twoSpans),
      { severity: 'info' },
      'the end of a span is its last paid day: the next one starts a day later',
    ],
    [
      'export-edge',
      csv('customer,start,end,mrr', ...cliff),
      { severity: 'warning' },
      'the file can be believed up to 2025-05-31: after it most customers end at once',
    ],
    [
      'bad-rows',
      csv('id,arr_start,arr_end', 'A,1,2', 'B,x,3', 'C,1', 'D,1,1'),
      { severity: 'error', count: 2, first_rows: [3, 4] },
      'rows that cannot be read; fix them, or pass skip_bad_rows: true',
    ],
    ['nested-columns', nested(), { severity: 'info' }, /^columns of lists or objects are left out: \w+$/],
  ])('%s', async (code, content, fields, message) => {
    const { issues } = await inspected(content);
    const found = issues.find((issue) => issue.code === code);
    expect(found).toMatchObject({ code, ...fields });
    if (typeof message === 'string') expect(found?.message).toBe(message);
    else expect(found?.message).toMatch(message);
  });

  test('columns that the file itself counts are no repeated headers', async () => {
    const { issues, columns } = await inspected(csv('id,arr_start,arr_end,note,note_2', 'A,1,2,x,y'));
    expect(columns.map(({ header }) => header).slice(3)).toEqual(['note', 'note_2']);
    expect(issues).toEqual([]);
  });

  test('a clean file has none', async () => {
    const file = await inspected(csv('id,arr_start,arr_end', 'A,1,2', 'B,1,2.5'));
    expect([file.issues, file.questions]).toEqual([[], []]);
  });
});

describe('the input of a tool', () => {
  const fixture = (name: string) =>
    readFileSync(new URL(`../../fixtures/${name}.json`, import.meta.url), 'utf8');

  test.each([
    ['cohorts-older', 'cco_decompose_retention', 2],
    ['book-older', 'cco_size_coverage', 4],
    ['coverage-sample', 'cco_size_coverage', 4],
    ['review-sample', 'cco_review_plan', 0],
  ])('%s is passed on as it is', async (name, tool, rows) => {
    expect(await inspected(fixture(name))).toMatchObject({
      tool,
      rows,
      shape: null,
      columns: [],
      issues: [],
    });
  });

  test.each([
    ['hiring-sample', 'cco_plan_hires', 'outcomes'],
    ['segmentation-sample', 'cco_design_segments', 'customers'],
  ])('%s is its list, as rows say more', async (name, tool, shape) => {
    expect(await inspected(fixture(name))).toMatchObject({ tool, shape });
  });

  test('is that of hires where it has a team and no list', async () => {
    expect(await inspected('{"team": {"csm": 2}, "arr": 4200000}')).toMatchObject({
      tool: 'cco_plan_hires',
      shape: null,
    });
  });
});

const stripe = csv(
  'id,Customer ID,Customer Email,Status,Plan Amount,Plan Interval,Quantity,Start Date (UTC),Canceled At (UTC),Ended At (UTC)',
  'sub_1,cus_1,a@example.com,active,4900,month,1,2023-01-01,,',
  'sub_2,cus_2,b@example.com,active,9900,month,1,2023-01-01,,',
  'sub_3,cus_3,c@example.com,canceled,9900,month,1,2023-01-01,2024-06-01,2024-06-01',
);

type Answers = Record<string, unknown>;

/** Passes the source of an inspection to the analysis, with answers put in. */
async function analysed(content: string, source: Answers, answers: Answers) {
  return decomposeRetention.run(
    { source: { ...source, ...answers } },
    { access: input(content), reports: createReportStore() },
  );
}

describe('questions', () => {
  const ends = { period_start: '2024-01', period_end: '2025-01' };
  test.each<[id: string, content: string, field: string, options: [string, string][], answers: Answers]>([
    [
      'ambiguous-decimal',
      csv('id,arr_start,arr_end', 'A,1.234,2', 'B,2,3'),
      'source.decimal',
      [
        ['.', 'column total 3.23'],
        [',', 'column total 1,236.00'],
      ],
      { decimal: ',' },
    ],
    [
      'ambiguous-date',
      csv('customer,start,end,mrr', 'A,03/04/2023,,5', 'B,05/06/2023,,6'),
      'source.date_order',
      [
        ['dmy', '2023-04-03..2023-06-05'],
        ['mdy', '2023-03-04..2023-05-06'],
      ],
      { date_order: 'dmy', ...ends },
    ],
    [
      'amount-unit',
      stripe,
      'source.amount_unit',
      [
        ['minor', 'total MRR 148.00'],
        ['major', 'total MRR 14,800.00'],
      ],
      { amount_unit: 'minor', ...ends },
    ],
    [
      'amount-basis',
      csv(
        'customer,service_start,service_end,amount',
        'half,2023-03-01,2025-09-01,600',
        'month,2023-01-01,2025-02-01,300',
      ),
      'source.amount_basis',
      [
        ['period_total', expect.stringMatching(/^ARR [\d,.]+: the total of its span/)] as [string, string],
        ['mrr', 'ARR 10,800.00: monthly (mrr)'],
        ['arr', 'ARR 900.00: annual (arr)'],
      ],
      { amount_basis: 'mrr', ...ends },
    ],
    [
      'ambiguous-shape',
      csv('customer,date,start,end,type,mrr,amount', 'A,2023-01-01,2023-01-01,2025-06-01,new,5,5'),
      'source.shape',
      [
        ['subscription_periods', 'subscription_periods, 98 of 100'],
        ['movements', 'movements, 98 of 100'],
      ],
      { shape: 'subscription_periods', ...ends },
    ],
    [
      'unknown-status',
      csv('customer,start,end,mrr,status', 'A,2023-01-01,,5,frozen', 'B,2023-01-01,,5,active'),
      'source.status_map',
      [
        ['active', 'counts as ARR'],
        ['past_due', 'counts as ARR, named as past due'],
        ['paused', 'counts as ARR, named as paused'],
        ['canceled', 'counts until it ended'],
        ['trial', 'no ARR'],
        ['incomplete', 'no ARR'],
      ],
      { status_map: { frozen: 'paused' }, ...ends },
    ],
    [
      'missing-term',
      csv(
        'Account Name,Opportunity Name,Stage,Amount,Close Date,Type,Months',
        'A,one,Closed Won,90000,2023-12-15,New Business,36',
      ),
      'source.columns.term_months',
      [],
      {
        columns: {
          customer_id: 'Account Name',
          date: 'Close Date',
          stage: 'Stage',
          amount: 'Amount',
          type: 'Type',
          term_months: 'Months',
        },
        ...ends,
      },
    ],
    [
      'missing-opening',
      csv('customer,date,type,mrr,left', 'A,2023-01-05,expansion,5,20', 'B,2023-01-05,new,5,5'),
      'source.columns.balance',
      [],
      {
        columns: { customer_id: 'customer', date: 'date', type: 'type', mrr: 'mrr', balance: 'left' },
        ...ends,
      },
    ],
    [
      'missing-period',
      csv('customer,start,end,mrr', 'A,2023-01-01,,5', 'B,2024-06-01,,6'),
      'source.period_end',
      [],
      ends,
    ],
    [
      'missing-period',
      csv('customer,month,mrr', 'A,2025-01,5', 'A,2025-02,5', 'B,2025-02,5'),
      'source.period_start',
      [],
      { period_start: '2025-01', period_end: '2025-02' },
    ],
    [
      'missing-column',
      csv('who,before,after', 'A,1,2', 'B,2,2'),
      'source.columns',
      [],
      { columns: { customer_id: 'who', arr_start: 'before', arr_end: 'after' } },
    ],
  ])(
    '%s: asked with what each answer makes, refused without one, settled by it',
    async (id, content, field, options, answers) => {
      const { questions, source } = await inspected(content);
      const question = questions.find((one) => one.id === id);
      expect(question).toMatchObject({ id, field, blocking: true });
      expect(question?.options.map(({ value, effect }) => [value, effect])).toEqual(options);
      const without = await analysed(content, source, {});
      expect(without.ok ? [] : without.problems.map(({ code }) => code)).toContain(id);
      const settled = await analysed(content, source, answers);
      expect(settled.ok ? [] : settled.problems.map(({ message }) => message)).toEqual([]);
    },
  );

  test('the source of a file without questions is passed on as it is', async () => {
    for (const content of [book, months((i) => String(i + 1))]) {
      const { source, questions, totals } = await inspected(content);
      expect(questions).toEqual([]);
      const answer = await analysed(content, source, {});
      if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
      expect(answer.report).toMatchObject({
        reconciliation: {
          arr_start: { from_accounts: totals?.arr_start },
          arr_end: { from_accounts: totals?.arr_end },
          accounts: totals?.accounts,
        },
      });
    }
  });
});

describe('the list', () => {
  const list = (folder: string) =>
    inspectData.run({}, { access: { kind: 'folders', folders: [folder] }, reports: createReportStore() });

  test('names files that can be read, by path, and why others cannot', async () => {
    await withFolder(
      { 'b.csv': 'x', 'a.json': '[]', 'old.xls': 'x', 'notes.md': 'x', '.hidden.csv': 'x' },
      async (folder) => {
        const answer = await list(folder);
        expect(answer.ok && answer.report).toMatchObject({
          files: [
            { path: 'a.json', format: 'json', bytes: 2, readable: true, why_not: null },
            { path: 'b.csv', format: 'csv', bytes: 1, readable: true, why_not: null },
            { path: 'old.xls', readable: false, why_not: 'is the old Excel format; save it as .xlsx or CSV' },
          ],
          files_omitted: 0,
        });
      },
    );
  });

  test('stops at 200 files and counts the others', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 207 }, (_, i) => [`f${String(i).padStart(3, '0')}.csv`, 'x']),
    );
    await withFolder(many, async (folder) => {
      const answer = await list(folder);
      expect(answer.ok && answer.report).toMatchObject({ files_omitted: 7 });
      expect(answer.ok && (answer.report as { files: unknown[] }).files).toHaveLength(200);
    });
  });

  test('of a folder that is not there is refused, not empty', async () => {
    const access = { kind: 'folders' as const, folders: ['/no/such/folder'] };
    const answer = await inspectData.run({}, { access, reports: createReportStore() });
    expect(answer).toMatchObject({ ok: false, problems: [{ code: 'no-folder', path: 'path' }] });
  });

  test('without a folder is refused with how to add one', async () => {
    const answer = await inspectData.run(
      {},
      { access: { kind: 'folders', folders: [] }, reports: createReportStore() },
    );
    expect(answer).toMatchObject({
      ok: false,
      problems: [
        {
          code: 'no-folder',
          message: 'path: no folder is allowed; start the server with a data folder (--data-dir <folder>)',
        },
      ],
    });
  });
});

describe('a list of outcomes that fail', () => {
  const outcomes = csv(
    'Failed outcome,ARR at stake,Reason',
    'nobody renews in time,100000,renewal_lapsed',
    'value comes late,50000,',
  );

  test('is for the tool that plans hires, whose source it gives', async () => {
    const file = await inspected(outcomes);
    expect(file).toMatchObject({ shape: 'outcomes', tool: 'cco_plan_hires', questions: [] });
    expect(file.totals).toMatchObject({ rows_used: 2, accounts: 2, arr_end: 150_000 });
    expect(file.source).toEqual({
      path: '-',
      columns: { outcome: 'Failed outcome', arr_at_stake: 'ARR at stake', cause: 'Reason' },
    });
    const answer = await planHires.run(
      { source: file.source, arr: 2_000_000 },
      { access: input(outcomes), reports: createReportStore() },
    );
    expect(answer.ok).toBe(true);
  });

  test('is counted in outcomes, not in accounts', async () => {
    const answer = await inspectData.run(
      { path: '-' },
      { access: input(outcomes), reports: createReportStore() },
    );
    expect(answer.ok && answer.rendered.text).toContain('; 2 outcomes; ARR 150,000.00.');
  });
});

describe('what to do next', () => {
  const closing = async (content: string, fields = {}) => {
    const answer = await inspectData.run(
      { path: '-', ...fields },
      { access: input(content), reports: createReportStore() },
    );
    return answer.ok ? answer.rendered.text.trimEnd().split('\n').at(-1) : null;
  };

  test('is to mend first where something is wrong beside a question', async () => {
    const both = csv('customer,month,amount', 'A,13/02/2025,5', 'A,02/13/2025,5');
    expect(await closing(both)).toBe(
      'Mend what is wrong first, then put the answers into source and pass it to the tool.',
    );
  });

  test('is not to pass on a file that the tool refuses, as nobody pays at its start', async () => {
    const snapshots = csv('id,arr_start,arr_end', 'A,0,5');
    const deals = csv('customer,stage,amount,close date,term_months', 'A,won,12000,2024-01-01,6');
    const period = { period_start: '2024-12', period_end: '2025-12' };
    for (const [content, fields] of [
      [snapshots, {}],
      [deals, period],
    ] as const) {
      const { issues } = await inspected(content, fields);
      expect(issues).toContainEqual(expect.objectContaining({ code: 'no-base', severity: 'error' }));
      expect(await closing(content, fields)).toBe('Mend what is wrong first, then pass source to the tool.');
    }
  });
});

test('bad rows that the caller leaves out are no error, as long as they may be', async () => {
  const of = async (bad: number) => {
    const rows = Array.from({ length: 15 }, (_, i) => `A${i},${i < bad ? 'x' : 1},3`);
    const { issues } = await inspected(csv('id,arr_start,arr_end', ...rows), { skip_bad_rows: true });
    return issues.filter(({ code }) => code === 'bad-rows').map(({ severity }) => severity);
  };
  expect(await of(10)).not.toContain('error');
  expect(await of(11)).toContain('error');
});
