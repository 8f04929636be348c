/** `cco-advisor hires [file]`: the hiring tool from the command line. */
import { hiringSourceSchema, planHires } from '../tools/plan-hires.ts';
import { type Command, setOption } from './command.ts';

export const hiresCommand: Command = {
  name: 'hires',
  line: planHires,
  source: hiringSourceSchema,
  pairs: [setOption],
  standsAlone: (input) =>
    Object.keys(input).some((field) => !['detail', 'as_of', 'currency', 'proposed_role'].includes(field)),
  about: `cco-advisor hires [file] [options]

Which role unblocks the customer outcome that fails, why not another, and in
which order for 18 months? Prints the next role with what it is worth, the
runner-up, what opens the others, six quarters and a five-part memo.

Without a file it runs on the built-in example. A file is
  CSV, XLSX or JSON, one row per outcome: outcome, ARR at stake, and if you have
    them cause, preventable share, segment; or
  JSON with "team", "arr", "outcomes" and so on as the MCP tool takes them; or
  "-" for standard input.

Examples
  cco-advisor hires
  cco-advisor hires outcomes.csv --arr 4200000 --customers 150 \\
    --set team.csm=2 --as-of 2026-04-15
  cco-advisor hires --from retention.json --from coverage.json \\
    --proposed-role csm
  cco-advisor hires --arr 900000 --customers 45 --gross-churn-rate 0.1`,
};
