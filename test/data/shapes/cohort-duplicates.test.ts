/** A cohort may stand on one row within its segment: repeats are dropped, others settled as the caller says. */
import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, load, refusals } from '../load.ts';

const head = 'cohort,segment,starting_arr,churned_arr,contraction_arr,expansion_arr,ending_arr';
const names = (file: Awaited<ReturnType<typeof book>>) =>
  file.book.cohorts?.map(({ name, segment, starting_arr }) => [name, segment, starting_arr]);

/** Three rows of Q1 among smb, the last as the first; one of Q1 among mid. */
const text = csv(
  head,
  'Q1,smb,1000,100,50,200,1050',
  'Q1,smb,2000,0,10,,1990',
  'Q1,mid,500,1,1,1,',
  'Q1,smb,1000,100,50,200,1050',
);

describe('one cohort on several rows', () => {
  test('the same row again is dropped and counted with its ARR', async () => {
    const file = await book(csv(head, 'Q1,,1000,100,50,200,', 'Q2,,5,1,1,1,', 'Q1,,1000,100,50,200,'));
    expect(names(file)).toEqual([
      ['Q1', undefined, 1000],
      ['Q2', undefined, 5],
    ]);
    expect(file.reconciliation).toMatchObject({
      rows_read: 3,
      rows_used: 2,
      excluded: [{ reason: 'duplicate_row', rows: 1, arr: 1050, first_rows: [4] }],
    });
  });

  test('other values are refused with the rows and the answer', async () => {
    expect(await load(text)).toMatchObject({
      ok: false,
      problems: [
        {
          path: 'source.dedupe',
          code: 'duplicate-id',
          message:
            'source.dedupe: cohort "Q1" of segment "smb" is on rows 2 and 3 with different values; set dedupe to sum or keep_last',
        },
      ],
    });
  });

  test('the first five are listed, the others counted', async () => {
    const messages = await refusals(
      csv(head, ...Array.from({ length: 8 }, (_, i) => `Q1,,${100 + i},1,1,1,`)),
    );
    expect(messages).toHaveLength(6);
    expect(messages[4]).toBe(
      'source.dedupe: cohort "Q1" is on rows 2 and 7 with different values; set dedupe to sum or keep_last',
    );
    expect(messages[5]).toBe('source.dedupe: 2 more rows repeat a cohort; set dedupe to sum or keep_last');
  });

  test('sum adds them up; a part that one does not give is unknown, and a repeat is not added again', async () => {
    const file = await book(text, { dedupe: 'sum' });
    expect(file.book.cohorts?.[0]).toEqual({
      name: 'Q1',
      segment: 'smb',
      starting_arr: 3000,
      churned_arr: 100,
      contraction_arr: 60,
      ending_arr: 3040,
    });
    expect(leftOut(file)).toEqual({ duplicate_row: 1 });
    expect(file.reconciliation).toMatchObject({ rows_used: 3, accounts: 2, accounts_merged: 1 });
  });

  test('keep_last keeps the last row and counts the others', async () => {
    const file = await book(`${text}Q1,smb,7,1,1,1,\n`, { dedupe: 'keep_last' });
    expect(names(file)).toEqual([
      ['Q1', 'smb', 7],
      ['Q1', 'mid', 500],
    ]);
    expect(leftOut(file)).toEqual({ duplicate_row: 3 });
    expect(file.reconciliation).toMatchObject({ rows_read: 5, rows_used: 2, accounts_merged: 0 });
  });

  test.each([undefined, 'sum'] as const)(
    'in several currencies is never added (dedupe %s)',
    async (dedupe) => {
      const mixed = csv(`${head},currency`, 'Q1,,10,1,1,1,,EUR', 'Q1,,10,1,1,1,,USD');
      expect(await refusals(mixed, dedupe === undefined ? {} : { dedupe })).toEqual([
        'source.dedupe: cohort "Q1" is on rows 2 and 3 in EUR and USD, which are never added; name the cohorts apart',
      ]);
    },
  );

  test('rows of another currency than asked for repeat nothing', async () => {
    const mixed = csv(`${head},currency`, 'Q1,,10,1,1,1,,EUR', 'Q1,,10,1,1,1,,USD');
    expect(leftOut(await book(mixed, { currency: 'USD' }))).toEqual({ other_currency: 1 });
  });

  test('is told beside rows that cannot be read', async () => {
    const messages = await refusals(csv(head, 'Q1,,10,1,1,1,', 'Q1,,20,1,1,1,', 'Q2,,abc,1,1,1,'));
    expect(messages.map((message) => message.split(':')[0])).toEqual(['source.path', 'source.dedupe']);
  });
});
