/** The one action of each view: the same question with one thing changed, put to the tool again. */
import { whatIfs } from '../domain/policy/what-if.ts';
import { type ChartReport, figureOf } from './chart.ts';

type Arguments = Readonly<Record<string, unknown>>;

/** A report with the parts that an action looks at. */
export type ActionReport = ChartReport & {
  runner_up?: { role: string } | null | undefined;
  proposed?: { role: string; verdict: string } | null | undefined;
};

export type Action = {
  label: string;
  /** What to ask the tool, from what was asked before. */
  change: (asked: Arguments) => Record<string, unknown>;
  /** The chart to show with the answer. */
  shows: string | null;
  /** What the answer says, in one line; null: the text of the answer itself is shown. */
  says: ((answer: ActionReport) => string) | null;
};

type Offer = (report: ActionReport, asked: Arguments) => Action | null;

const full = (asked: Arguments) => ({ ...asked, detail: 'full' });

/** What can always be asked: the whole answer in words. */
const asText: Action = { label: 'Show the plan as text', change: full, shows: null, says: null };

const shown = (report: ChartReport, id: string): string => figureOf(report, id)?.display ?? 'n/a';

const withoutTop5: Offer = (report) =>
  report.tables['concentration']?.rows?.some(({ key }) => key === 'top5') === true ||
  figureOf(report, 'nrr_without_top5') !== undefined
    ? {
        label: 'Test without the top 5 expanders',
        change: full,
        shows: 'expansion',
        says: (answer) =>
          `Without the expansion of the top 5, NRR is ${shown(answer, 'nrr_without_top5')} instead of ${shown(answer, 'nrr')}.`,
      }
    : null;

const smallerBudget: Offer = (_, asked) =>
  asked['cs_budget_share_of_arr'] === whatIfs.serviceBudgetShare
    ? null
    : {
        label: 'Test the median service budget',
        change: (before) => ({ ...full(before), cs_budget_share_of_arr: whatIfs.serviceBudgetShare }),
        shows: 'spend',
        says: (answer) =>
          `With a service budget of ${shown(answer, 'budget_share')} of ARR, the published median, ${shown(answer, 'allocation')} can be spent.`,
      };

const moreLeave: Offer = (_, asked) =>
  asked['attrition_rate'] === whatIfs.attritionRate
    ? null
    : {
        label: 'Test with one CSM in five leaving',
        change: (before) => ({ ...full(before), attrition_rate: whatIfs.attritionRate }),
        shows: 'months',
        says: (answer) =>
          `With one CSM in five leaving a year, ${shown(answer, 'hires_planned')} hires are planned and cost is ${shown(answer, 'run_rate_share_12')} of ARR in month 12.`,
      };

const runnerUp: Offer = (report, asked) => {
  const role = report.runner_up?.role;
  return role === undefined || asked['proposed_role'] === role
    ? null
    : {
        label: `Test the runner-up: ${role.replaceAll('_', ' ')}`,
        change: (before) => ({ ...full(before), proposed_role: role }),
        shows: 'roles',
        says: (answer) =>
          `Proposed ${role.replaceAll('_', ' ')}: ${answer.proposed?.verdict ?? 'no verdict'}.`,
      };
};

const offers: Readonly<Record<string, Offer>> = {
  cco_decompose_retention: withoutTop5,
  cco_design_segments: smallerBudget,
  cco_size_coverage: moreLeave,
  cco_plan_hires: runnerUp,
};

/** The action that a report can bear; the whole answer as text where nothing can be changed. */
export const actionOf = (report: ActionReport, asked: Arguments): Action =>
  (Object.hasOwn(offers, report.tool) ? offers[report.tool]?.(report, asked) : null) ?? asText;
