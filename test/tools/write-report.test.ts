/** `cco_write_report` in process: what it writes, and what it refuses, all at once. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createReportStore } from '../../src/report-store.ts';
import { tools } from '../../src/tools/index.ts';
import { writeReport } from '../../src/tools/write-report.ts';

let output: string;
const reports = createReportStore();
const context = { access: { kind: 'folders' as const, folders: [] }, reports };

beforeEach(async () => {
  output = await mkdtemp(join(tmpdir(), 'cco-report-'));
});

afterEach(() => rm(output, { recursive: true, force: true }));

const names = ['cco_decompose_retention', 'cco_design_segments', 'cco_size_coverage', 'cco_plan_hires'];

/** The built-in example of a tool, as a client gets it. */
async function answer(name: string, detail: 'summary' | 'full') {
  const line = await tools.find((tool) => tool.name === name)?.load();
  const result = await line?.run({ sample: true, detail }, context);
  if (result?.ok !== true) throw new Error('refused');
  return result.rendered.structured;
}

const messages = async (raw: unknown, more = {}): Promise<string[]> => {
  const result = await writeReport.run(raw, { ...context, ...more });
  return result.ok ? ['written'] : result.problems.map(({ message }) => message);
};

it('writes one page of four reports by their ids, complete', async () => {
  const ids = await Promise.all(
    names.map(async (name) => String((await answer(name, 'summary'))['report_id'])),
  );
  const result = await writeReport.run(
    { reports: [...ids].reverse(), file: 'board.html', title: 'Q4', memo: '# Hold\n- one' },
    { ...context, output },
  );
  expect(result).toMatchObject({
    ok: true,
    rendered: {
      structured: { ok: true, tool: 'cco_write_report', file: 'board.html', report_ids: [...ids].reverse() },
    },
  });
  const page = await readFile(join(output, 'board.html'), 'utf8');
  // The order of a page is that of the decisions, and the same content gives the same bytes.
  expect([...page.matchAll(/<article id="(\w+)"/g)].map(([, id]) => id)).toEqual(names);
  await writeReport.run(
    { reports: ids, file: 'again.html', title: 'Q4', memo: '# Hold\n- one' },
    { ...context, output },
  );
  expect(await readFile(join(output, 'again.html'), 'utf8')).toBe(page);
  for (const part of ['Memo', 'Charts', 'Findings', '90-day plan', 'Assumptions', 'Conventions', 'Figures'])
    expect(page).toMatch(new RegExp(`<h[23]>${part}</h[23]>`));
  expect(page.match(/<svg/g)).toHaveLength(12);
  expect(page).toContain('(2,784,000 - 426,000 - 66,000) / 2,784,000');
  expect(page.match(/<script|<link|<img|href="(?!#)|src=|url\((?!#)/g)).toBeNull();
  expect(result.ok && outputOf(result.rendered.structured)).toBe(true);
});

const outputOf = (structured: unknown): boolean => writeReport.outputSchema.safeParse(structured).success;

it('takes a report in short form as it came, and says what it lacks', async () => {
  const short = await answer('cco_size_coverage', 'summary');
  const other = createReportStore();
  const result = await writeReport.run(
    { reports: [short], file: 'x.html' },
    { ...context, reports: other, output },
  );
  expect(result.ok).toBe(true);
  const page = await readFile(join(output, 'x.html'), 'utf8');
  expect(page.includes('This report was passed on in a short form')).toBe(true);
  expect(page).toMatch(/short form: [^<]*tables\.months/);
});

it('says how to give a folder when there is none', async () => {
  const report = await answer('cco_plan_hires', 'full');
  expect(await messages({ reports: [report], file: 'x.html' })).toEqual([
    'file: no output folder is given; start the server with one (--out-dir <folder>)',
  ]);
});

it('names everything that is wrong at once, and then writes nothing', async () => {
  const report = await answer('cco_plan_hires', 'full');
  expect(
    await messages(
      { reports: ['nope', report, report, { ok: true, report_id: 'x', tool: 'other' }], file: '../x.html' },
      { output },
    ),
  ).toEqual([
    'file: "../x.html" holds a folder; give a name alone, such as board.html',
    'reports[0]: "nope" is no report of this run; pass the report itself, or the id of one made here',
    'reports[2]: a second report of cco_plan_hires; keep one',
    expect.stringMatching(
      /^reports\[3\]: is no report of cco_decompose_retention, .*; pass an answer of one of them as it came$/,
    ),
  ]);
  expect(await messages({ reports: [], file: 'x.html', titel: 'x' }, { output })).toHaveLength(2);
  expect(
    await messages({ reports: [{ ...report, figures: 'none' }], file: 'x.html' }, { output }),
  ).toHaveLength(1);
  expect(await readdir(output)).toEqual([]);
});

it('never writes over a page', async () => {
  const reports = [await answer('cco_plan_hires', 'full')];
  expect(await messages({ reports, file: 'x.html' }, { output })).toEqual(['written']);
  expect(await messages({ reports, file: 'x.html' }, { output })).toEqual([
    'file: "x.html" is there already, or is being written; give another name',
  ]);
});
