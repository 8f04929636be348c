/** When notice of new terms or non-renewal can be given: a window before the renewal. */
import { addDays, addMonths } from '../dates.ts';
import { segmentationLines } from '../policy/segmentation.ts';

export type Notice = {
  opens: string | null;
  closes: string | null;
  /** `passed`: the term renews, and the next window is a year on. */
  status: 'not_open' | 'open' | 'passed' | 'unknown';
  nextOpens: string | null;
};

/**
 * The notice window of a renewal. Without a renewal date, or a date to hold it against, its status is unknown.
 * Example: renewal 2026-06-30 opens on 2026-04-01 and closes on 2026-05-01.
 */
export function noticeOf(renewal: string | null, asOf: string | null): Notice {
  if (renewal === null) return { opens: null, closes: null, status: 'unknown', nextOpens: null };
  const opens = addDays(renewal, -segmentationLines.noticeOpens);
  const closes = addDays(renewal, -segmentationLines.noticeCloses);
  if (asOf === null) return { opens, closes, status: 'unknown', nextOpens: null };
  const status = asOf < opens ? 'not_open' : asOf <= closes ? 'open' : 'passed';
  const next = addDays(addMonths(renewal, 12), -segmentationLines.noticeOpens);
  return { opens, closes, status, nextOpens: status === 'passed' ? next : null };
}
