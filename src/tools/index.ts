/** The only list of tools; server, command line, reference and tests derive from it. */
import type { Tool } from './define-tool.ts';

/** Reads its input and the files it names, and changes nothing. */
const readOnly = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

/** Adds a new file, and changes nothing that is there. */
const writing = { readOnlyHint: false, destructiveHint: false, idempotentHint: false, openWorldHint: false };

/** One document shows the answers of all analyzers that have charts. */
const view = 'ui://cco/decision';
/** Writes one new file in the folder for reviews; the same call again writes nothing. */
const keeps = { readOnlyHint: false, destructiveHint: false, idempotentHint: true, openWorldHint: false };

export const tools: readonly Tool[] = [
  {
    name: 'cco_inspect_data',
    title: 'Inspect data',
    description: `Answers what can be read and what a file is, before any analysis: without path it lists the files of the allowed folders; with path it gives shape, which column is which field, types, samples (e-mails masked), rows left out, totals, what has to be asked, and the source to pass on.
Needs nothing, or path and any field of source that answers a question.
Refuses files outside the allowed folders, other kinds, and what is too large.
Not for: rates or verdicts; pass its source to an analyzer.`,
    annotations: readOnly,
    alwaysLoad: false,
    load: async () => (await import('./inspect-data.ts')).inspectData,
  },
  {
    name: 'cco_decompose_retention',
    title: 'Decompose retention',
    description: `Answers whether retention is honest: GRR, NRR and logo retention with intervals, the ARR bridge, churn causes, what expansion rests on, claims tested, a verdict, the top leaks, a 90-day plan and a memo. Every number is computed.
Needs one of: cohorts (totals), accounts (rows), source (a billing or CRM export, or any data file, in an allowed folder), sample: true; claims (figures as told) with any of them or alone. Shares are 0..1, money in currency units.
Leave unknown amounts out; never write 0 for unknown. Refuses contradictory or mistyped input with all problems at once. Withholds the verdict when the data cannot carry one.
Not for: forecasts, health scores, consumer or marketplace businesses. Rarer fields: cco://schemas/cco_decompose_retention.`,
    annotations: readOnly,
    alwaysLoad: true,
    view,
    load: async () => (await import('./decompose-retention.ts')).decomposeRetention,
  },
  {
    name: 'cco_design_segments',
    title: 'Design segments',
    description: `Answers which customers deserve how much service, which should be repriced or let go, and where the next expansion is: tiers, fit with unknowns kept unknown, margin after serving, the affordable plan, exits with a path, price and notice date, moves between tiers, growth list, signals that tell good accounts from bad, a verdict and a memo.
Needs one of: customers (rows with ARR; better with annual_service_cost, icp_signals, tenure), source (a data file in an allowed folder), sample: true. Leave unknown values out; 0 means none.
Refuses duplicates, mistyped fields and contradictions with all problems at once. Withholds who to let go until service cost is known on half of ARR.
Not for: retention rates, territory design, lead scoring. Rarer fields: cco://schemas/cco_design_segments.`,
    annotations: readOnly,
    alwaysLoad: false,
    view,
    load: async () => (await import('./design-segments.ts')).designSegments,
  },
  {
    name: 'cco_size_coverage',
    title: 'Size coverage',
    description: `Answers how many CSMs are needed, under which model, hired when and at what cost: three estimates side by side (ARR ratio with account caps, hours promised, budget), seats by tier, surplus moved before anyone is hired, a month-by-month plan with ramp, time to hire, attrition and managers, a ladder of cheaper promises, a seeded simulation, a verdict and a memo.
Needs one of: book (customers, ARR and CSMs by tier), team (a team without a book), from (a segmentation report), source (a data file in an allowed folder), sample: true. growth_rate is a fraction: 0.4 is 40%.
Refuses unknown tiers, percentages given as growth and contradictory rows with all problems at once.
Not for: quotas, sales territories, support shift planning. Rarer fields: cco://schemas/cco_size_coverage.`,
    annotations: readOnly,
    alwaysLoad: false,
    view,
    load: async () => (await import('./size-coverage.ts')).sizeCoverage,
  },
  {
    name: 'cco_plan_hires',
    title: 'Plan hires',
    description: `Answers which customer-facing role comes next, or that none does: ARR at stake by failing outcome, what one hire would save and cost, gates per role with what opens them, why not the runner-up, whether an account manager stands beside the CSM, anti-patterns, fixes that need no hire, an 18-month sequence, a verdict and a memo.
Needs any of: outcomes (what customers fail to get, with ARR and cause), team, arr, customers, signals; from (retention and coverage reports), source (a data file in an allowed folder), sample: true. Absent people count as none, absent facts as unknown.
Refuses mistyped roles, percentages given as growth and contradictory churn with all problems at once. Withholds a role while no outcome is named.
Not for: judging people, pay plans, sales or product hiring. Rarer fields: cco://schemas/cco_plan_hires.`,
    annotations: readOnly,
    alwaysLoad: false,
    view,
    load: async () => (await import('./plan-hires.ts')).planHires,
  },
  {
    name: 'cco_review_plan',
    title: 'Review plan',
    description: `Answers whether a plan stands on evidence before it is told to a board or signed: six gates (gross retention, first cause of loss, time to value, exit list, load and model, pay), each pass, fail or unknown with what it rests on; SHIP, SHARPEN or BLOCK; three next steps; the advisor to ask next.
Needs plan and type; better with owner, date, outcome, and reports (of the four analyzers) or answers for what no report says; sample: true. A report outranks an answer. Leave unknown answers out: unknown is a result.
Refuses mistyped plans, shares that do not sum and reports it cannot read, all at once. Blocks a hiring plan without a measurable outcome.
Not for: legal advice, judging people, plans outside customer success. Rarer fields: cco://schemas/cco_review_plan.`,
    annotations: readOnly,
    alwaysLoad: false,
    load: async () => (await import('./review-plan.ts')).reviewPlan,
  },
  {
    name: 'cco_check_memo',
    title: 'Check memo',
    description: `Answers whether a memo says what its reports say: every number traced to a figure as precisely as it is written, the nearest figure for each that is none, evidence without judgement, three steps with verb, owner and date, a choice for the founder, no verdict beyond the report, no caveat dropped. English, Chinese and Japanese.
Needs memo (Markdown) and reports (ids of this run, reports, or { path } of a saved one). Check before you hand a memo over; mend and check again.
Refuses reports it cannot read, all at once. ok: false lists breaches by line with what to do.
Not for: computing numbers, or judging style.`,
    annotations: readOnly,
    alwaysLoad: false,
    load: async () => (await import('./check-memo.ts')).checkMemoLine,
  },
  {
    name: 'cco_write_report',
    title: 'Write report',
    description: `Answers with one self-contained HTML page of up to four reports, written into the output folder: memo, charts, tables, figures with formulas, assumptions, conventions, what was read. Opens offline, prints on A4 and Letter.
Needs reports (ids of this run are complete; a report passed whole shows what it holds) and file, a new name ending in .html. Never writes over a file.
Refuses without an output folder (start with --out-dir), for names with a folder, and for reports it cannot read, all at once.
Not for: other formats, changing a page, sending it.`,
    annotations: writing,
    alwaysLoad: false,
    load: async () => (await import('./write-report.ts')).writeReport,
  },
  {
    name: 'cco_record_review',
    title: 'Record review',
    description: `Answers by keeping a review as one Markdown file in the memory folder: figures with intervals, memo, the founder's decision, what it is to change by when, day of the second look. Never overwrites: a correction (corrects) is a new file, the same call again writes nothing.
Needs report (id or answer) and decision, only what the founder said. Refuses unknown figures, past days, and without a folder (--memory-dir). Not for: notes without a report.`,
    annotations: keeps,
    alwaysLoad: false,
    load: async () => (await import('./record-review.ts')).recordReview,
  },
  {
    name: 'cco_recall_reviews',
    title: 'Recall reviews',
    description: `Answers what was decided before, on which numbers, what is due for a second look, and what moved since: changed definitions first, then each figure with noise told from movement by its interval, and whether what the decision was to change came true.
Needs nothing; compare_to (report or id) for what moved since the last comparable review. Lists files it cannot read. Refuses without a folder (--memory-dir). Not for: computing new figures.`,
    annotations: readOnly,
    alwaysLoad: false,
    load: async () => (await import('./recall-reviews.ts')).recallReviews,
  },
];
