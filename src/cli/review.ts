/** `cco-advisor review [file]`: the plan review from the command line. */
import { reviewPlan, reviewSourceSchema } from '../tools/review-plan.ts';
import { type Command, setOption } from './command.ts';

export const reviewCommand: Command = {
  name: 'review',
  line: reviewPlan,
  source: reviewSourceSchema,
  pairs: [setOption],
  standsAlone: ({ plan, type }) => plan !== undefined || type !== undefined,
  about: `cco-advisor review [file] [options]

Does a plan stand on evidence? Six gates (gross retention, first cause of loss,
time to value, exit list, load and model, pay) over what you say and the reports
you pass; prints SHIP, SHARPEN or BLOCK, why, and three next steps.

Without a file it runs on the built-in example. A file is JSON with the fields
of the MCP tool ("plan", "type", "owner", "date", "outcome", "answers"), or "-"
for standard input.

Examples
  cco-advisor review
  cco-advisor review plan.json --from retention.json --from coverage.json
  cco-advisor review --plan "Hire two CSMs" --type headcount \\
    --owner "Head of CS" --from coverage.json`,
};
