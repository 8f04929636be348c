/** G1: does the base hold, and is the figure the one that was told? */
import { above, atOrAbove, below } from '../numbers.ts';
import { grossRetentionLines, mismatchedClaims } from '../policy/review.ts';
import { stale } from './evidence.ts';
import { type GateContext, type GateResult, gateOf, source, targets } from './gate.ts';

const tool = 'cco_decompose_retention';
const result = gateOf('G1');

/** GRR of a report, else as told for twelve months; null with the reason when neither can be stood on. */
function grrOf({ reports, answers, asOf }: GateContext): { value: number | null; reason: string } {
  const report = reports.of(tool);
  if (report !== null) {
    if (['insufficient_data', 'contradictory_data'].includes(report.verdict))
      return { value: null, reason: `the retention report has no verdict: ${report.verdict}` };
    if (!reports.fresh(tool)) return { value: null, reason: 'the retention report is too old' };
    return { value: reports.figure(tool, 'grr'), reason: 'the retention report has no GRR' };
  }
  const told = answers.gross_retention;
  if (told === undefined) return { value: null, reason: 'no GRR was given' };
  if (told.window_months !== 12)
    return { value: null, reason: 'GRR was told for another period than a year' };
  return stale(told.as_of, asOf)
    ? { value: null, reason: 'the GRR told is too old' }
    : { value: told.value, reason: '' };
}

/** Judges gross retention. With the aim to repair, a target for GRR and a day to check it, a fail counts as addressed. */
export function judgeGrossRetention(context: GateContext): GateResult {
  const { input, answers, reports, figures } = context;
  const { value, reason } = grrOf(context);
  const lines = grossRetentionLines(input.stage ?? 'growth', input.acv_usd ?? null);
  figures.add('grr', { value, reason, lines: [lines.pass, lines.fail] });
  figures.add('grr_pass', { value: lines.pass });
  figures.add('grr_fail', { value: lines.fail });
  const from = source(reports, tool, 'gross_retention', answers.gross_retention !== undefined);
  const claims = reports
    .rows(tool, 'claims')
    .filter(({ status }) => (mismatchedClaims as readonly string[]).includes(String(status)));
  const tested = reports.rows(tool, 'claims').length > 0;
  figures.add('claims_mismatched', {
    value: tested ? claims.length : null,
    reason: 'no figure that was told has been tested',
  });
  if (claims.length > 0)
    return result.block(
      'A retention figure that was told is not what the accounts give',
      ['claims_mismatched'],
      from,
    );
  if (value === null) return result.unknown(`GRR of a year is not known: ${reason}`, [], from);
  const ids = ['grr', 'grr_pass', 'grr_fail'];
  const shown = figures.show('grr');
  const addressed = input.aim === 'repair' && targets(input, 'grr');
  if (below(value, lines.fail) || below(value, lines.pass)) {
    const line = below(value, lines.fail) ? 'grr_fail' : 'grr_pass';
    const because = `GRR of ${shown} is below ${figures.show(line)}`;
    if (addressed)
      return {
        ...result.pass(`${because}; the plan has a target and a day for it`, ids, from),
        status: 'addressed',
      };
    return below(value, lines.fail) ? result.block(because, ids, from) : result.sharpen(because, ids, from);
  }
  if (reports.of(tool)?.verdict === 'leaky_bucket')
    return addressed
      ? {
          ...result.pass('NRR hides a leak; the plan has a target and a day for GRR', ids, from),
          status: 'addressed',
        }
      : result.sharpen(`GRR of ${shown} is enough, but NRR hides a leak`, ids, from);
  return result.pass(`GRR of ${shown} reaches ${figures.show('grr_pass')}`, ids, from);
}

/** Whether GRR told and GRR of the report differ by more than a rounding. */
export function answerDiffers({ reports, answers }: GateContext, gap: number): boolean {
  const [computed, told] = [reports.figure(tool, 'grr'), answers.gross_retention?.value];
  return (
    computed !== null && told !== undefined && above(Math.abs(computed - told), gap) && atOrAbove(computed, 0)
  );
}
