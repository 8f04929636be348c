/** What the soak calls in turn: every tool with an answer and a refusal, and the rest of the protocol. */
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Client } from '@modelcontextprotocol/client';
import type { Memo } from '../../src/domain/memo.ts';
import { memoLines } from '../../src/render/answer.ts';

/** A client with what its server keeps of it: reports by id, but not over HTTP; and the reviews it had kept, oldest first. */
export type Caller = { client: Client; keepsReports: boolean; reviews: string[] };
export type Job = (caller: Caller, i: number) => Promise<unknown>;
type Input = Record<string, unknown>;
type Folders = Record<'data' | 'reviews' | 'pages', string>;

/** The most reviews of one caller that stay: recall reads them all each time, so more would be a test of the disk. */
const mostReviews = 10;

const day = (i: number) => new Date(Date.UTC(2026, 0, 1 + i)).toISOString().slice(0, 10);

/** The tools that have answered. */
const answering = new Set<string>();

/** A call that must be answered; each day is another question, so that none is remembered. */
async function answered({ client }: Caller, name: string, input: Input): Promise<Input> {
  const { isError, structuredContent } = await client.callTool({ name, arguments: input });
  if (isError === true) throw new Error(`${name} refused ${JSON.stringify(input).slice(0, 500)}`);
  answering.add(name);
  return structuredContent as Input;
}

async function refused({ client }: Caller, name: string, input: Input): Promise<void> {
  const { isError } = await client.callTool({ name, arguments: input });
  if (isError !== true) throw new Error(`${name} took ${JSON.stringify(input)}`);
}

async function rejected(request: Promise<unknown>): Promise<void> {
  const failed = await request.then(
    () => false,
    () => true,
  );
  if (!failed) throw new Error('a request was accepted');
}

/** A new report, as other tools take it on this caller's door. */
async function reported(caller: Caller, i: number): Promise<{ report: unknown; memo: string }> {
  const input = { sample: true, as_of: day(i), detail: 'full' };
  const whole = await answered(caller, 'cco_decompose_retention', input);
  return {
    report: caller.keepsReports ? whole['report_id'] : whole,
    memo: memoLines(whole['memo'] as Memo).join('\n'),
  };
}

const analyzers = ['cco_decompose_retention', 'cco_design_segments', 'cco_size_coverage', 'cco_plan_hires'];

const analyses: readonly Job[] = [
  ...analyzers.map(
    (name): Job =>
      (caller, i) =>
        answered(caller, name, { sample: true, as_of: day(i), detail: i % 2 === 0 ? 'full' : 'summary' }),
  ),
  (caller, i) => answered(caller, 'cco_review_plan', { sample: true, plan: `Hire a CSM, try ${i}` }),
  (caller, i) =>
    answered(caller, 'cco_decompose_retention', {
      source: { path: 'accounts.csv' },
      as_of: day(i),
      reason_map: { 'went bankrupt': 'company_event' },
    }),
  (caller) => answered(caller, 'cco_design_segments', { sample: true, language: 'ja' }),
  (caller) => answered(caller, 'cco_inspect_data', {}),
  (caller, i) => answered(caller, 'cco_inspect_data', { path: 'accounts.csv', sample_values: i % 4 }),
  (caller, i) => refused(caller, 'cco_size_coverage', { book: { smb: { customers: `${i} or so` } } }),
  (caller) => refused(caller, 'cco_plan_hires', { source: { path: '../../etc/passwd' } }),
  (caller, i) => refused(caller, 'cco_inspect_data', { path: `nothing-${i}.csv` }),
  (caller, i) => refused(caller, 'cco_review_plan', { plan: `Hire ${i}`, type: 'wish' }),
];

const memos: readonly Job[] = [
  async (caller, i) => {
    const { report, memo } = await reported(caller, i);
    const { ok } = await answered(caller, 'cco_check_memo', { memo, reports: [report] });
    if (ok !== true) throw new Error('the memo of a report does not hold');
  },
  async (caller, i) => {
    const { report, memo } = await reported(caller, i);
    const told = memo.replace('The Evidence:**', `The Evidence:**\n- NRR is ${200 + i}%`);
    const { ok } = await answered(caller, 'cco_check_memo', { memo: told, reports: [report] });
    if (ok !== false) throw new Error(`a memo with an NRR of ${200 + i}% holds`);
  },
  (caller, i) => refused(caller, 'cco_check_memo', { memo: 'All is well.', reports: [`report-${i}`] }),
];

/** A page is taken away once it is written, and of reviews only the last ones stay: a disk that fills would be no leak. */
const writers = ({ reviews, pages }: Folders): readonly Job[] => {
  let page = 0;
  return [
    async (caller, i) => {
      const { report, memo } = await reported(caller, i);
      page += 1;
      const input = { reports: [report], file: `page-${page}.html`, memo };
      const { file } = await answered(caller, 'cco_write_report', input);
      await rm(join(pages, String(file)));
    },
    async (caller, i) => {
      await writeFile(join(pages, 'there.html'), '');
      const { report } = await reported(caller, i);
      await refused(caller, 'cco_write_report', { reports: [report], file: 'there.html' });
    },
    async (caller, i) => {
      const { report } = await reported(caller, i);
      const { file } = await answered(caller, 'cco_record_review', {
        report,
        decision: `Onboarding first, try ${i}.`,
        expect: [{ figure: 'grr', target: 0.85, by: day(i + 90) }],
        review_on: day(i + 30),
      });
      caller.reviews.push(String(file));
      for (const old of caller.reviews.splice(0, caller.reviews.length - mostReviews))
        await rm(join(reviews, old), { force: true });
    },
    async (caller, i) => {
      const { report } = await reported(caller, i);
      const expect = [{ figure: 'happiness', target: 1, by: day(i + 90) }];
      await refused(caller, 'cco_record_review', { report, decision: 'Be happy.', expect });
    },
    async (caller, i) => {
      const { report } = await reported(caller, i);
      await answered(caller, 'cco_recall_reviews', { compare_to: report });
    },
    (caller, i) => answered(caller, 'cco_recall_reviews', { due_on: day(i), limit: 100 }),
    (caller) => refused(caller, 'cco_recall_reviews', { from: '2027-01-01', to: '2026-01-01' }),
  ];
};

const protocol: readonly Job[] = [
  ({ client }) => client.listTools(),
  ({ client }) => client.listResources(),
  ({ client }) => client.readResource({ uri: 'cco://playbooks/retention_decomposition' }),
  ({ client }) => client.getPrompt({ name: 'output_standard', arguments: { decision: 'retention' } }),
  ({ client }, i) => rejected(client.readResource({ uri: `cco://reports/${i}` })),
  ({ client }) => rejected(client.callTool({ name: 'cco_nothing', arguments: {} })),
  ({ client }, i) => {
    const abort = new AbortController();
    const call = client.callTool(
      { name: 'cco_size_coverage', arguments: { sample: true, as_of: day(i) } },
      { signal: abort.signal },
    );
    setTimeout(() => abort.abort(), i % 20);
    return call.catch(() => undefined);
  },
];

/** All jobs, for servers that were given these folders. */
export const makeJobs = (folders: Folders): readonly Job[] => [
  ...analyses,
  ...memos,
  ...writers(folders),
  ...protocol,
];

/** Does every job once; the names of the listed tools that have answered none. */
export async function forgottenTools(jobs: readonly Job[], caller: Caller): Promise<string[]> {
  answering.clear();
  for (const [i, job] of jobs.entries()) await job(caller, i);
  const { tools } = await caller.client.listTools();
  return tools.map(({ name }) => name).filter((name) => !answering.has(name));
}
