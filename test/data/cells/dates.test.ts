import { afterEach, describe, expect, test } from 'vitest';
import { dateOrderOf, parseDate, parseFlag } from '../../../src/data/cells/dates.ts';

describe('dates that say their own order', () => {
  test.each([
    ['2025-03-01', '2025-03-01'],
    ['2025-3-1', '2025-03-01'],
    ['2025/03/01', '2025-03-01'],
    ['20250301', '2025-03-01'],
    [' 2025-03-01 ', '2025-03-01'],
    ['2025-03-01T23:59:59Z', '2025-03-01'],
    ['2025-03-01 00:30', '2025-03-01'],
    ['2025-03-01T00:30:00+14:00', '2025-03-01'],
    ['1 Feb 2024', '2024-02-01'],
    ['01-Feb-2024', '2024-02-01'],
    ['1 February 2024', '2024-02-01'],
    ['1-feb-24', '2024-02-01'],
    ['Feb 1, 2024', '2024-02-01'],
    ['February 1 2024', '2024-02-01'],
    ['Sept. 30, 2024', '2024-09-30'],
    ['29 Feb 2024', '2024-02-29'],
  ])('%s is %s in every order', (cell, date) => {
    for (const order of ['dmy', 'mdy', 'ymd'] as const) expect(parseDate(cell, order)).toBe(date);
  });

  test.each([
    '2025-02-30',
    '2025-13-01',
    '2025-00-10',
    '20250230',
    '29 Feb 2025',
    '1 Foo 2024',
    'Feb 30, 2024',
    '30/02/2025',
    'soon',
    '1/2',
    '',
  ])('%j is no date', (cell) => {
    for (const order of ['dmy', 'mdy'] as const) expect(parseDate(cell, order)).toBeUndefined();
  });
});

describe('dates read by the order of their column', () => {
  test.each([
    ['03/04/2025', '2025-04-03', '2025-03-04'],
    ['3.4.2025', '2025-04-03', '2025-03-04'],
    ['03-04-2025', '2025-04-03', '2025-03-04'],
    ['03/04/25', '2025-04-03', '2025-03-04'],
    ['03/04/2025 10:15', '2025-04-03', '2025-03-04'],
    ['13/04/2025', '2025-04-13', undefined],
    ['04/13/2025', undefined, '2025-04-13'],
  ])('%s', (cell, dmy, mdy) => {
    expect(parseDate(cell, 'dmy')).toBe(dmy);
    expect(parseDate(cell, 'mdy')).toBe(mdy);
  });

  test('year first: two-digit years only, a year at the end contradicts it', () => {
    expect(parseDate('25/04/03', 'ymd')).toBe('2025-04-03');
    expect(parseDate('03/04/2025', 'ymd')).toBeUndefined();
  });
});

describe('the order of a column', () => {
  test.each([
    ['a day over 12 first', ['03/04/2025', '05/06/2025', '13/04/2025'], { kind: 'decided', order: 'dmy' }],
    ['a day over 12 second', ['03/04/2025', '04/13/2025'], { kind: 'decided', order: 'mdy' }],
    [
      'both',
      ['13/02/2025', '02/13/2025'],
      { kind: 'mixed', dayFirst: '13/02/2025', monthFirst: '02/13/2025' },
    ],
    ['only ISO dates', ['2025-03-04', '', 'n/a'], { kind: 'decided', order: 'ymd' }],
    ['equal parts read the same', ['01/01/2025', '03/03/2025'], { kind: 'decided', order: 'dmy' }],
    [
      'a cell that is no date either way',
      ['14/13/2025', '13/13/2025', '04/13/2025'],
      { kind: 'decided', order: 'mdy' },
    ],
  ])('%s', (_name, cells, reading) => {
    expect(dateOrderOf(cells)).toEqual(reading);
  });

  test.each([
    ['in order', ['03/04/2025', '05/06/2025']],
    ['not in order', ['05/06/2025', '04/05/2025', '03/04/2025']],
  ])('neither: the span under each reading, cells %s', (_name, cells) => {
    expect(dateOrderOf(cells)).toEqual({
      kind: 'unclear',
      mdy: { first: '2025-03-04', last: '2025-05-06' },
      dmy: { first: '2025-04-03', last: '2025-06-05' },
    });
  });
});

describe('the time zone of the machine', () => {
  const before = process.env['TZ'];
  afterEach(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  test.each([
    ['Pacific/Kiritimati', 2],
    ['America/Los_Angeles', 1],
  ])('%s does not move a date', (zone, localDay) => {
    process.env['TZ'] = zone;
    expect(new Date('2025-03-01T23:00:00Z').getDate()).toBe(localDay);
    expect(parseDate('2025-03-01T23:00:00Z', 'ymd')).toBe('2025-03-01');
    expect(parseDate('2025-03-01T01:00:00Z', 'ymd')).toBe('2025-03-01');
    expect(parseDate('01/03/2025 00:10', 'dmy')).toBe('2025-03-01');
    expect(parseDate('1 Mar 2025', 'dmy')).toBe('2025-03-01');
  });
});

describe('true and false', () => {
  test.each(['true', 'TRUE', 'Yes', 'y', 'T', '1', ' yes '])('%j is true', (cell) => {
    expect(parseFlag(cell)).toBe(true);
  });

  test.each(['false', 'False', 'NO', 'n', 'f', '0'])('%j is false', (cell) => {
    expect(parseFlag(cell)).toBe(false);
  });

  test.each(['', 'maybe', '2', 'ja', 'truee'])('%j is neither', (cell) => {
    expect(parseFlag(cell)).toBeUndefined();
  });
});
