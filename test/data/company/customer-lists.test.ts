/** Lists of customers as systems export them: one position, for the tools that need no more. */
import { describe, expect, it, test } from 'vitest';
import type { InspectedFile, Inspection } from '../../../src/domain/inspection.ts';
import { createReportStore } from '../../../src/report-store.ts';
import { inspectData } from '../../../src/tools/inspect-data.ts';
import { refusals, withFolder } from '../load.ts';
import { example, truthOf } from './company.ts';
import { delimited } from './formats.ts';
import type { Table } from './shapes.ts';
import * as vendors from './vendors.ts';

const lists: Readonly<Record<string, Table>> = {
  'chartmogul-customers': vendors.chartmogulCustomers(example),
  'hubspot-companies': vendors.hubspotCompanies(example),
};

const inspected = (table: Table): Promise<InspectedFile> =>
  withFolder({ 'list.csv': delimited(table) }, async (folder) => {
    const access = { kind: 'folders', folders: [folder] } as const;
    const answer = await inspectData.run({ path: 'list.csv' }, { access, reports: createReportStore() });
    if (!answer.ok) throw new Error(answer.problems.map(({ message }) => message).join('\n'));
    return (answer.report as Inspection).file as InspectedFile;
  });

const without = ({ headers, rows }: Table, header: string): Table => {
  const at = headers.indexOf(header);
  return { headers: headers.toSpliced(at, 1), rows: rows.map((row) => row.toSpliced(at, 1)) };
};

describe.each(Object.entries(lists))('the export of %s', (name, table) => {
  it('is kept as a file to try', async () => {
    await expect(delimited(table)).toMatchFileSnapshot(`../../../fixtures/exports/${name}.csv`);
  });

  it('is recognised by its headers, and led to the tool that takes it', async () => {
    const { provider, shape, tool, rows } = await inspected(table);
    expect({ provider, shape, tool, rows }).toEqual({
      provider: name.replace('-', '_'),
      shape: 'customers',
      tool: 'cco_design_segments',
      rows: example.length,
    });
    expect(await refusals(delimited(table))).toEqual([expect.stringContaining('retention needs two')]);
  });
});

test('companies have the ARR that the company has, where a property says it', async () => {
  const { totals, questions } = await inspected(vendors.hubspotCompanies(example));
  expect(questions).toEqual([]);
  expect(totals?.arr_end).toBeCloseTo(truthOf(example).end, 6);
  expect(totals?.accounts).toBe(example.length);
});

test('what a company itself takes in is not what it pays: ARR is asked for', async () => {
  const { totals, questions } = await inspected(without(vendors.hubspotCompanies(example), 'ARR'));
  expect(totals).toBeNull();
  expect(questions.map(({ field }) => field)).toEqual(['source.columns']);
});

test('no column of another kind is proposed for the ARR that a list lacks, and none is said to be there', async () => {
  const bare = without(vendors.hubspotCompanies(example), 'ARR');
  const { questions } = await inspected(bare);
  expect(questions[0]?.ask).toContain('no column for arr; ');
  expect(questions[0]?.ask).toMatch(
    /; name the header of ARR or MRR as source\.columns\.arr, or add one to the export$/,
  );
  expect(await refusals(delimited(bare))).toEqual([
    expect.stringContaining('no column of ARR or MRR was found'),
  ]);
});

test('deals without a company are deals still, and asked for it', async () => {
  const { headers } = vendors.hubspotDeals(example);
  const company = headers.find((header) => header.startsWith('Associated Company')) ?? '';
  const bare = without(vendors.hubspotDeals(example), company);
  const { shape, tool, questions } = await inspected(bare);
  expect({ shape, tool }).toEqual({ shape: 'deals', tool: 'cco_decompose_retention' });
  expect(questions.map(({ field }) => field)).toEqual(['source.columns.customer_id']);
  expect(await refusals(delimited(bare))).toEqual([
    expect.stringMatching(/^source\.columns\.customer_id: .* company or customer, or add it to the export$/),
  ]);
});

test('customers without amounts are asked for them', async () => {
  const { totals, questions } = await inspected(vendors.chartmogulCustomers(example));
  expect(totals).toBeNull();
  expect(questions.map(({ field }) => field)).toEqual(['source.columns']);
});
