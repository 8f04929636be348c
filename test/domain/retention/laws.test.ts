/** What must hold for every book, checked on generated ones. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { wilson } from '../../../src/domain/numbers.ts';
import type { AccountInput } from '../../../src/domain/retention/account-input.ts';
import { analyzeRetention } from '../../../src/domain/retention/analyze.ts';
import { addAccount, readFlows, startFlows } from '../../../src/domain/retention/monthly.ts';
import { value } from './run.ts';

const amount = fc.integer({ min: 0, max: 100_000 });
const segment = fc.constantFrom('smb', 'mid', 'large');

/** An amount that is 0 often enough for new customers and lost ones to be in most books. */
const orNone = fc.oneof({ weight: 3, arbitrary: amount }, { weight: 1, arbitrary: fc.constant(0) });

const account = fc.record({
  arr_start: orNone,
  arr_end: orNone,
  segment,
  paid_before: fc.boolean(),
  churn_reason: fc.constantFrom('pricing', 'unknown', 'product_fit', 'payment_failure'),
});

const book = fc
  .array(account, { minLength: 2, maxLength: 40 })
  .map((rows): AccountInput[] =>
    rows.map((row, i) => ({ id: `A-${i}`, cohort: i % 2 === 0 ? '2023' : '2024', ...row })),
  )
  .filter((rows) => rows.some((row) => row.arr_start > 0));

const run = (accounts: readonly AccountInput[], options: object = {}) =>
  analyzeRetention({ accounts: [...accounts], stage: 'growth', ...options }, { reportId: 'law' });

const rates = ['grr', 'nrr', 'logo_retention'] as const;
const close = (a: number | null, b: number | null) =>
  expect(Math.abs((a ?? 0) - (b ?? 0))).toBeLessThan(1e-9);

describe('laws', () => {
  test('0 <= GRR <= 1 and GRR <= NRR', () => {
    fc.assert(
      fc.property(book, (accounts) => {
        const report = run(accounts);
        const [grr, nrr] = [value(report, 'grr') ?? 0, value(report, 'nrr') ?? 0];
        expect(grr).toBeGreaterThanOrEqual(0);
        expect(grr).toBeLessThanOrEqual(1);
        expect(nrr - grr).toBeGreaterThanOrEqual(-1e-12);
      }),
    );
  });

  test('the bridge ties', () => {
    fc.assert(
      fc.property(book, (accounts) => {
        const rows = run(accounts).tables.bridge?.rows ?? [];
        const arr = (key: string) => Number(rows.find((row) => row['key'] === key)?.['arr'] ?? 0);
        close(
          ['start', 'new', 'expansion', 'reactivation', 'contraction', 'churn'].reduce(
            (total, key) => total + arr(key),
            0,
          ),
          arr('end'),
        );
        // The running total begins at the start, moves by each line and comes out at the end.
        const after = (i: number) => Number(rows[i]?.['after']);
        if (rows.length > 0) close(after(0), arr('start'));
        for (let i = 1; i < rows.length - 1; i++)
          close(after(i) - after(i - 1), Number(rows[i]?.['arr'] ?? 0));
        close(after(rows.length - 1), arr('end'));
        close(after(rows.length - 2), arr('end'));
      }),
    );
  });

  test('row order changes no byte of the report, and the input is not changed', () => {
    fc.assert(
      fc.property(book, fc.infiniteStream(fc.nat()), (accounts, keys) => {
        const before = JSON.stringify(accounts);
        const shuffled = accounts
          .map((row) => ({ row, key: keys.next().value ?? 0 }))
          .sort((a, b) => a.key - b.key)
          .map(({ row }) => row);
        expect(JSON.stringify(run(shuffled))).toBe(JSON.stringify(run(accounts)));
        expect(JSON.stringify(accounts)).toBe(before);
      }),
    );
  });

  test('scaling money scales money and changes no rate', () => {
    fc.assert(
      fc.property(book, fc.constantFrom(2, 4, 0.5), (accounts, factor) => {
        const [one, other] = [
          run(accounts),
          run(
            accounts.map((row) => ({
              ...row,
              arr_start: row.arr_start * factor,
              arr_end: row.arr_end * factor,
            })),
          ),
        ];
        for (const rate of rates) close(value(one, rate), value(other, rate));
        close((value(one, 'lost_arr') ?? 0) * factor, value(other, 'lost_arr'));
      }),
    );
  });

  test('new accounts change no rate of retention', () => {
    fc.assert(
      fc.property(book, amount, (accounts, arr_end) => {
        const more = run([...accounts, { id: 'new', arr_start: 0, arr_end, paid_before: false }]);
        for (const rate of rates) close(value(run(accounts), rate), value(more, rate));
      }),
    );
  });

  test('merging accounts never lowers GRR, and merging two of the base leaves NRR as it is', () => {
    fc.assert(
      fc.property(book, fc.nat(), fc.nat(), (accounts, a, b) => {
        const [from, to] = [accounts[a % accounts.length]?.id ?? '', accounts[b % accounts.length]?.id ?? ''];
        fc.pre(from !== to);
        const [apart, merged] = [run(accounts), run(accounts, { merge_map: { [from]: to } })];
        const base = [from, to].every((id) => (accounts.find((row) => row.id === id)?.arr_start ?? 0) > 0);
        if (base) {
          expect((value(merged, 'grr') ?? 0) - (value(apart, 'grr') ?? 0)).toBeGreaterThanOrEqual(-1e-12);
          close(value(merged, 'nrr'), value(apart, 'nrr'));
        }
      }),
    );
  });

  test('pooled cohorts are the portfolio, and its GRR lies between the lowest and the highest of them', () => {
    fc.assert(
      fc.property(book, (accounts) => {
        const report = run(accounts);
        const rows = (report.tables.cohorts?.rows ?? []).filter((row) => Number(row['starting_arr']) > 0);
        close(
          rows.reduce((total, row) => total + Number(row['starting_arr']), 0),
          value(report, 'starting_arr'),
        );
        const each = rows.map((row) => Number(row['grr']));
        const whole = value(report, 'grr') ?? 0;
        expect(whole).toBeGreaterThanOrEqual(Math.min(...each) - 1e-9);
        expect(whole).toBeLessThanOrEqual(Math.max(...each) + 1e-9);
      }),
    );
  });

  test('shares of causes sum to 1', () => {
    fc.assert(
      fc.property(book, (accounts) => {
        const rows = run(accounts).tables.causes?.rows;
        fc.pre(rows !== null && rows !== undefined);
        close(
          rows.reduce((total, row) => total + Number(row['share_arr']), 0),
          1,
        );
        close(
          rows.reduce((total, row) => total + Number(row['share_count']), 0),
          1,
        );
      }),
    );
  });

  test('price and volume sum to the change of kept accounts', () => {
    const unit = fc.integer({ min: 1, max: 500 });
    const kept = fc.record({
      arr_start: fc.integer({ min: 1, max: 1e5 }),
      arr_end: fc.integer({ min: 1, max: 1e5 }),
      units_start: unit,
      units_end: unit,
    });
    fc.assert(
      fc.property(fc.array(kept, { minLength: 1, maxLength: 20 }), (rows) => {
        const report = run(rows.map((row, i) => ({ id: i, ...row })));
        const change = rows.reduce((total, row) => total + row.arr_end - row.arr_start, 0);
        expect(
          Math.abs(
            (value(report, 'price_effect_arr') ?? 0) + (value(report, 'volume_effect_arr') ?? 0) - change,
          ),
        ).toBeLessThan(1e-4);
      }),
    );
  });

  test('mix, rate and both together sum to the change of NRR', () => {
    fc.assert(
      fc.property(book, book, (now, before) => {
        const report = run(now, { previous: { accounts: before } });
        fc.pre(report.figures.some((figure) => figure.id === 'mix_nrr'));
        const inSegments = (accounts: AccountInput[]) => value(run(accounts), 'nrr') ?? 0;
        const sum = ['mix_nrr', 'rate_nrr', 'interaction_nrr'].reduce(
          (total, id) => total + (value(report, id) ?? 0),
          0,
        );
        // A segment that is gone keeps its rate at weight 0, so the sum is the change of the portfolio.
        close(sum, inSegments(now) - inSegments(before));
      }),
    );
  });

  test('leaks sum to churn and contraction', () => {
    fc.assert(
      fc.property(book, (accounts) => {
        const report = run(accounts);
        const shares = report.leakage_points.reduce((total, leak) => total + (leak.share_of_lost ?? 0), 0);
        expect(shares).toBeLessThanOrEqual(1 + 1e-9);
        for (const leak of report.leakage_points)
          close((leak.share_of_lost ?? 0) * (value(report, 'lost_arr') ?? 0), leak.lost_arr);
      }),
    );
  });

  test('every interval holds its point, and Wilson stays inside 0..1', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5000 }), fc.nat(), (n, raw) => {
        const hits = raw % (n + 1);
        const interval = wilson(hits, n);
        expect(interval?.low).toBeGreaterThanOrEqual(0);
        expect(interval?.high).toBeLessThanOrEqual(1);
        expect(interval?.low).toBeLessThanOrEqual(hits / n + 1e-12);
        expect(interval?.high).toBeGreaterThanOrEqual(hits / n - 1e-12);
      }),
    );
  });

  test('no figure is NaN or infinite, and every null says why', () => {
    fc.assert(
      fc.property(book, fc.constantFrom(1, 3, 12, 36), (accounts, period_months) => {
        for (const figure of run(accounts, { period_months }).figures) {
          if (figure.value === null) expect(figure.reason).toBeTruthy();
          else expect(Number.isFinite(figure.value)).toBe(true);
        }
      }),
    );
  });

  test('every figure cited by memo, findings or cells exists', () => {
    fc.assert(
      fc.property(book, (accounts) => {
        const report = run(accounts);
        const cited = [
          ...report.memo.evidence.flatMap((line) => /\[([^\]]+)\]$/.exec(line)?.[1]?.split(', ') ?? []),
          ...report.findings.flatMap((finding) => finding.evidence),
        ];
        const figures = new Set(report.figures.map((figure) => figure.id));
        for (const id of cited) {
          const [table = '', key = '', column = ''] = id.split('.');
          const rows = report.tables[table as keyof typeof report.tables]?.rows;
          const cell = rows?.find((row) => row['key'] === key)?.[column];
          const section =
            table === 'leakage_points' && report.leakage_points.some((leak) => String(leak.rank) === key);
          expect(figures.has(id) || cell !== undefined || section, id).toBe(true);
        }
      }),
    );
  });
});

test('what a customer pays for in another order has not moved', () => {
  const parts = fc.array(fc.integer({ min: 1, max: 99_999 }), { minLength: 2, maxLength: 12 });
  fc.assert(
    fc.property(parts, (cents) => {
      const sum = (list: readonly number[]) => list.reduce((total, one) => total + one / 100, 0);
      const [arr_start, arr_end] = [sum(cents), sum([...cents].reverse())];
      const of = run([
        { id: 'A', arr_start, arr_end },
        { id: 'B', arr_start: 10, arr_end: 10 },
      ]);
      for (const id of ['contraction_arr', 'expansion_arr']) expect(value(of, id)).toBe(0);
      const flows = startFlows(['2025-01']);
      addAccount(flows, [arr_start, arr_end]);
      expect(readFlows(flows)).toMatchObject([{ contraction: 0, expansion: 0 }]);
    }),
  );
});
