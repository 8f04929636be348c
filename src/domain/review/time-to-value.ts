/** G3: do new customers reach first value in time, in the segments that matter? */
import { above, atOrAbove } from '../numbers.ts';
import { reviewLines, ttvTargetDays } from '../policy/review.ts';
import { quoted } from '../problem.ts';
import { type GateContext, type GateResult, gateOf, targets } from './gate.ts';

const result = gateOf('G3');
const lines = reviewLines.timeToValue;

/** Judges time to value. With the aim to repair, a target for it and a day to check, a fail counts as addressed. */
export function judgeTimeToValue({ input, answers, figures }: GateContext): GateResult {
  const rows = answers.ttv ?? [];
  const from = rows.length > 0 ? ['answers.ttv'] : [];
  const coverage = rows.length === 0 ? null : rows.reduce((sum, one) => sum + one.arr_share, 0);
  const late = rows.filter((one) => above(one.median_days, one.target_days ?? ttvTargetDays));
  // Of segments with as much ARR the slower one speaks.
  const [first] = [...rows].sort((a, b) => b.arr_share - a.arr_share || b.median_days - a.median_days);
  figures.add('ttv_coverage', { value: coverage, reason: 'no segment has a median' });
  figures.add('ttv_late', {
    value: rows.length === 0 ? null : late.length,
    reason: 'no segment has a median',
  });
  figures.add('ttv_first', { value: first?.median_days ?? null, reason: 'no segment has a median' });
  figures.add('ttv_target', {
    value: first === undefined ? null : (first.target_days ?? ttvTargetDays),
    reason: 'no segment has a median',
  });
  if (coverage === null) return result.unknown('Days to first value are not known', [], from);
  if (!atOrAbove(coverage, lines.coverage))
    return result.unknown(
      `Days to first value are known for ${figures.show('ttv_coverage')} of ARR`,
      ['ttv_coverage'],
      from,
    );
  const ids = ['ttv_first', 'ttv_target', 'ttv_late'];
  if (late.length === 0)
    return result.pass('Each segment reaches first value in time', ['ttv_coverage', 'ttv_late'], from);
  const target = first?.target_days ?? ttvTargetDays;
  const worst = first !== undefined && above(first.median_days, lines.failFactor * target);
  const because = worst
    ? `The segment with most ARR needs ${figures.show('ttv_first')}, more than twice its target`
    : `First value comes late in ${late.map(({ segment }) => quoted(segment, 40)).join(', ')}`;
  if (input.aim === 'repair' && targets(input, 'ttv'))
    return {
      ...result.pass(`${because}; the plan has a target and a day for it`, ids, from),
      status: 'addressed',
    };
  // Work on onboarding is an answer to it, even before it has a number.
  const onboarding = answers.target_causes?.includes('no_value_realized') === true;
  return worst && !onboarding ? result.block(because, ids, from) : result.sharpen(because, ids, from);
}
