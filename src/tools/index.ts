/** The only list of tools; server, command line, reference and tests derive from it. */
import type { Tool } from './define-tool.ts';

/** Reads its input and the files it names, and changes nothing. */
const readOnly = { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false };

export const tools: readonly Tool[] = [
  {
    name: 'cco_decompose_retention',
    title: 'Decompose retention',
    description: `Answers whether retention is honest: GRR, NRR and logo retention with intervals, the ARR bridge, churn causes, what expansion rests on, claims tested, a verdict, the top leaks, a 90-day plan and a memo. Every number is computed.
Needs one of: cohorts (totals), accounts (rows), source (a CSV or JSON file in an allowed folder), sample: true; claims (figures as told) with any of them or alone. Shares are 0..1, money in currency units.
Leave unknown amounts out; never write 0 for unknown. Refuses contradictory or mistyped input with all problems at once. Withholds the verdict when the data cannot carry one.
Not for: forecasts, health scores, consumer or marketplace businesses. Rarer fields: cco://schemas/cco_decompose_retention.`,
    annotations: readOnly,
    alwaysLoad: true,
    load: async () => (await import('./decompose-retention.ts')).decomposeRetention,
  },
  {
    name: 'cco_design_segments',
    title: 'Design segments',
    description: `Answers which customers deserve how much service, which should be repriced or let go, and where the next expansion is: tiers, fit with unknowns kept unknown, margin after serving, the affordable plan, exits with a path, price and notice date, moves between tiers, growth list, signals that tell good accounts from bad, a verdict and a memo.
Needs one of: customers (rows with ARR; better with annual_service_cost, icp_signals, tenure), source (a CSV or JSON file in an allowed folder), sample: true. Leave unknown values out; 0 means none.
Refuses duplicates, mistyped fields and contradictions with all problems at once. Withholds who to let go until service cost is known on half of ARR.
Not for: retention rates, territory design, lead scoring. Rarer fields: cco://schemas/cco_design_segments.`,
    annotations: readOnly,
    alwaysLoad: false,
    load: async () => (await import('./design-segments.ts')).designSegments,
  },
];
