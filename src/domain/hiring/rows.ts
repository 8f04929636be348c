/** The rows of every hiring table. */
import { displayValue } from '../figure.ts';
import { type Role, roleNames, rolePolicy } from '../policy/hiring.ts';
import { quoted } from '../problem.ts';
import type { Row, Table } from '../report.ts';
import type { PatternCheck } from './anti-patterns.ts';
import { attribute } from './attribution.ts';
import type { Candidate, Evaluation } from './evaluate.ts';
import type { Gate } from './gates.ts';
import type { Slot } from './sequence.ts';
import type { HiringSettings, Situation } from './settle.ts';
import type { StageCondition } from './stage.ts';
import type { HiringTable } from './tables.ts';
import { opensAt } from './value.ts';

const filled = (rows: Row[], because: string): Table =>
  rows.length > 0 ? { rows } : { rows: null, because };

const stateOf = (open: boolean | null): string => (open === null ? 'unknown' : open ? 'true' : 'false');

/** What a gate has or needs, as text. Example: 2 people is "2.00". */
export function gateText(
  value: number | null,
  { unit, open }: Gate,
  currency: string,
  which: 'have' | 'need',
): string {
  if (unit !== null && value !== null) return displayValue(value, { label: '', unit }, { currency });
  if (which === 'need') return 'true';
  return stateOf(open);
}

/** The first thing that keeps a role closed, in words; null when it qualifies. */
export function missingOf({ closed, worth, qualifies, gates }: Candidate): string | null {
  if (qualifies) return null;
  if (closed !== null) return closed.says;
  if (worth === null) return gates.find(({ open }) => open !== true)?.says ?? null;
  return worth.score === null ? 'an outcome with its ARR is named' : 'what it saves reaches its cost';
}

const candidateState = ({ qualifies, closed, gates }: Candidate): string =>
  qualifies
    ? 'open'
    : closed !== null
      ? 'closed'
      : gates.some(({ open }) => open === null)
        ? 'unknown'
        : 'does_not_pay';

/** ARR from which one more CSM pays by the points of GRR it may win. */
export const csmOpensAtArr = ({ team }: Situation, { costs, points, v3 }: HiringSettings): number =>
  (costs.csm * (team.csm + 1)) / (points * v3);

function roleRow(candidate: Candidate, situation: Situation, settings: HiringSettings): Row {
  const { role, worth } = candidate;
  const named = (worth?.outcomes.length ?? 0) > 0;
  const policy = rolePolicy[role];
  return {
    key: role,
    state: candidateState(candidate),
    arr_at_stake: named ? (worth?.arrAtStake ?? null) : null,
    protected_arr: named ? (worth?.protectedArr ?? null) : null,
    value_1y: worth === null || worth.score === null ? null : worth.value1y,
    value_3y: worth === null || worth.score === null ? null : worth.value3y,
    cost: settings.costs[role],
    score: worth?.score ?? null,
    book_score: worth?.bookScore ?? null,
    break_even_share_1y: worth?.breakEven1y ?? null,
    break_even_share_3y: worth?.breakEven3y ?? null,
    pays: worth === null || worth.score === null ? null : worth.pays,
    missing: missingOf(candidate),
    opens_at_arr_at_stake: worth === null || !named ? null : opensAt(worth, settings),
    opens_at_arr: role === 'csm' && named ? csmOpensAtArr(situation, settings) : null,
    ramp_months: policy.rampMonths,
    level: policy.level,
    owns: policy.owns,
    does_not_own: policy.doesNotOwn,
  };
}

/** What the tables are made of. */
export type RowContext = {
  evaluation: Evaluation;
  situation: Situation;
  settings: HiringSettings;
  slots: readonly Slot[];
  patterns: readonly PatternCheck[];
  stage: readonly StageCondition[] | null;
  hired: readonly Role[];
  currency: string;
};

function notYetRows({ evaluation, hired, currency }: RowContext): Row[] {
  return roleNames.flatMap((role): Row[] => {
    const candidate = evaluation.candidates[role];
    if (hired.includes(role) || candidate.qualifies) return [];
    const unmet = candidate.gates.filter(({ open }) => open !== true);
    const opensWhen = unmet.map(({ says }) => says);
    const paying = candidate.worth !== null && (candidate.worth.score ?? 0) < 1;
    const rest = paying ? [missingOf({ ...candidate, closed: null }) ?? ''] : [];
    const all = [...opensWhen, ...rest].filter((one) => one !== '').join('; ');
    return unmet.length === 0
      ? [{ key: role, gate: 'worth', have: null, need: null, opens_when: all }]
      : unmet.map((gate, i) => ({
          key: i === 0 ? role : `${role}-${i + 1}`,
          gate: gate.gate,
          have: gateText(gate.have, gate, currency, 'have'),
          need: gateText(gate.need, gate, currency, 'need'),
          opens_when: i === 0 ? all : null,
        }));
  });
}

const sequenceRow = ({ slot, quarter, month, hires, waiting, arr, teamCost, costShare }: Slot): Row[] => {
  const common = { quarter, month, arr, team_cost: teamCost, cost_share: costShare };
  const none = { waiting: null, waiting_score: null, condition: null };
  if (hires.length === 0)
    return [
      {
        key: String(slot),
        ...common,
        role: null,
        score: null,
        reason: null,
        waiting: waiting?.role ?? null,
        waiting_score: waiting?.score ?? null,
        condition: waiting?.condition ?? null,
      },
    ];
  return hires.map(({ role, score, reason }, i) => ({
    key: i === 0 ? String(slot) : `${slot}-${i + 1}`,
    ...common,
    role,
    score,
    reason,
    ...(i === 0 && waiting !== null
      ? { waiting: waiting.role, waiting_score: waiting.score, condition: waiting.condition }
      : none),
  }));
};

/** All tables of a plan. */
export function hiringRows(context: RowContext): Record<HiringTable, Table> {
  const { evaluation, situation, settings, slots, patterns, stage, currency } = context;
  const { candidates, split } = evaluation;
  return {
    roles: { rows: roleNames.map((role) => roleRow(candidates[role], situation, settings)) },
    outcomes: filled(
      situation.outcomes.map((one) => {
        const { role, fix } = attribute(one, situation, split.verdict);
        return {
          key: one.id,
          outcome: quoted(one.outcome, 200).slice(1, -1),
          cause: one.cause,
          arr_at_stake: one.arrAtStake,
          preventable_share: one.preventable,
          capture_share: one.capture,
          role,
          fix: role === null ? fix : null,
          derived: one.derived,
        };
      }),
      'no outcome was given',
    ),
    gates: {
      rows: roleNames.flatMap((role) =>
        candidates[role].gates.map((gate) => ({
          key: `${role}.${gate.gate}`,
          role,
          state: stateOf(gate.open),
          says: gate.says,
          have: gateText(gate.have, gate, currency, 'have'),
          need: gateText(gate.need, gate, currency, 'need'),
        })),
      ),
    },
    not_yet: filled(notYetRows(context), 'every role is open'),
    sequence: { rows: slots.flatMap(sequenceRow) },
    split: {
      rows: split.factors.map(({ key, says, holds, for: speaksFor }) => ({
        key,
        says,
        state: stateOf(holds),
        side: speaksFor ? 'for a split' : 'against',
      })),
    },
    stage:
      stage === null
        ? { rows: null, because: 'stage was not given' }
        : filled(
            stage.map(({ key, says, met }) => ({
              key,
              says,
              state: met === null ? 'unknown' : met ? 'met' : 'unmet',
            })),
            'the last stage has no next one',
          ),
    anti_patterns: {
      rows: patterns.map(({ pattern, fired, says }) => ({
        key: pattern,
        state: fired === null ? 'unchecked' : fired ? 'fired' : 'clear',
        says,
      })),
    },
    team: filled(
      roleNames
        .filter((role) => situation.team[role] > 0)
        .map((role) => ({
          key: role,
          people: situation.team[role],
          cost: situation.team[role] * settings.costs[role],
        })),
      'nobody is in a customer role',
    ),
  };
}
