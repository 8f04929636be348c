/** Whatever numbers a file of cohorts holds, it is refused with words or gives a report whose rates are rates. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cohortColumns } from '../../../src/data/source.ts';
import { retentionReportSchema } from '../../../src/domain/retention/report.ts';
import { createReportStore } from '../../../src/report-store.ts';
import { decomposeRetention } from '../../../src/tools/decompose-retention.ts';
import { csv, input } from '../load.ts';

const numberColumns = cohortColumns.filter((name) => /_arr$|_count$/.test(name));

const whole = fc.integer({ min: 0, max: 400 });

/** Numbers that are read: whole, with cents, in thousands, or none at all. */
const plain = fc.oneof(
  { weight: 6, arbitrary: whole.map(String) },
  { weight: 1, arbitrary: fc.constantFrom('', 'n/a', '0', '0.5', '1k') },
);

/** Numbers that people also write: in brackets, with a sign, with a currency, too large, or words. */
const odd = fc.oneof(
  { weight: 3, arbitrary: plain },
  { weight: 1, arbitrary: whole.map((one) => `(${one})`) },
  { weight: 1, arbitrary: whole.map((one) => `-${one}`) },
  { weight: 1, arbitrary: fc.constantFrom('10.5', '99999999999999', '€5', '$5', 'abc') },
);

/** The opening of a cohort is most often large enough for its losses to fit into it. */
const large = fc.integer({ min: 1000, max: 100_000 }).map(String);

const rowOf = (cell: fc.Arbitrary<string>) =>
  fc.record({
    arr: fc.oneof({ weight: 4, arbitrary: large }, cell),
    cells: fc.array(cell, { minLength: 12, maxLength: 12 }),
  });

const file = fc
  .record({
    older: fc.boolean(),
    columns: fc.subarray(numberColumns),
    rows: fc.oneof(
      fc.array(rowOf(plain), { minLength: 1, maxLength: 6 }),
      fc.array(rowOf(odd), { minLength: 1, maxLength: 6 }),
    ),
  })
  .map(({ older, columns, rows }) => {
    const [lost, other] = older ? ['renewed', 'churned'] : ['churned', 'renewed'];
    const head = numberColumns.filter(
      (name) =>
        name === 'starting_arr' ||
        name === `${lost}_arr` ||
        (columns.includes(name) && !name.startsWith(`${other}_`)),
    );
    const lines = rows.map(({ arr, cells }, i) => {
      const numbers = head.map((name, at) => (name.startsWith('starting_') ? arr : cells[at]));
      return [`Q${i}`, ...numbers].join(',');
    });
    return csv(['cohort', ...head].join(','), ...lines);
  });

const run = (content: string, source: object) =>
  decomposeRetention.run(
    { source: { path: '-', shape: 'cohorts', ...source } },
    { access: input(content), reports: createReportStore() },
  );

test.each([
  ['as it is', {}],
  ['without its bad rows', { skip_bad_rows: true, max_bad_rows: 100 }],
])('a file of random numbers, %s, gives rates between 0 and 1 or is refused', async (_name, source) => {
  let accepted = 0;
  await fc.assert(
    fc.asyncProperty(file, async (content) => {
      const answer = await run(content, source);
      if (!answer.ok) {
        expect(answer.problems.length).toBeGreaterThan(0);
        for (const { message } of answer.problems) expect(message).not.toMatch(/NaN|undefined|Infinity/);
        return;
      }
      accepted++;
      expect(JSON.stringify(answer.rendered)).not.toMatch(/NaN|Infinity/);
      for (const { id, value } of retentionReportSchema.parse(answer.report).figures) {
        if (!/^(grr|logo_retention)(_low|_high)?$/.test(id) || value === null) continue;
        expect(value, id).toBeGreaterThanOrEqual(0);
        expect(value, id).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 150 },
  );
  expect(accepted).toBeGreaterThan(20);
});
