/** The shape "book": one row a tier, with its customers, ARR and CSMs. */
import { tierWords } from './customers.ts';
import type { RecordShape } from './record-shape.ts';

export const bookShape: RecordShape = {
  name: 'book',
  keys: ['tier'],
  amount: 'total_arr',
  fields: {
    tier: { kind: 'choice', names: ['tier', 'segment', 'customer_segment'], choices: tierWords },
    customer_count: {
      kind: 'count',
      names: ['customer_count', 'customers', 'accounts', 'account_count', 'customer_number'],
    },
    total_arr: {
      kind: 'amount',
      names: ['total_arr', 'total_arr_usd', 'arr', 'arr_usd', 'total_mrr', 'mrr'],
    },
    current_csm_count: { kind: 'number', names: ['current_csm_count', 'csms', 'csm_count', 'csm'] },
    growth_rate: { kind: 'share', names: ['growth_rate', 'growth'] },
    currency: { kind: 'currency', names: ['currency', 'currency_code'] },
  },
};
