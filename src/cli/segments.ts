/** `cco-advisor segments [file]`: the segmentation tool from the command line. */
import { designSegments, segmentSourceSchema } from '../tools/design-segments.ts';
import { type Command, setOption } from './command.ts';

export const segmentsCommand: Command = {
  name: 'segments',
  line: designSegments,
  source: segmentSourceSchema,
  pairs: [setOption],
  standsAlone: () => false,
  about: `cco-advisor segments [file] [options]

Which customers get how much service, which should be repriced or let go, and
where is the next expansion? Prints tiers, margins after serving, exits with
their path, the affordable plan, the growth list and a five-part memo.

Without a file it runs on the built-in example. A file is
  CSV, XLSX or JSON, one row per customer: a name or id, ARR, and if you have
    them what serving it costs a year, signs of fit, tenure, escalations,
    renewal date, tier today; or
  JSON with "customers" as the MCP tool takes them; or
  "-" for standard input.

Examples
  cco-advisor segments
  cco-advisor segments customers.csv --as-of 2026-01-01 --gross-margin 0.75
  cco-advisor segments customers.csv \\
    --column annual_service_cost="Support spend"
  cco-advisor segments customers.json --detail full --json`,
};
