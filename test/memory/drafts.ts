/** Reviews to keep in tests, and folders to keep them in. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeptReview } from '../../src/domain/progress/kept-review.ts';
import { disk, type Files } from '../../src/memory/files.ts';
import type { Draft } from '../../src/memory/store.ts';

/** A retention review of the end of September, with changes. */
export const draft = (changes: Partial<KeptReview> = {}, words = 'Onboarding first.'): Draft => {
  const { id: _, ...rest } = changes;
  return {
    review: {
      form: 1,
      decision: 'retention',
      tool: 'cco_decompose_retention',
      recorded_on: '2026-10-04',
      as_of: '2026-09-30',
      report_id: 'be5258ae3e075dbc',
      policy_version: '2026.11.0',
      currency: 'USD',
      verdict: 'leaky_bucket',
      confidence: 'medium',
      choice: 'A) onboarding hours',
      expect: [{ figure: 'grr', target: 0.85, by: '2027-03-31' }],
      review_on: '2027-01-15',
      corrects: null,
      figures: [
        { id: 'grr', label: 'GRR', value: 0.823, unit: 'share', low: 0.735, high: 0.902 },
        { id: 'lost_arr', label: 'Lost ARR', value: 492_000, unit: 'money' },
      ],
      definitions: { book: 'accounts', period_months: 12 },
      assumed: { stage: 'growth' },
      breaches: null,
      ...rest,
    },
    memo: '**Bottom Line:** GRR is 82.3%.',
    words,
  };
};

/** A folder for the time of a test; reviews go into `reviews` below it, which is not there yet. */
export async function withMemory<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const parent = await mkdtemp(join(tmpdir(), 'cco-memory-'));
  try {
    return await use(join(parent, 'reviews'));
  } finally {
    await rm(parent, { recursive: true });
  }
}

/** An error as the system gives it. */
export const systemError = (code: string): Error =>
  Object.assign(new Error(`${code}: as injected`), { code });

export type Step = keyof Files;

/** The disk, with something before the n-th call (from 1) of one of its steps. */
export function broken(step: Step, nth: number, before: () => void): Files {
  let calls = 0;
  const original = disk[step] as (...args: unknown[]) => Promise<unknown>;
  return {
    ...disk,
    [step]: async (...args: unknown[]) => {
      calls++;
      // A file whose closing fails is closed all the same.
      if (calls === nth && step === 'close') await original(...args);
      if (calls === nth) before();
      return original(...args);
    },
  } as Files;
}
