/** What of a plan review comes first when there is not room for all of it. */
import type { FitPlan } from './fit.ts';

export const reviewFit: FitPlan = {
  headline: ['gates_counted', 'gates_passed', 'gates_failed', 'gates_unknown', 'forms_missing', 'grr'],
  first: ['tables.gates', 'questions', 'tables.form', 'assumptions'],
  rest: ['conventions'],
  summaryRows: { questions: 8, assumptions: 8, conventions: 4 },
  summaryColumns: {},
};
