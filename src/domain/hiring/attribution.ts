/** Which role, if any, an outcome belongs to in a given situation. */
import { atOrAbove, below } from '../numbers.ts';
import { hiringCausePolicy, hiringLines, type Role, techTouch } from '../policy/hiring.ts';
import type { Outcome, Situation } from './settle.ts';
import type { SplitVerdict } from './split.ts';

/** Whether a renewals manager has enough to do: CSMs to relieve and ARR to renew. */
const renewalsWork = ({ team, arr }: Situation): boolean =>
  atOrAbove(team.csm, hiringLines.renewals.csms) && arr !== null && atOrAbove(arr, hiringLines.renewals.arr);

/**
 * The role an outcome asks for, or null with what to do instead. Small accounts never get a CSM.
 * Example: `low_adoption` in segment smb has no role; the fix is a tech-touch programme.
 */
export function attribute(
  outcome: Outcome,
  situation: Situation,
  split: SplitVerdict,
): { role: Role | null; fix: string | null } {
  const policy = hiringCausePolicy[outcome.cause];
  const role =
    outcome.cause === 'renewal_lapsed' && renewalsWork(situation)
      ? 'renewals_manager'
      : outcome.cause === 'expansion_unworked' && (split === 'split' || split === 'hybrid')
        ? 'account_manager'
        : policy.role;
  const tooSmall =
    outcome.segment === 'smb' || (situation.acv !== null && below(situation.acv, hiringLines.acv));
  if (role === 'csm' && tooSmall) return { role: null, fix: techTouch };
  return { role, fix: policy.fix };
}
