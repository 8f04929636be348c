/** What all benchmarks share: taking times in turn, running programs, and printing a ratio beside its target. */
import { spawnSync } from 'node:child_process';

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** The least disturbed of several times. */
export const best = (values) => Math.min(...values);

export const ms = (value) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;

/** Runs every job `rounds` times in turn, so that a slow moment hits all of them; returns the median of each, or `of` them. */
export async function alternate(rounds, jobs, of = median) {
  const times = Object.fromEntries(Object.keys(jobs).map((name) => [name, []]));
  for (let round = 0; round < rounds + 1; round++) {
    for (const [name, job] of Object.entries(jobs)) {
      const taken = await job();
      if (round > 0) times[name].push(taken);
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, list]) => [name, of(list)]));
}

/** Runs a program to its end. @throws Error with what it said when it fails. */
export function run(command, args) {
  const begin = performance.now();
  const { status, stderr, stdout } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 1e8 });
  if (status !== 0) throw new Error(`${command} ${args[0]}: ${stderr}`);
  return { taken: performance.now() - begin, stdout, stderr };
}

/** Makes a Node program say at its end how much memory it held at most. */
const sayMemory =
  'data:text/javascript,process.on("exit",()=>process.stderr.write("maxRSS "+process.resourceUsage().maxRSS))';

/** Runs a Node program; `memory` is the most it held, in MiB. */
export function runNode(args) {
  const { taken, stdout, stderr } = run(process.execPath, ['--import', sayMemory, ...args]);
  return { taken, stdout, memory: Number(/maxRSS (\d+)/.exec(stderr)?.[1] ?? 0) / 1024 };
}

export function verdict(name, value, target, unit = 'x') {
  console.log(`  ${name}: ${value.toFixed(2)} ${unit} (target ${target})`);
}

/** Whether Python is here to compare with, and which. */
export function pythonVersion() {
  const { status, stdout } = spawnSync('python3', ['--version'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}
