/** Parsers of what strangers wrote run in a thread of their own: a file that leads one round for ever, or into all memory, ends the thread and nothing else. */
import { Worker } from 'node:worker_threads';
import { mayGoOn, type Watch } from '../rows.ts';

/** Memory that a thread may use, in MiB. */
const memory = 2_048;

/** How long bytes may take, in milliseconds: a fixed time, and more for each MiB. */
export type Patience = { base: number; perMiB: number };

/** The time that so many bytes may take. Example: 2 MiB at `{ base: 1000, perMiB: 500 }` may take 2000. */
export const waitFor = ({ base, perMiB }: Patience, bytes: number): number =>
  base + (perMiB * bytes) / 1024 ** 2;

/**
 * Asks a parser in a thread, for `wait` milliseconds. 'late' when it gave no answer in time, null when it ended without
 * one; the question's bytes are handed over and gone. @throws AbortError when the caller has given the read up.
 */
export async function askThread<Question extends { bytes: ArrayBuffer }, Answer>(
  code: string,
  question: Question,
  wait: number,
  watch: Watch,
): Promise<Answer | 'late' | null> {
  const worker = new Worker(code, {
    eval: true,
    workerData: question,
    transferList: [question.bytes],
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
  const stop = () => void worker.terminate();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    stop();
  }, wait);
  watch.signal?.addEventListener('abort', stop);
  try {
    const answer = await new Promise<Answer | null>((resolve) => {
      worker.once('message', resolve);
      worker.once('error', () => resolve(null));
      worker.once('exit', () => resolve(null));
    });
    mayGoOn(watch);
    return answer === null && late ? 'late' : answer;
  } finally {
    clearTimeout(timer);
    watch.signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
