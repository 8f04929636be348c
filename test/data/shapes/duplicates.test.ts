import { describe, expect, test } from 'vitest';
import { book, csv, leftOut, load, refusals } from '../load.ts';

const head = 'id,arr_start,arr_end';

/** Six rows of A and one of B; the rows of A hold 10, 20, 20, 10, 30 and 10. */
const text = csv(head, 'A,10,1', 'A,20,2', 'B,5,5', 'A,20,2', 'A,10,1', 'A,30,3', 'A,10,1');

describe('one id on several rows', () => {
  test('the same row again is dropped', async () => {
    const file = await book(csv(head, 'A,10,20', 'B,1,1', 'A,10,20', 'A,10,20'));
    expect(file.accounts).toHaveLength(2);
    expect(leftOut(file)).toEqual({ duplicate_row: 2 });
    expect(file.reconciliation.excluded[0]).toMatchObject({ arr: 40, first_rows: [4, 5] });
  });

  test('other amounts are refused', async () => {
    const rows = Array.from({ length: 17 }, (_, i) => `X-${i},1,1`);
    expect(await load(csv(head, ...rows.slice(0, 1), 'A-12,10,20', ...rows.slice(1), 'A-12,10,25'))).toEqual({
      ok: false,
      problems: [
        {
          path: 'source.dedupe',
          code: 'duplicate-id',
          message:
            'source.dedupe: customer "A-12" is on rows 3 and 20 with different ARR; set dedupe to sum or keep_last',
        },
      ],
    });
  });

  test('the first five are listed, the others counted', async () => {
    const rows = Array.from({ length: 8 }, (_, i) => `A,${i},1`);
    const messages = await refusals(csv(head, ...rows));
    expect(messages).toHaveLength(6);
    expect(messages[4]).toBe(
      'source.dedupe: customer "A" is on rows 2 and 7 with different ARR; set dedupe to sum or keep_last',
    );
    expect(messages[5]).toBe('source.dedupe: 2 more rows repeat an id; set dedupe to sum or keep_last');
  });

  test('ids that differ in case or spelling are not the same; in invisible characters they are', async () => {
    expect((await book(csv(head, 'a-1,1,1', 'A-1,2,2', 'A 1,3,3'))).accounts).toHaveLength(3);
    expect(await refusals(csv(head, 'Café,1,1', 'Cafe\u0301\u200b,2,2'))).toEqual([
      'source.dedupe: customer "Café" is on rows 2 and 3 with different ARR; set dedupe to sum or keep_last',
    ]);
  });

  test('keep_last keeps the last row and counts the others', async () => {
    const file = await book(text, { dedupe: 'keep_last' });
    expect(file.accounts).toEqual([
      { id: 'A', arr_start: 10, arr_end: 1 },
      { id: 'B', arr_start: 5, arr_end: 5 },
    ]);
    expect(file.reconciliation).toMatchObject({
      rows_read: 7,
      rows_used: 2,
      accounts: 2,
      accounts_merged: 0,
    });
    expect(leftOut(file)).toEqual({ duplicate_row: 5 });
    expect(file.reconciliation.arr_start).toEqual({ from_rows: 15, from_accounts: 15 });
  });

  test('sum adds the different rows, whatever their order', async () => {
    for (const dedupe of ['A,10,1 A,20,2 A,20,2 A,10,1 A,30,3', 'A,20,2 A,10,1 A,20,2 A,30,3 A,10,1']) {
      const file = await book(csv(head, ...dedupe.split(' ')), { dedupe: 'sum' });
      expect(file.accounts).toEqual([{ id: 'A', arr_start: 60, arr_end: 6 }]);
      expect(file.reconciliation).toMatchObject({
        rows_read: 5,
        rows_used: 3,
        accounts: 1,
        accounts_merged: 2,
        arr_start: { from_rows: 60, from_accounts: 60 },
        arr_end: { from_rows: 6, from_accounts: 6 },
      });
      expect(leftOut(file)).toEqual({ duplicate_row: 2 });
    }
  });

  test('sum keeps the facts of the first row, and seats only when every row has them', async () => {
    const header = `${head},name,seats_start,seats_end`;
    const sum = async (...rows: string[]) => (await book(csv(header, ...rows), { dedupe: 'sum' })).accounts;
    expect(await sum('A,10,20,Acme,1,2', 'A,30,40,Acme two,3,4')).toEqual([
      { id: 'A', arr_start: 40, arr_end: 60, name: 'Acme', units_start: 4, units_end: 6 },
    ]);
    expect(await sum('A,10,20,Acme,1,2', 'A,30,40,Acme,,')).toEqual([
      { id: 'A', arr_start: 40, arr_end: 60, name: 'Acme' },
    ]);
  });

  test('sum never adds two currencies', async () => {
    const file = await load(csv(`${head},currency`, 'A,10,20,EUR', 'A,1,2,USD'), { dedupe: 'sum' });
    expect(file).toEqual({
      ok: false,
      problems: [
        {
          path: 'source.dedupe',
          code: 'mixed-currencies',
          message:
            'source.dedupe: customer "A" is on rows 2 and 3 in EUR and USD, which are never added; split the id',
        },
      ],
    });
  });

  test('a row that is left out is no duplicate', async () => {
    const file = await book(csv(`${head},currency`, 'A,10,20,EUR', 'A,1,2,USD'), { currency: 'EUR' });
    expect(file.accounts).toEqual([{ id: 'A', arr_start: 10, arr_end: 20, currency: 'EUR' }]);
    expect(leftOut(file)).toEqual({ other_currency: 1 });
  });
});
