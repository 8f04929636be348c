/**
 * Ratios against peers, all measured in one run on one machine, alternating, medians of several runs:
 *   cold start   process start to the first list of tools, against bare Node and a well-known server
 *   warm call    one call on the built-in example, over the same stdio
 *   large file   100,000 accounts from CSV to answer, against the same job in Python's standard library
 *   first chart  an answer's arrival in a view to its first chart, in headless Chromium, and the size of the view
 * Nothing here is a test: a busy machine makes numbers, not failures.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { viewDocument } from '../scripts/view-document.mjs';
import { alternate, best, median, ms, pythonVersion, run, verdict } from './measure.mjs';
import { startServer } from './server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const program = join(here, '../bin/cco-advisor.cjs');
const folder = mkdtempSync(join(tmpdir(), 'cco-bench-'));

async function coldStart(args) {
  const begin = performance.now();
  const server = startServer(args);
  await server.greet();
  const { result } = await server.ask('tools/list', {});
  const taken = performance.now() - begin;
  if (!(result.tools.length > 0)) throw new Error('no tools');
  await server.stop();
  return taken;
}

/** Node that does nothing but answer one line. */
function bareNode() {
  return new Promise((resolve) => {
    const begin = performance.now();
    const child = spawn(process.execPath, ['-e', 'process.stdout.write("x")']);
    child.stdout.once('data', () => resolve(performance.now() - begin));
  });
}

/** 100,000 accounts, the same in every run. */
function writeAccounts() {
  const reasons = ['pricing', 'competitor_loss', 'product_fit', 'no_value_realized', ''];
  const lines = ['customer_id,segment,arr_start,arr_end,churn_reason'];
  for (let i = 0; i < 100_000; i++) {
    const start = i % 12 === 0 ? 0 : 1_000 + ((i * 7919) % 90_000);
    const end = i % 10 === 3 ? 0 : i % 7 === 0 ? start * 1.25 + 100 : i % 11 === 0 ? start * 0.75 : start;
    const reason = start > 0 && end === 0 ? reasons[i % 5] : '';
    lines.push(
      `C-${i},${['smb', 'mid_market', 'enterprise'][i % 3]},${start.toFixed(2)},${end.toFixed(2)},${reason}`,
    );
  }
  const path = join(folder, 'accounts.csv');
  writeFileSync(path, lines.join('\n'));
  return path;
}

try {
  console.log(`Node ${process.version}\n\nCold start to the first list of tools`);
  const peer = createRequire(import.meta.url).resolve(
    '@modelcontextprotocol/server-filesystem/dist/index.js',
  );
  const cold = await alternate(15, {
    'bare Node': bareNode,
    'cco-advisor': () => coldStart([program, 'serve']),
    'server-filesystem': () => coldStart([peer, folder]),
  });
  for (const [name, taken] of Object.entries(cold)) console.log(`  ${name.padEnd(18)} ${ms(taken)}`);
  verdict('against bare Node', cold['cco-advisor'] / cold['bare Node'], 'at most 2.6');
  verdict('against server-filesystem', cold['cco-advisor'] / cold['server-filesystem'], 'below 1');

  console.log('\nOne warm call on the built-in example, over stdio');
  const server = startServer([program, 'serve']);
  await server.greet();
  const check = async () => {
    const report = (
      await server.ask('tools/call', { name: 'cco_decompose_retention', arguments: { sample: true } })
    ).result;
    const begin = performance.now();
    const { result } = await server.ask('tools/call', {
      name: 'cco_check_memo',
      arguments: { memo: report.content[0].text, reports: [report.structuredContent.report_id] },
    });
    if (result.structuredContent.ok !== true) throw new Error('the memo of the tool does not hold');
    return performance.now() - begin;
  };
  const call = async (options) => {
    const begin = performance.now();
    const { result } = await server.ask('tools/call', {
      name: 'cco_decompose_retention',
      arguments: { sample: true, ...options },
    });
    if (result.isError) throw new Error('refused');
    return performance.now() - begin;
  };
  // Another date is another question; without one the report of the same question is still known.
  const day = (i) => new Date(Date.UTC(2026, 0, i)).toISOString().slice(0, 10);
  const [again, anew, checked] = [[], [], []];
  for (let i = 0; i < 300; i++) {
    const [same, other] = [await call({}), await call({ as_of: day(i) })];
    if (i >= 100) again.push(same) && anew.push(other) && checked.push(await check());
  }
  await server.stop();
  verdict('the same question again, median', median(again), 'at most 5', 'ms');
  console.log(`  a question computed anew, median: ${median(anew).toFixed(2)} ms`);
  console.log(`  the check of its memo, median: ${median(checked).toFixed(2)} ms`);

  console.log('\n100,000 accounts from CSV to answer, whole process');
  const path = writeAccounts();
  const python = pythonVersion();
  const ours = () => run(process.execPath, [program, 'retention', path, '--json']).taken;
  const theirs = () => run('python3', [join(here, 'retention.py'), path]).taken;
  const bare = () => run(process.execPath, [join(here, 'bare-read.mjs'), path]).taken;
  const file = await alternate(
    7,
    { 'cco-advisor': ours, 'bare read': bare, ...(python === null ? {} : { Python: theirs }) },
    best,
  );
  for (const [name, taken] of Object.entries(file)) console.log(`  ${name.padEnd(18)} ${ms(taken)}`);
  if (file.Python === undefined) console.log('  no python3 here: nothing to compare with');
  else {
    const answer = JSON.parse(run(process.execPath, [program, 'retention', path, '--json']).stdout);
    const peerAnswer = JSON.parse(run('python3', [join(here, 'retention.py'), path]).stdout);
    for (const id of ['grr', 'nrr']) {
      const own = answer.figures.find((figure) => figure.id === id).value;
      if (Math.abs(own - peerAnswer[id]) > 1e-12)
        throw new Error(`${id}: ${own} here, ${peerAnswer[id]} there`);
    }
    verdict(`against ${python}`, file['cco-advisor'] / file.Python, 'below 1');
  }
  verdict('against the bare read', file['cco-advisor'] / file['bare read'], 'below 2');

  console.log('\nFirst chart of an answer in a view, in headless Chromium');
  const charts = spawnSync('npx', ['vitest', 'run', 'test/browser/speed.test.ts'], {
    cwd: join(here, '..'),
    encoding: 'utf8',
    env: { ...process.env, BENCH: '1' },
  });
  const lines = [...charts.stdout.matchAll(/first-chart (\w+) (\d+)/g)];
  if (lines.length === 0) throw new Error(`the views were not measured: ${charts.stdout}${charts.stderr}`);
  for (const [, tool, taken] of lines) verdict(tool, Number(taken), 'at most 400', 'ms');
  verdict('size of the document', Buffer.byteLength(await viewDocument('bench')) / 1024, 'at most 800', 'KB');
} finally {
  rmSync(folder, { recursive: true });
}
