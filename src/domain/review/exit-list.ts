/** G4: is it decided who is not worth serving, and what becomes of them? */
import { above, atOrAbove } from '../numbers.ts';
import { reviewLines } from '../policy/review.ts';
import { type GateContext, type GateResult, gateOf, source } from './gate.ts';

const tool = 'cco_design_segments';
const result = gateOf('G4');
const lines = reviewLines.exitList;

/** Judges the exit list: of the segmentation report, else as told. */
export function judgeExitList({ answers, reports, figures }: GateContext): GateResult {
  const told = answers.exit_list;
  const report = reports.of(tool);
  const known = report !== null || told !== undefined;
  const candidates = report === null ? (told?.candidates ?? null) : reports.figure(tool, 'exits_all');
  const path = report === null ? (told?.with_path ?? null) : reports.figure(tool, 'accounts_with_path');
  const coverage = report === null ? (told?.cost_coverage ?? null) : reports.figure(tool, 'cost_coverage');
  const strategic = reports.figure(tool, 'strategic_share');
  const reason = known ? 'the report does not say' : 'no exit list was given';
  figures.add('exit_candidates', { value: candidates, reason });
  figures.add('exit_with_path', { value: path, reason });
  figures.add('cost_coverage', { value: coverage, reason });
  figures.add('strategic_share', { value: strategic, reason: 'no segmentation report was given' });
  const from = source(reports, tool, 'exit_list', told !== undefined);
  if (told?.spends_on_candidates === true)
    return result.block(
      'The plan spends on an account that is on the exit list',
      ['exit_candidates'],
      [...from, 'answers.exit_list'],
    );
  if (!known) return result.unknown('There is no exit list', [], from);
  if (report !== null && !reports.fresh(tool))
    return result.unknown('The segmentation report is too old', [], from);
  if (coverage === null || !atOrAbove(coverage, lines.costCoverage))
    return result.unknown(
      coverage === null
        ? 'What serving customers costs is not known'
        : `What serving customers costs is known for ${figures.show('cost_coverage')} of ARR`,
      coverage === null ? [] : ['cost_coverage'],
      from,
    );
  const ids = ['exit_candidates', 'exit_with_path', 'cost_coverage'];
  if (candidates === null || path === null || above(candidates, path))
    return result.sharpen(
      'An account on the exit list has no path',
      ids.filter((id) => figures.value(id) !== null),
      from,
    );
  if (strategic !== null && above(strategic, lines.strategicShare))
    return result.sharpen(
      `${figures.show('strategic_share')} of customers are called strategic`,
      ['strategic_share'],
      from,
    );
  return result.pass('Each account on the exit list has a path', ids, from);
}
