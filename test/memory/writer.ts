/** A process of its own that keeps one review, and can be killed at any step. Bundled and run by `kills.test.ts`. */
import { disk, type Files } from '../../src/memory/files.ts';
import { type Draft, keepReview } from '../../src/memory/store.ts';

export type Job = {
  folder: string;
  draft: Draft;
  /** The step at which the process dies, which call of it (from 1), and whether before, amid or after it. */
  kill?: { step: keyof Files; call: number; when: 'before' | 'amid' | 'after' };
  /** Whether the file system has no links. */
  noLinks?: boolean;
};

const job = JSON.parse(process.argv[2] ?? '{}') as Job;

/** Dies as by a loss of power: no handler, no flush. */
function die(): Promise<never> {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => {});
}

function deadly(files: Files): Files {
  const { kill } = job;
  if (kill === undefined) return files;
  let calls = 0;
  const original = files[kill.step] as (...args: unknown[]) => Promise<unknown>;
  return {
    ...files,
    [kill.step]: async (...args: unknown[]) => {
      calls++;
      if (calls !== kill.call) return original(...args);
      if (kill.when === 'before') return die();
      if (kill.when === 'amid' && args[1] instanceof Uint8Array)
        args[1] = args[1].subarray(0, args[1].length / 2);
      await original(...args);
      return die();
    },
  } as Files;
}

const linkless = (files: Files): Files => ({
  ...files,
  link: () => Promise.reject(Object.assign(new Error('no links'), { code: 'ENOTSUP' })),
});

const kept = await keepReview(job.folder, job.draft, deadly(job.noLinks === true ? linkless(disk) : disk));
process.stdout.write(JSON.stringify(kept));
