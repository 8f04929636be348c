import { describe, expect, test } from 'vitest';
import { mapColumns, normalHeader } from '../../src/data/columns.ts';
import type { CanonicalColumn } from '../../src/data/source.ts';
import type { Options } from './load.ts';

/** Which header holds which field; problems as their messages. */
function mapped(headers: string[], options: Options = {}) {
  const result = mapColumns(headers, { path: 'x.csv', ...options });
  if (!result.ok) return result.problems.map(({ message }) => message);
  return Object.fromEntries([...result.mapping.index].map(([field, at]) => [field, headers[at]]));
}

function mapping(headers: string[], options: Options = {}) {
  const result = mapColumns(headers, { path: 'x.csv', ...options });
  if (!result.ok) throw new Error(result.problems[0]?.message);
  return result.mapping;
}

const amounts = ['Opening ARR', 'Closing ARR'];

describe('headers as they are compared', () => {
  test.each([
    ['Start (UTC)', 'start_utc'],
    ['ValidFrom', 'valid_from'],
    ['openingARR', 'opening_arr'],
    ['customerID', 'customer_id'],
    ['ARR ($)', 'arr'],
    ['  Customer -- ID ', 'customer_id'],
    ['account.id', 'account_id'],
    ['Größe', 'größe'],
    ['***', ''],
  ])('%s is %s', (header, normal) => {
    expect(normalHeader(header)).toBe(normal);
  });
});

describe('synonyms', () => {
  test.each<[CanonicalColumn, string[]]>([
    [
      'customer_id',
      ['Customer', 'Account ID', 'client', 'org_id', 'External ID', 'record_id', 'ID', 'organization'],
    ],
    ['customer_name', ['Name', 'Company', 'company_name', 'Account Name', 'Associated Company']],
    ['segment', ['Segment', 'Tier', 'customer_segment']],
    ['currency', ['Currency', 'plan_currency']],
    ['start_date', ['Start Date', 'started_at', 'Start (UTC)', 'activatedAt', 'ValidFrom', 'customer since']],
    ['end_date', ['End', 'ended_at', 'Expires At', 'valid_to', 'Churn Date']],
    ['tenure_months', ['tenure', 'Tenure Months']],
    ['churned_flag', ['churned', 'Churn Flag']],
    ['churn_reason', ['reason', 'Reason Code', 'Cancellation Reason']],
    ['activated', ['activated', 'Went Live', 'onboarded']],
    ['units_start', ['Seats Start', 'opening seats']],
    ['renewal_date', ['Renewal Date', 'next_renewal']],
    ['past_due', ['delinquent', 'Past Due']],
    ['cancel_at_period_end', ['Cancel At Period End']],
  ])('%s', (field, headers) => {
    for (const header of headers) {
      const id = field === 'customer_id' ? [] : ['customer_id'];
      expect(mapped([...id, ...amounts, header])).toMatchObject({ [field]: header });
    }
  });

  test.each([
    ['arr_start', 'arr_end'],
    ['Opening ARR', 'Closing ARR'],
    ['StartingArr', 'EndingArr'],
    ['ARR T0', 'ARR T1'],
    ['previous_arr', 'current_arr'],
    ['mrr_start', 'mrr_end'],
    ['Opening MRR', 'Closing MRR'],
    ['MRR at start', 'MRR at end'],
  ])('amounts: %s and %s, in either order', (start, end) => {
    const fields = { customer_id: 'id', arr_start: start, arr_end: end };
    expect(mapped(['id', start, end])).toEqual(fields);
    expect(mapped([end, 'id', start])).toEqual(fields);
  });

  test('the better name wins, wherever it stands', () => {
    expect(mapped(['id', 'Customer', 'customer_id', ...amounts])).toMatchObject({
      customer_id: 'customer_id',
    });
    expect(mapped(['id', 'Customer', ...amounts])).toMatchObject({ customer_id: 'Customer' });
  });

  test('columns nobody knows are left alone', () => {
    expect(mapped(['id', ...amounts, 'Notes'])).toEqual({
      customer_id: 'id',
      arr_start: 'Opening ARR',
      arr_end: 'Closing ARR',
    });
  });
});

describe('what the caller says', () => {
  test('wins over the names', () => {
    const columns = { customer_id: 'Ref', arr_end: 'ARR today' };
    expect(mapped(['id', 'Ref', 'Opening ARR', 'Closing ARR', 'ARR today'], { columns })).toEqual({
      customer_id: 'Ref',
      arr_start: 'Opening ARR',
      arr_end: 'ARR today',
    });
  });

  test('a header that is not there is refused, with the likely one', () => {
    const result = mapColumns(['Customer', 'ARR 2024', 'ARR2025'], {
      path: 'x.csv',
      columns: { arr_end: 'ARR 2025' },
    });
    expect(result).toEqual({
      ok: false,
      problems: [
        {
          path: 'source.columns.arr_end',
          code: 'unknown-column',
          message:
            'source.columns.arr_end: no header "ARR 2025"; headers: Customer, ARR 2024, ARR2025; did you mean ARR2025?',
          suggestion: 'ARR2025',
        },
      ],
    });
  });

  test('all unknown headers come at once; a far one has no suggestion, and carries no invisible characters', () => {
    const columns = { segment: 'Something else entirely', churn_reason: 'Why\u202e\u0007' };
    expect(mapped(['id', ...amounts], { columns })).toEqual([
      'source.columns.segment: no header "Something else entirely"; headers: id, Opening ARR, Closing ARR',
      'source.columns.churn_reason: no header "Why  "; headers: id, Opening ARR, Closing ARR',
    ]);
  });
});

describe('missing columns', () => {
  test.each([
    ['all', ['Plan', 'City'], 'customer_id, arr_start, arr_end', 'Plan, City', 'customer_id: "Plan"'],
    ['amounts', ['id', 'ARR'], 'arr_start, arr_end', 'id, ARR', 'arr_start: "ARR"'],
    ['one amount', ['id', 'arr_start', 'Now'], 'arr_end', 'id, arr_start, Now', 'arr_end: "Now"'],
    ['id', amounts, 'customer_id', 'Opening ARR, Closing ARR', 'customer_id: "Opening ARR"'],
  ])('%s', (_name, headers, fields, list, example) => {
    expect(mapped(headers)).toEqual([
      `source.columns: no column for ${fields}; headers: ${list}; say which header holds it, such as ${example}`,
    ]);
  });

  test('names stand in for ids, and the reader is told', () => {
    const { index, assumptions } = mapping(['Company', ...amounts]);
    expect(index.get('customer_id')).toBe(0);
    expect(index.get('customer_name')).toBe(0);
    expect(assumptions).toEqual([
      {
        field: 'source.columns.customer_id',
        value: 'Company',
        source: 'no id column: names stand in (name-used-as-id)',
      },
    ]);
  });
});
