/** Renewals of deals: when they begin, what they end, and gaps that only a late signature may have left. */
import { describe, expect, test } from 'vitest';
import { book, csv, type Options } from '../load.ts';
import { shownText } from '../retention.ts';

const header = 'Account Name,Opportunity Name,Stage,Amount,Close Date,Term (months),Type';
const deal = (name: string, amount: number, signed: string, type: string, term = 12) =>
  `Acme,${name},Closed Won,${amount},${signed},${term},${type}`;

/** ARR at the close of months, one after the other. */
async function at(content: string, months: readonly string[], options: Options = {}) {
  const found: number[] = [];
  for (const period_end of months) {
    const { accounts } = await book(content, { period_start: '2023-12', period_end, ...options });
    found.push(accounts[0]?.arr_end ?? 0);
  }
  return found;
}

const codes = async (content: string, options: Options = {}) =>
  (await book(content, { period_start: '2024-06', period_end: '2024-12', ...options })).reconciliation.notices
    ?.map(({ code }) => code)
    .filter((code) => /renewal|overlap/.test(code));

describe('a renewal that was signed early', () => {
  const early = csv(
    header,
    deal('first', 12000, '2023-01-15', 'New Business'),
    deal('second', 15000, '2023-11-10', 'Renewal'),
    deal('third', 18000, '2024-11-20', 'Renewal'),
  );

  test('begins when the deal it renews is over, and runs for all of its term', async () => {
    expect(await at(early, ['2024-01', '2024-12', '2025-01', '2025-12', '2026-01'])).toEqual([
      15000, 15000, 18000, 18000, 0,
    ]);
    expect(await codes(early)).toEqual(['renewal-signed-early']);
  });

  test('begins when its start date says', async () => {
    const dated = csv(
      'Account Name,Stage,Amount,Close Date,Start Date,Term (months),Type',
      'Acme,Closed Won,12000,2023-01-15,2023-01-15,12,New Business',
      'Acme,Closed Won,15000,2023-11-10,2023-12-01,12,Renewal',
    );
    expect(await at(dated, ['2024-11', '2024-12'])).toEqual([15000, 0]);
    expect(await codes(dated)).toEqual([]);
  });

  test('by more than half a year, or half of the term, replaces it at once, and is named', async () => {
    const long = csv(
      header,
      deal('first', 36000, '2022-12-10', 'New Business', 36),
      deal('second', 15000, '2024-02-10', 'Renewal'),
    );
    expect(await at(long, ['2024-01', '2024-02', '2025-02'])).toEqual([12000, 15000, 0]);
    expect(await codes(long)).toEqual(['renewal-at-once']);
  });

  test('ties where its end is written and its rate follows from its days', async () => {
    const ended = csv(
      'Account Name,Stage,Amount,Close Date,End Date,Type',
      'Acme,Closed Won,12000,2023-01-01,2024-01-01,New Business',
      'Acme,Closed Won,24000,2023-11-01,2026-01-01,Renewal',
    );
    expect(await at(ended, ['2024-01', '2025-12', '2026-01'])).toEqual([12000, 12000, 0]);
  });
});

describe('a renewal of one of several deals', () => {
  const products = (renewed: string) =>
    csv(
      `${header},Product`,
      `${deal('a', 12000, '2024-01-01', 'New Business')},Core`,
      `${deal('b', 6000, '2024-01-10', 'New Business')},Insights`,
      `${deal('c', 15000, '2024-12-10', 'Renewal')},${renewed}`,
    );

  test('ends those of its product alone', async () => {
    // Core is renewed on 1 January; Insights runs to the 10th and is left then.
    expect(await at(products('core'), ['2024-12', '2025-01'])).toEqual([18000, 15000]);
    expect(await codes(products('Core'), { period_end: '2025-01' })).toEqual(['renewal-signed-early']);
    const dated = products('Core')
      .replace('Close Date', 'Start Date,Close Date')
      .replace(/,(2024-\d\d-\d\d),/g, ',$1,$1,');
    expect(await at(dated, ['2024-11', '2024-12'])).toEqual([18000, 21000]);
  });

  test('of a product that is new adds to several, and takes the place of one', async () => {
    expect(await at(products('Suite'), ['2024-12'])).toEqual([33000]);
    const alone = csv(
      ...products('Suite')
        .trim()
        .split('\n')
        .filter((line) => !line.includes('Insights')),
    );
    expect(await at(alone, ['2024-12', '2025-01'])).toEqual([12000, 15000]);
  });

  test('ends all of them where nothing says what each was for, and is named', async () => {
    const several = csv(
      header,
      deal('a', 12000, '2024-01-01', 'New Business'),
      deal('b', 6000, '2024-06-01', 'New Business'),
      deal('c', 20000, '2024-12-10', 'Renewal'),
    );
    expect(await at(several, ['2024-12', '2025-01'])).toEqual([18000, 20000]);
    expect(await codes(several)).toEqual(['overlapping-deals', 'renewal-signed-early', 'renewal-of-several']);
  });
});

describe('a renewal that was signed late', () => {
  const late = csv(
    header,
    deal('first', 12000, '2023-01-15', 'New Business'),
    deal('second', 15000, '2024-02-24', 'Renewal'),
  );

  test('is named with the days that would bridge the gap', async () => {
    expect(await at(late, ['2024-01', '2024-02'])).toEqual([0, 15000]);
    const text = await shownText(late, { source: { period_start: '2023-12', period_end: '2024-12' } });
    expect(text).toContain(
      'renewals, 15,000.00 of ARR, begin up to 40 days after the deal they renew was over',
    );
    expect(text).toContain('if they never left, pass grace_days 40');
  });

  test('leaves none where grace bridges it, or after more than a year', async () => {
    expect(await at(late, ['2024-01', '2024-02'], { grace_days: 40 })).toEqual([12000, 15000]);
    expect(await codes(late, { grace_days: 40 })).toEqual([]);
    expect(await codes(late.replace('2024-02-24', '2025-02-24'), { period_end: '2025-06' })).toEqual([]);
  });
});
