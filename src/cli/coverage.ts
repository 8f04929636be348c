/** `cco-advisor coverage [file]`: the coverage tool from the command line. */
import { coverageSourceSchema, sizeCoverage } from '../tools/size-coverage.ts';
import { type Command, setOption } from './command.ts';

export const coverageCommand: Command = {
  name: 'coverage',
  line: sizeCoverage,
  source: coverageSourceSchema,
  pairs: [setOption],
  standsAlone: ({ team, book }) => team !== undefined || book !== undefined,
  about: `cco-advisor coverage [file] [options]

How many CSMs, under which model, hired when, at what cost, and what to promise
less of before hiring? Prints three estimates side by side, seats by tier,
moves, hires with their dates, a 12-month plan and a five-part memo.

Without a file it runs on the built-in example. A file is
  CSV, XLSX or JSON, one row per tier: tier (strategic, enterprise, mid_market,
    smb), customers, ARR, and if you have them CSMs today and growth; or
  JSON with "book" or "team" as the MCP tool takes them; or
  "-" for standard input.

Examples
  cco-advisor coverage
  cco-advisor coverage book.csv --as-of 2026-01-01 --growth-rate 0.4
  cco-advisor coverage --from segments.json \\
    --set book.enterprise.current_csm_count=2
  cco-advisor coverage --set team.current_csm_count=6 \\
    --set team.productive_needed=8 --set team.need_month=9`,
};
