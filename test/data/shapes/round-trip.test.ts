/** Accounts written as a file come back equal, in every dialect. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delimiters } from '../../../src/data/source.ts';
import { book } from '../load.ts';

const unit = fc.constantFrom(...'aB7",;|\'=+-@#é東Ω'.split(''), '""', '🚀', 'ß');
const word = fc.array(unit, { minLength: 1, maxLength: 6 }).map((all) => `x${all.join('')}`);

/** A text as written, with line breaks and tabs in it, and as it must be read, with spaces. */
const text = fc
  .tuple(fc.array(word, { minLength: 1, maxLength: 4 }), fc.constantFrom(' ', '\n', '\r\n', '\t', '  '))
  .map(([words, space]) => ({ written: words.join(space), read: words.join(' ') }));

const money = fc.integer({ min: 0, max: 1_000_000_000 }).map((cents) => cents / 100);
const day = fc
  .integer({ min: 0, max: 20_000 })
  .map((days) => new Date(days * 86_400_000).toISOString().slice(0, 10));

const account = fc.record({ id: text, name: text, segment: text, start: money, end: money, since: day });

const fields = ['Customer ID', 'Name', 'Segment', 'Opening ARR', 'Closing ARR', 'Start Date'];

const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

describe('round trip', () => {
  test.each(delimiters.map((delimiter) => [delimiter]))('with %j', async (delimiter) => {
    const always = fc.boolean();
    const end = fc.constantFrom('\n', '\r\n');
    await fc.assert(
      fc.asyncProperty(
        fc.array(account, { minLength: 1, maxLength: 8 }),
        always,
        end,
        async (some, all, newline) => {
          const rows = some.map((one, i) => ({
            ...one,
            id: { written: `${i}-${one.id.written}`, read: `${i}-${one.id.read}` },
          }));
          const write = (cell: string) => (all || /["\r\n,;|\t]/.test(cell) ? quoted(cell) : cell);
          const lines = rows.map(({ id, name, segment, start, end: last, since }) =>
            [id.written, name.written, segment.written, `${start}`, `${last}`, since]
              .map(write)
              .join(delimiter),
          );
          const { accounts, reconciliation } = await book(
            [fields.join(delimiter), ...lines, ''].join(newline),
          );
          expect(accounts).toEqual(
            rows.map(({ id, name, segment, start, end: last, since }) => ({
              id: id.read,
              name: name.read,
              segment: segment.read,
              arr_start: start,
              arr_end: last,
              start_date: since,
            })),
          );
          expect(reconciliation).toMatchObject({
            rows_read: rows.length,
            rows_used: rows.length,
            excluded: [],
          });
        },
      ),
    );
  });

  test('as JSON', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(account, { minLength: 1, maxLength: 8 }), async (some) => {
        const list = some.map(({ id, name, start, end }, i) => ({
          customer: `${i}-${id.written}`,
          company: name.written,
          arr: { start, end },
        }));
        const { accounts } = await book(JSON.stringify(list));
        expect(accounts).toEqual(
          some.map(({ id, name, start, end }, i) => ({
            id: `${i}-${id.read}`,
            name: name.read,
            arr_start: start,
            arr_end: end,
          })),
        );
      }),
    );
  });
});
