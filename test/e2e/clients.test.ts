import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { instructions } from '../../src/instructions.ts';
import { tools } from '../../src/tools/index.ts';
import { makeListedSchemas } from '../../src/tools/listed-schemas.ts';
import { type AnyClient, clients, httpClients } from './clients.ts';
import { messyCsv, withFolder } from './spawned.ts';

const tool = 'cco_decompose_retention';

/** What a request is refused with; fails when it is not. */
const refusalOf = async (request: Promise<unknown>): Promise<{ code: unknown; message: string }> => {
  try {
    await request;
  } catch (error) {
    if (error instanceof Error) return { code: Reflect.get(error, 'code'), message: error.message };
  }
  throw new Error('the request was accepted');
};

describe.each(Object.entries({ ...clients, ...httpClients }))('%s', (_, { era, keeps, connect }) => {
  let client: AnyClient;

  beforeAll(async () => {
    client = await connect();
  });
  afterAll(() => client.close());

  it('negotiates its era and gets the instructions', () => {
    expect(client.era).toBe(era);
    expect(client.instructions).toBe(instructions);
  });

  it('lists the tools with the schemas that the code makes', async () => {
    const listed = await client.listTools();
    expect(listed.map(({ name }) => name)).toEqual(tools.map(({ name }) => name));
    for (const [i, { inputSchema, outputSchema }] of listed.entries()) {
      const tool = tools[i];
      if (tool === undefined) throw new Error('a tool too many');
      expect({ inputSchema, outputSchema }).toMatchObject({
        inputSchema: (await makeListedSchemas(tool)).input,
        outputSchema: (await makeListedSchemas(tool)).output,
      });
    }
  });

  it('answers the sample in both halves, each complete', async () => {
    const { isError, text, structured } = await client.call(tool, { sample: true });
    expect(isError).toBe(false);
    expect(structured).toMatchObject({
      ok: true,
      verdict: 'leaky_bucket',
      headline: 'NRR 100.5% hides GRR 82.3%: $492,000 left while $506,000 of expansion covered it.',
    });
    expect(text).toContain('**Bottom Line:** NRR 100.5% hides GRR 82.3%');
    const codes = (structured['findings'] as { code: string }[]).map(({ code }) => code);
    expect(codes).toHaveLength(11);
    for (const code of codes) expect(text).toContain(`\`${code}\``);
  });

  it.each([
    ['cco_design_segments', 'exits-first', '1 account with $12,000 ARR should change terms or leave'],
    ['cco_size_coverage', 'promise-less-before-hiring', 'The rule asks for 7 CSMs, the promises for 7.76'],
    ['cco_plan_hires', 'hire', 'Hire an implementation manager next: $300,000 is failing'],
    ['cco_review_plan', 'SHARPEN', 'Sharpen first: first value comes late in `enterprise`.'],
  ])('answers the sample of %s in both halves, each complete', async (name, verdict, headline) => {
    const { isError, text, structured } = await client.call(name, { sample: true });
    expect(isError).toBe(false);
    expect(structured).toMatchObject({ ok: true, tool: name, verdict });
    expect(String(structured['headline'])).toContain(headline);
    expect(text).toContain(`**Bottom Line:** ${headline}`);
    for (const { code } of structured['findings'] as { code: string }[])
      expect(text).toContain(`\`${code}\``);
  });

  it('reads a file of each kind inside an allowed folder', async () => {
    await withFolder(
      {
        'customers.csv': 'Customer,ARR,Support cost\nA,60000,3000\nB,2000,2500\n',
        'book.csv': 'Tier,Customers,ARR,CSMs\nEnterprise,42,2100000,2\n',
        'outcomes.csv': 'Outcome,ARR at stake,Cause\nGo live,300000,never_went_live\n',
      },
      async (folder) => {
        const other = await connect(['--data-dir', folder]);
        const read = (name: string, file: string) =>
          other.call(name, { source: { path: `${folder}/${file}` } });
        expect(await read('cco_design_segments', 'customers.csv')).toMatchObject({
          isError: false,
          structured: { verdict: 'exits-first', reconciliation: { accounts: 2, ties: true } },
        });
        expect(await read('cco_size_coverage', 'book.csv')).toMatchObject({
          isError: false,
          structured: { reconciliation: { shape: 'book', accounts: 1 } },
        });
        expect(await read('cco_plan_hires', 'outcomes.csv')).toMatchObject({
          isError: false,
          structured: { verdict: 'hire', next_outside_hire: 'implementation' },
        });
        expect(
          await other.call('cco_design_segments', { source: { path: '/etc/passwd.csv' } }),
        ).toMatchObject({
          isError: true,
        });
        await other.close();
      },
    );
  });

  it('gives every problem of a refused call in the text', async () => {
    const { isError, text, structured } = await client.call(tool, {
      cohorts: [{ name: 'Q1', starting_arr: '$1,200', chruned_arr: 1 }],
      stage: 'grwoth',
    });
    expect(isError).toBe(true);
    expect(structured).toMatchObject({ ok: false });
    expect(text.split('\n')).toEqual([
      'The input was refused; nothing was computed.',
      '- cohorts[0].chruned_arr: unknown field; did you mean churned_arr?',
      '- cohorts[0].starting_arr: expected a number, got "$1,200"; write 1200, or pass the file through source',
      '- stage: "grwoth" is not a choice here; did you mean growth? Valid: seed, growth, scale',
    ]);
  });

  it('refuses an unknown tool by protocol', async () => {
    const { code, message } = await refusalOf(client.call('cco_forecast', {}));
    expect(code).toBe(-32602);
    expect(message).toContain('cco_forecast');
  });

  it('reads every resource it lists, and a stored report where they are kept', async () => {
    const uris = await client.listResources();
    expect(uris).toContain('cco://key-questions');
    expect(uris).toContain('cco://playbooks/retention_decomposition');
    for (const uri of uris) expect((await client.read(uri)).length).toBeGreaterThan(200);
    const { structured } = await client.call(tool, { sample: true });
    const uri = `cco://reports/${structured['report_id']}`;
    if (!keeps) {
      expect(await refusalOf(client.read(uri))).toMatchObject({
        code: -32602,
        message: expect.stringContaining('No reports are kept over HTTP; call the tool again with the same'),
      });
      return;
    }
    const stored = JSON.parse(await client.read(uri));
    expect(stored.report_id).toBe(structured['report_id']);
    expect(stored.rows_omitted).toBeUndefined();
    expect(stored.tables.concentration.rows).toHaveLength(4);
  });

  it.each([
    ['cco://nothing', 'cco://nothing'],
    ['file:///etc/hosts', 'file:///etc/hosts'],
    [
      'cco://playbooks/nothing',
      'There is no playbook of that id; there are churn_prevention, cs_compensation,',
    ],
    [
      'cco://reports/0000000000000000',
      keeps ? 'There is no report of that id in this run' : 'No reports are kept over HTTP',
    ],
  ])('refuses the unknown resource %s', async (uri, says) => {
    const { code, message } = await refusalOf(client.read(uri));
    expect(code).toBe(-32602);
    expect(message).toContain(says);
  });

  it('gives the output standard as a prompt', async () => {
    expect(await client.listPrompts()).toHaveLength(9);
    expect(await client.prompt('founder_interview', { language: 'ja' })).toContain('1年前の経常収益は');
    const text = await client.prompt('output_standard', { decision: 'retention' });
    for (const part of ['Bottom Line', 'The Decision', 'The Evidence', 'How to Act', 'Your Decision'])
      expect(text).toContain(part);
  });

  it('refuses a bad prompt argument by protocol', async () => {
    const { code } = await refusalOf(client.prompt('output_standard', { decision: 'weather' }));
    expect(code).toBe(-32602);
  });

  it('answers two calls at once, each its own', async () => {
    const one = (churned_arr: number) =>
      client.call(tool, {
        cohorts: [{ name: 'a', starting_arr: 100_000, churned_arr, contraction_arr: 0, expansion_arr: 0 }],
      });
    const [first, second] = await Promise.all([one(10_000), one(30_000)]);
    expect(first?.text).toContain('GRR 90.0%');
    expect(second?.text).toContain('GRR 70.0%');
  });

  it('goes on after a cancelled call', async () => {
    const abort = new AbortController();
    const call = client.call(tool, { sample: true }, abort.signal);
    abort.abort();
    await expect(call).rejects.toThrow();
    expect((await client.call(tool, { sample: true })).isError).toBe(false);
  });

  it('says how to allow a folder when none is', async () => {
    const { isError, text } = await client.call(tool, { source: { path: 'book.csv' } });
    expect(isError).toBe(true);
    expect(text).toContain(
      'source.path: no folder is allowed; start the server with a data folder (--data-dir <folder>)',
    );
  });

  it('reads a file inside a --data-dir and none outside', async () => {
    await withFolder({ 'book.csv': messyCsv }, async (folder) => {
      const reader = await connect(['--data-dir', folder]);
      try {
        const { text, structured } = await reader.call(tool, {
          source: { path: 'book.csv' },
          stage: 'growth',
          reason_map: { 'went bankrupt': 'company_event' },
        });
        // 40,000 at the start; 2,000 churned, 2,000 contracted, 2,500.50 expanded.
        expect(text).toContain('GRR 90.0%');
        expect(text).toContain('NRR 96.3%');
        expect(structured['reconciliation']).toMatchObject({
          file: 'book.csv',
          rows_read: 25,
          rows_used: 24,
          arr_start: { from_rows: 40_000, from_accounts: 40_000 },
          arr_end: { from_rows: 38_500.5, from_accounts: 38_500.5 },
          ties: true,
        });
        const outside = await reader.call(tool, { source: { path: '../book.csv' } });
        expect(outside.isError).toBe(true);
        expect(outside.text).toContain('"../book.csv" is outside the allowed folders');
      } finally {
        await reader.close();
      }
    });
  });
});
