/** Parsers of what strangers wrote run in a thread of their own: a file that leads one round for ever, or into all memory, ends the thread and nothing else. */
import { Worker } from 'node:worker_threads';
import { mayGoOn, type Watch } from '../rows.ts';

/** Memory that a thread may use, in MiB. */
const memory = 2_048;

/** How long a file may take, in milliseconds: a fixed time, and more for each MiB. */
export type Patience = { base: number; perMiB: number };

/**
 * Asks a parser in a thread. Null when it gave no answer in time or ended without one; the question's bytes are handed
 * over and gone. @throws AbortError when the caller has given the read up.
 */
export async function askThread<Question extends { bytes: ArrayBuffer }, Answer>(
  code: string,
  question: Question,
  { base, perMiB }: Patience,
  watch: Watch,
): Promise<Answer | null> {
  const wait = base + (perMiB * question.bytes.byteLength) / 1024 ** 2;
  const worker = new Worker(code, {
    eval: true,
    workerData: question,
    transferList: [question.bytes],
    resourceLimits: { maxOldGenerationSizeMb: memory },
  });
  const stop = () => void worker.terminate();
  const timer = setTimeout(stop, wait);
  watch.signal?.addEventListener('abort', stop);
  try {
    const answer = await new Promise<Answer | null>((resolve) => {
      worker.once('message', resolve);
      worker.once('error', () => resolve(null));
      worker.once('exit', () => resolve(null));
    });
    mayGoOn(watch);
    return answer;
  } finally {
    clearTimeout(timer);
    watch.signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}
