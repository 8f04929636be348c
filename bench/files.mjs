/**
 * Large files, all measured in one run, alternating, the best of five or more:
 *   monthly rows from CSV to answer, whole process, against a bare read through the same library and the same job in Python
 *   inspecting such a file, against the bare read
 *   the second question about a file in a running server
 *   memory, which follows the customers and not the rows
 * `node bench/files.mjs --large` adds a file of 5,000,000 rows.
 */
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { alternate, best, median, ms, pythonVersion, run, runNode, verdict } from './measure.mjs';
import { startServer } from './server.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const program = join(here, '../bin/cco-advisor.cjs');
const folder = mkdtempSync(join(tmpdir(), 'cco-bench-'));

/** Monthly rows of so many customers over so many months, the same in every run: 5 columns, about 45 bytes a row. */
function writeMonths(name, customers, months) {
  const path = join(folder, name);
  const file = openSync(path, 'w');
  const segments = ['smb', 'mid_market', 'enterprise'];
  let text = 'customer_id,month,mrr,segment,plan\n';
  for (let m = 0; m < months; m++) {
    const month = `${2015 + Math.floor(m / 12)}-${String((m % 12) + 1).padStart(2, '0')}`;
    for (let c = 0; c < customers; c++) {
      // Some leave, some come, some change what they pay.
      if ((c * 31 + 7) % 97 < m / 6 && c % 5 === 0) continue;
      const mrr = 50 + ((c * 7919) % 5000) / 10 + (c % 7 === 0 ? Math.floor(m / 12) * 10 : 0);
      text += `cus_${String(c).padStart(8, '0')},${month},${mrr.toFixed(2)},${segments[c % 3]},plan_${c % 7}\n`;
      if (text.length > 1e6) {
        writeSync(file, text);
        text = '';
      }
    }
  }
  writeSync(file, text);
  closeSync(file);
  return path;
}

async function compare(title, path, rounds, targets) {
  const python = pythonVersion();
  const ours = () => runNode([program, 'retention', path, '--json']).taken;
  const jobs = {
    'cco-advisor': ours,
    'bare read': () => runNode([join(here, 'bare-read.mjs'), path]).taken,
    ...(python === null ? {} : { Python: () => run('python3', [join(here, 'monthly.py'), path]).taken }),
    inspect: () => runNode([program, 'inspect', path, '--json']).taken,
  };
  const taken = await alternate(rounds, jobs, best);
  console.log(`\n${title}`);
  for (const [name, time] of Object.entries(taken)) console.log(`  ${name.padEnd(18)} ${ms(time)}`);
  const { stdout, memory } = runNode([program, 'retention', path, '--json']);
  if (python === null) console.log('  no python3 here: nothing to compare with');
  else {
    const answer = JSON.parse(stdout);
    const peer = JSON.parse(run('python3', [join(here, 'monthly.py'), path]).stdout);
    for (const id of ['grr', 'nrr', 'logo_retention']) {
      const own = answer.figures.find((figure) => figure.id === id).value;
      if (Math.abs(own - peer[id]) > 1e-9) throw new Error(`${id}: ${own} here, ${peer[id]} there`);
    }
    verdict(`against ${python}`, taken['cco-advisor'] / taken.Python, targets.python);
  }
  verdict('against the bare read', taken['cco-advisor'] / taken['bare read'], targets.bare);
  verdict('inspecting, against the bare read', taken.inspect / taken['bare read'], 'below 2');
  verdict('memory at most', memory, targets.memory, 'MiB');
  return memory;
}

async function secondQuestion(path) {
  const server = startServer([program, 'serve', '--data-dir', folder]);
  await server.greet();
  const ask = async (period_end, stage = 'growth') => {
    const begin = performance.now();
    const { result } = await server.ask('tools/call', {
      name: 'cco_decompose_retention',
      arguments: { source: { path, period_end }, stage },
    });
    if (result.isError) throw new Error(result.content[0].text);
    return performance.now() - begin;
  };
  const first = await ask('2019-12');
  const same = [];
  for (const stage of ['seed', 'scale', 'growth', 'seed', 'scale']) same.push(await ask('2019-12', stage));
  const next = [];
  for (const month of ['2019-11', '2019-10', '2019-09', '2019-08', '2019-07']) next.push(await ask(month));
  await server.stop();
  console.log(
    `\nQuestions about the file of 1,000,000 rows in a running server\n  the first          ${ms(first)}`,
  );
  verdict('another about the same period, median', median(same), 'below 50', 'ms');
  verdict('another about another period, median', median(next), 'below 50', 'ms');
}

try {
  const small = writeMonths('m100k.csv', 1_740, 60);
  await compare('100,000 monthly rows, whole process', small, 7, {
    python: 'below 1',
    bare: 'below 2',
    memory: 'below 200',
  });
  const large = writeMonths('m1m.csv', 17_400, 60);
  await compare('1,000,000 monthly rows, whole process', large, 5, {
    python: 'at most 0.5',
    bare: 'below 2',
    memory: 'below 200',
  });
  await secondQuestion(large);
  const few = runNode([program, 'retention', writeMonths('few.csv', 1_740, 120), '--json']).memory;
  const many = runNode([
    program,
    'retention',
    writeMonths('many.csv', 34_800, 6),
    '--json',
    '--period-start',
    '2015-01',
  ]).memory;
  console.log('\n200,000 rows each');
  console.log(`  1,740 customers    ${few.toFixed(0)} MiB\n  34,800 customers   ${many.toFixed(0)} MiB`);
  if (process.argv.includes('--large')) {
    await compare('5,000,000 monthly rows, whole process', writeMonths('m5m.csv', 44_000, 120), 1, {
      python: 'at most 0.5',
      bare: 'below 2',
      memory: 'as its 44,000 customers ask',
    });
  }
} finally {
  rmSync(folder, { recursive: true });
}
