/** The shape "outcomes": one row for each customer outcome that fails, with the ARR that rests on it. */
import { tierWords } from './customers.ts';
import type { RecordShape } from './record-shape.ts';

/** `causes` maps the words of an export to causes; the causes themselves are the tool's. */
export const outcomesShape = (causes: readonly string[]): RecordShape => ({
  name: 'outcomes',
  keys: ['outcome'],
  amount: 'arr_at_stake',
  fields: {
    outcome: { kind: 'text', names: ['outcome', 'failed_outcome', 'description'] },
    arr_at_stake: { kind: 'amount', names: ['arr_at_stake', 'arr', 'lost_arr', 'arr_lost', 'at_stake'] },
    cause: {
      kind: 'choice',
      names: ['cause', 'reason', 'churn_reason'],
      choices: Object.fromEntries(causes.map((cause) => [cause, cause])),
      lenient: true,
    },
    preventable_share: { kind: 'share', names: ['preventable_share', 'preventable'] },
    segment: { kind: 'choice', names: ['segment', 'tier'], choices: tierWords },
    currency: { kind: 'currency', names: ['currency', 'currency_code'] },
  },
});
