/** Readings that a file does not decide are asked, never guessed. */
import { describe, expect, test } from 'vitest';
import { book, csv, load, refusals } from '../load.ts';

describe('the decimal mark', () => {
  test('a point that could be both is asked, with both readings', async () => {
    expect(await load(csv('id,Opening ARR,Closing ARR', 'A,1.234,100', 'B,10,200'))).toEqual({
      ok: false,
      problems: [
        {
          path: 'source.decimal',
          code: 'ambiguous-decimal',
          message:
            'source.decimal: column "Opening ARR" can be read both ways: "1.234" is 1.234 with "." as decimal mark (column total 11.23) or 1234 with "," as decimal mark (column total 1,244.00); say which',
          options: [
            { value: '.', effect: 'column total 11.23' },
            { value: ',', effect: 'column total 1,244.00' },
          ],
        },
      ],
    });
  });

  test.each([';', '\t', '|'])(
    'a comma that could be both is asked in a file with %j, once for both columns',
    async (mark) => {
      const text = csv(...['id,arr_start,arr_end', 'A,#,5'].map((row) => row.replaceAll(',', mark)));
      const cell = (value: string) => text.replace('#', value).replace('5', value);
      expect(await refusals(cell('1,234'))).toEqual([
        'source.decimal: column "arr_start", "arr_end" can be read both ways: "1,234" is 1234 with "." as decimal mark (column total 2,468.00) or 1.234 with "," as decimal mark (column total 2.47); say which',
      ]);
      expect(await refusals(cell('1,23'))).toEqual([]);
    },
  );

  test('in a comma file it separates thousands, and the reader is told', async () => {
    const { accounts, assumptions } = await book(csv('id,Opening ARR,arr_end', 'A,"1,234",5'));
    expect(accounts).toEqual([{ id: 'A', arr_start: 1234, arr_end: 5 }]);
    expect(assumptions).toEqual([
      { field: 'source.decimal', value: '.', source: 'commas in column "Opening ARR" separate thousands' },
    ]);
  });

  test('one cell decides its whole column', async () => {
    const { accounts, assumptions } = await book(csv('id;arr_start;arr_end', 'A;1.234;5', 'B;2.345,50;5'));
    expect(accounts.map(({ arr_start }) => arr_start)).toEqual([1234, 2345.5]);
    expect(assumptions).toEqual([]);
  });

  test('both columns of a file are written one way', async () => {
    // A point in one column says what a point in the other is, and so does a comma.
    const { accounts } = await book(csv('id;arr_start;arr_end', 'A;1.234;100.50', 'B;7;8.25'));
    expect(accounts.map(({ arr_start }) => arr_start)).toEqual([1.234, 7]);
    const comma = await book(csv('id;arr_start;arr_end', 'A;1.234;100,50', 'B;7;8,25'));
    expect(comma.accounts.map(({ arr_start }) => arr_start)).toEqual([1234, 7]);
  });

  test('a cell does not decide against more that could be both', async () => {
    const cells = (one: string) =>
      csv('id,arr_start,arr_end', ...['"1,200"', '"1,300"', one].map((cell, i) => `A${i},${cell},"1,000"`));
    expect(await refusals(cells('"12,5"'))).toEqual([
      'source.decimal: column "arr_start", "arr_end" can be read both ways: "1,200" is 1200 with "." as decimal mark (column total 5,500.00) or 1.2 with "," as decimal mark (column total 18.00); say which',
    ]);
    expect(await refusals(cells('"1,204.50"'))).toEqual([]);
  });

  test('months of a wide file are written one way, whichever rows say so', async () => {
    const wide = (one: string, more: readonly string[] = []) =>
      csv('customer,2025-01,2025-02,2025-03', `A,"1,200","1,300",${one}`, ...more);
    const basis = { amount_basis: 'mrr', period_start: '2025-01', period_end: '2025-03' } as const;
    expect(await refusals(wide('"12,5"'), basis)).toEqual([
      'source.decimal: column "2025-01", "2025-02", "2025-03" can be read both ways: "1,200" is 1200 with "." as decimal mark (column total 2,500.00) or 1.2 with "," as decimal mark (column total 15.00); say which',
    ]);
    // The doubt comes after the rows that are looked at first.
    const late = csv(
      'customer,2025-01,2025-02,2025-03',
      ...Array.from({ length: 2_100 }, (_, i) => `C${i},1,1,1`),
      'A,1.234,1,1',
    );
    expect(await refusals(late, basis)).toEqual([
      expect.stringContaining(
        '(column total 2,101.23) or 1234 with "," as decimal mark (column total 3,334.00)',
      ),
    ]);
  });

  test.each([
    ['.', 1.234, 1234],
    [',', 1234, 1.234],
  ] as const)('the caller decides: %s', async (decimal, start, end) => {
    const { accounts } = await book(csv('id;arr_start;arr_end', 'A;1.234;1,234'), { decimal });
    expect(accounts).toEqual([{ id: 'A', arr_start: start, arr_end: end }]);
  });

  test('a cell against the word of the caller is a bad row', async () => {
    expect(await refusals(csv('id;arr_start;arr_end', 'A;1.234,5;1'), { decimal: '.' })).toEqual([
      'source.path: 1 of 1 rows cannot be read (row 2, column arr_start: "1.234,5"); fix them, or pass skip_bad_rows: true',
    ]);
  });
});

describe('the order of day and month', () => {
  const dated = (...dates: string[]) =>
    csv('id,arr_start,arr_end,Start Date', ...dates.map((date, i) => `A-${i},1,1,${date}`));
  const starts = async (text: string, options = {}) =>
    (await book(text, options)).accounts.map(({ start_date }) => start_date);

  test('dates that could be both are asked, with the span under each reading', async () => {
    expect(await load(dated('05/06/2025', '03/04/2025'))).toEqual({
      ok: false,
      problems: [
        {
          path: 'source.date_order',
          code: 'ambiguous-date',
          message:
            'source.date_order: column "Start Date" can be dmy (2025-04-03..2025-06-05) or mdy (2025-03-04..2025-05-06); say which',
          options: [
            { value: 'dmy', effect: '2025-04-03..2025-06-05' },
            { value: 'mdy', effect: '2025-03-04..2025-05-06' },
          ],
        },
      ],
    });
  });

  test.each([
    [
      'two rows of one month',
      csv('customer,month,mrr', 'B,03/04/2025,50', 'B,04/04/2025,60', 'C,05/06/2025,5'),
    ],
    [
      'a movement before the first',
      csv('customer,date,type,mrr', 'A,03/04/2025,new,50', 'A,05/02/2025,expansion,9', 'B,01/06/2025,new,5'),
    ],
  ])('what follows from the order is no fault while it is asked: %s', async (_, text) => {
    const file = await load(text);
    expect(file.ok ? [] : file.problems.map(({ code }) => code)).toEqual(['ambiguous-date']);
  });

  test('one date decides its whole column', async () => {
    expect(await starts(dated('03/04/2025', '05/06/2025', '13/04/2025'))).toEqual([
      '2025-04-03',
      '2025-06-05',
      '2025-04-13',
    ]);
    expect(await starts(dated('03/04/2025', '04/13/2025'))).toEqual(['2025-03-04', '2025-04-13']);
  });

  test('dates that are the same both ways are not asked', async () => {
    expect(await starts(dated('01/01/2025', '2/2/2025'))).toEqual(['2025-01-01', '2025-02-02']);
  });

  test('each column is decided on its own', async () => {
    const text = csv('id,arr_start,arr_end,start_date,renewal_date', 'A,1,1,13/04/2025,04/13/2025');
    expect((await book(text)).accounts[0]).toMatchObject({
      start_date: '2025-04-13',
      renewal_date: '2025-04-13',
    });
  });

  test.each([
    ['dmy', '2025-04-03'],
    ['mdy', '2025-03-04'],
  ] as const)('the caller decides: %s', async (date_order, date) => {
    expect(await starts(dated('03/04/2025', '2025-01-31'), { date_order })).toEqual([date, '2025-01-31']);
  });

  test('dates that contradict each other are refused with their rows', async () => {
    const dates = ['2025-01-01', '13/02/2025', '13/02/2025', 'n/a', '02/13/2025 10:00'];
    expect(await load(dated(...dates))).toMatchObject({
      ok: false,
      problems: [
        {
          path: 'source.date_order',
          code: 'mixed-dates',
          message:
            'source.date_order: column "Start Date", rows 3 and 6: 13/02/2025 and 02/13/2025 10:00 cannot both be right; fix the file',
        },
        { code: 'bad-rows' },
      ],
    });
  });

  test('dates keep the calendar day they are written with', async () => {
    expect(await starts(dated('2025-03-01T23:59:59-11:00', '2025-03-01T00:00:00+14:00'))).toEqual([
      '2025-03-01',
      '2025-03-01',
    ]);
  });
});

test('every question of a file comes at once', async () => {
  const text = csv(
    'id;arr_start;arr_end;start_date',
    'A;1.234;1,234;03/04/2025',
    'A;2.345;2,345;04/05/2025',
    'B;x;1;',
  );
  const file = await load(text);
  expect(file.ok ? [] : file.problems.map(({ code }) => code)).toEqual([
    'ambiguous-date',
    'ambiguous-decimal',
    'duplicate-id',
    'bad-rows',
  ]);
});

test('a shape that is better by exactly a tenth is clear, though 1 - 0.9 is less in binary', async () => {
  // Read by month all cells fit; as movements one date of ten does not: 1 against 0.9.
  const rows = Array.from(
    { length: 10 },
    (_, i) => `A${i},2025-01,10,${i === 0 ? 'soon' : '2025-01-05'},new`,
  );
  const clear = csv(
    'customer_id,month,mrr,date,type',
    ...rows,
    ...rows.map((row) => row.replace('-01,', '-03,')),
  );
  const period = { period_start: '2025-01', period_end: '2025-03' };
  const file = await load(clear.replaceAll('soon', 'later'), period);
  expect(file).toMatchObject({ ok: true, reconciliation: { shape: 'monthly_long', accounts: 10 } });
  const open = await load(clear.replace('soon', '2025-01-05'), period);
  expect(open).toMatchObject({ ok: false, problems: [{ code: 'ambiguous-shape' }] });
});

test('two headers for one amount are asked about, unless one is our own name or the caller says which', async () => {
  const file = csv('customer,opening_arr,starting_arr,arr_end', 'A,1000,2000,1000');
  expect(await load(file)).toEqual({
    ok: false,
    problems: [
      {
        path: 'source.columns.arr_start',
        code: 'ambiguous-column',
        message: 'source.columns.arr_start: "opening_arr" and "starting_arr" could each be it; say which',
        options: [
          { value: 'opening_arr', effect: 'the amounts of "opening_arr"' },
          { value: 'starting_arr', effect: 'the amounts of "starting_arr"' },
        ],
      },
    ],
  });
  const { accounts } = await book(file, { columns: { arr_start: 'starting_arr' } });
  expect(accounts).toEqual([{ id: 'A', arr_start: 2000, arr_end: 1000 }]);
  expect(await refusals(csv('customer,opening_arr,arr_start,arr_end', 'A,1,2,1'))).toEqual([]);
});
