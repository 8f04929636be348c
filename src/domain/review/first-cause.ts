/** G2: is the first cause of loss named with evidence, and does the plan work on it? */
import { above, atOrAbove, below } from '../numbers.ts';
import { reviewLines } from '../policy/review.ts';
import { addsPeople, type GateContext, type GateResult, gateOf, source } from './gate.ts';

const tool = 'cco_decompose_retention';
const result = gateOf('G2');
const lines = reviewLines.firstCause;

type Losses = { shares: ReadonlyMap<string, number>; unknown: number | null; known: boolean };

/** Lost ARR by cause: from the report, else the one cause that was told. */
function lossesOf({ reports, answers }: GateContext): Losses {
  const rows = reports.rows(tool, 'causes');
  const shares = new Map(
    rows.flatMap(({ key, share_arr: share }) =>
      typeof share === 'number' ? [[String(key), share] as const] : [],
    ),
  );
  if (shares.size > 0)
    return {
      shares,
      unknown: reports.figure(tool, 'unknown_share_arr') ?? shares.get('unknown') ?? 0,
      known: true,
    };
  const told = answers.top_cause;
  if (told === undefined) return { shares, unknown: null, known: false };
  return {
    shares: new Map(told.arr_share === undefined ? [] : [[told.cause, told.arr_share]]),
    unknown: told.cause === 'unknown' ? (told.arr_share ?? 1) : null,
    known: false,
  };
}

/** Share of lost ARR that the plan works on; null when the report, or what was told, does not say. */
function targetShare({ shares, known }: Losses, targets: readonly string[] | undefined): number | null {
  if (targets === undefined) return null;
  if (!known && !targets.every((cause) => shares.has(cause))) {
    const told = targets.reduce((sum, cause) => sum + (shares.get(cause) ?? 0), 0);
    return told > 0 ? told : null;
  }
  return targets.reduce((sum, cause) => sum + (shares.get(cause) ?? 0), 0);
}

/** Judges the first cause. */
export function judgeFirstCause(context: GateContext): GateResult {
  const { input, answers, reports, figures } = context;
  const losses = lossesOf(context);
  const told = answers.top_cause;
  const from = source(reports, tool, 'top_cause', told !== undefined);
  const [top] = [...losses.shares].filter(([cause]) => cause !== 'unknown').sort((a, b) => b[1] - a[1]);
  const product = losses.shares.get('product_fit') ?? null;
  const aimed = targetShare(losses, answers.target_causes);
  figures.add('top_cause_share', { value: top?.[1] ?? null, reason: 'no cause with its ARR was given' });
  figures.add('unknown_share', { value: losses.unknown, reason: 'losses without a cause were not counted' });
  figures.add('product_share', { value: product, reason: 'losses to product fit were not counted' });
  figures.add('target_share', { value: aimed, reason: 'the causes the plan works on have no ARR' });
  if (product !== null && above(product, lines.productShare) && addsPeople(input))
    return result.block(
      `${figures.show('product_share')} of lost ARR is product fit, which no hire in customer success mends`,
      ['product_share'],
      from,
    );
  if (losses.unknown !== null && above(losses.unknown, lines.unknownShare))
    return result.unknown(
      `${figures.show('unknown_share')} of lost ARR has no known cause`,
      ['unknown_share'],
      from,
    );
  const named = top !== undefined || (told !== undefined && told.cause !== 'unknown');
  if (!named) return result.unknown('The first cause of loss is not named', [], from);
  if (!losses.known && told?.evidence === undefined)
    return result.unknown('The first cause of loss is named without saying how you know', [], from);
  const mustAim = input.aim === 'repair' || (addsPeople(input) && answers.target_causes !== undefined);
  if (!mustAim)
    return result.pass(
      'The first cause of loss is named',
      ['top_cause_share'].filter((id) => figures.value(id) !== null),
      from,
    );
  if (aimed === null) return result.unknown('How much of lost ARR the plan works on is not known', [], from);
  const because = `The causes the plan works on hold ${figures.show('target_share')} of lost ARR`;
  if (below(aimed, lines.target.fail)) return result.block(because, ['target_share'], from);
  return atOrAbove(aimed, lines.target.pass)
    ? result.pass(because, ['target_share'], from)
    : result.sharpen(because, ['target_share'], from);
}
