/** One company in every shape, format and system's export: the same figures to the cent. */
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { RetentionReport } from '../../../src/domain/retention/report.ts';
import type { Options } from '../load.ts';
import { report } from '../retention.ts';
import { anyCompany, type Company, example, truthOf } from './company.ts';
import { delimited, json, ndjson, parquet, utf16, xlsx } from './formats.ts';
import type { Table } from './shapes.ts';
import * as shapes from './shapes.ts';
import * as vendors from './vendors.ts';

const asked: Options = { period_start: '2024-12', period_end: '2025-12' };

const ids = {
  start: 'starting_arr',
  end: 'ending_arr',
  churned: 'churned_arr',
  contraction: 'contraction_arr',
  expansion: 'expansion_arr',
  new: 'new_arr',
  reactivation: 'reactivation_arr',
  grr: 'grr',
  nrr: 'nrr',
  logo: 'logo_retention',
} as const;

/** A cent, or as much of a share as a cent of a small book could move. */
const cent = 0.005;

function expectTruth({ figures, reconciliation }: RetentionReport, company: Company): void {
  const truth = truthOf(company);
  for (const [name, id] of Object.entries(ids)) {
    const value = figures.find((figure) => figure.id === id)?.value ?? null;
    const expected = truth[name as keyof typeof ids];
    expect(value, `${id} of ${reconciliation?.shape}`).not.toBeNull();
    expect(Math.abs((value ?? 0) - expected), `${id}: ${value} for ${expected}`).toBeLessThan(
      expected > 2 ? cent : 1e-9,
    );
  }
  expect(reconciliation?.ties).toBe(true);
}

const every: Readonly<Record<string, { write: (company: Company) => Table; source: Options }>> = {
  two_snapshots: { write: shapes.twoSnapshots, source: { ...asked, amount_basis: 'mrr' } },
  monthly_long: { write: shapes.monthlyLong, source: asked },
  monthly_wide: { write: shapes.monthlyWide, source: asked },
  subscription_periods: { write: shapes.subscriptionPeriods, source: asked },
  invoice_lines: { write: shapes.invoiceLines, source: { ...asked, amount_basis: 'period_total' } },
  // Of a company with few terms, a small one beside those of years is a question.
  deals: { write: shapes.deals, source: { ...asked, columns: { term_months: 'Contract Term' } } },
  movements: { write: shapes.movements, source: asked },
};

const systems: Readonly<Record<string, { write: (company: Company) => Table; source: Options }>> = {
  'stripe-subscriptions': { write: vendors.stripeSubscriptions, source: asked },
  'chartmogul-activities': { write: vendors.chartmogulActivities, source: asked },
  'chartmogul-events': {
    write: vendors.chartmogulEvents,
    source: { ...asked, amount_basis: 'mrr' },
  },
  baremetrics: { write: vendors.baremetrics, source: asked },
  chargebee: { write: vendors.chargebee, source: asked },
  recurly: { write: vendors.recurly, source: asked },
  'hubspot-deals': { write: vendors.hubspotDeals, source: asked },
  salesforce: { write: vendors.salesforce, source: asked },
};

describe.each(Object.entries(every))('%s', (shape, { write, source }) => {
  it('is recognised, and says the same as the company itself', async () => {
    const found = await report(delimited(write(example)), { source });
    expect(found.reconciliation?.shape).toBe(shape);
    expectTruth(found, example);
  });

  it('is kept as a file to try', async () => {
    const path = `../../../fixtures/exports/${shape.replaceAll('_', '-')}.csv`;
    await expect(delimited(write(example))).toMatchFileSnapshot(path);
  });

  it.each([
    ['semicolons', (table: Table) => delimited(table, ';')],
    ['tabs and CRLF', (table: Table) => delimited(table, '\t', '\r\n')],
    ['pipes', (table: Table) => delimited(table, '|')],
    ['UTF-16', (table: Table) => utf16(delimited(table))],
    ['JSON', json],
    ['JSON lines', ndjson],
    ['a workbook', xlsx],
    ['Parquet', parquet],
  ])('says the same in %s', async (_, format) => {
    expectTruth(await report(await format(write(example)), { source }), example);
  });

  it('says the same of any company', async () => {
    await fc.assert(
      fc.asyncProperty(anyCompany, async (company) => {
        // Rows by month say nothing of a month in which nobody pays.
        if (shape.startsWith('monthly')) fc.pre(company.some(({ cents }) => (cents.at(-1) ?? 0) > 0));
        expectTruth(
          await report(delimited(write(company)), { source: { ...source, shape: shape as never } }),
          company,
        );
      }),
      { numRuns: 25 },
    );
  });
});

describe.each(Object.entries(systems))('the export of %s', (name, { write, source }) => {
  it('is recognised by its headers, and says the same', async () => {
    expectTruth(await report(delimited(write(example)), { source }), example);
  });

  it('is kept as a file to try', async () => {
    await expect(delimited(write(example))).toMatchFileSnapshot(`../../../fixtures/exports/${name}.csv`);
  });
});

test('subscriptions as a programming interface gives them say the same', async () => {
  const list = vendors.stripeApi(example);
  for (const text of [
    JSON.stringify({ object: 'list', data: list }),
    list.map((one) => JSON.stringify(one)).join('\n'),
  ])
    expectTruth(await report(text, { source: asked }), example);
});
