/** `cco-advisor retention [file]`: the retention tool from the command line. */
import { sourceSchema } from '../data/source.ts';
import { decomposeRetention } from '../tools/decompose-retention.ts';
import type { Command, PairOption } from './command.ts';
import { nestedFrom, pairsFrom } from './options.ts';

/** `--status frozen=paused`: what a status of the file means. */
export const statusOption: PairOption = {
  flag: 'status',
  takes: 'TEXT=MEANING',
  help: 'what a status means: active, past_due, paused, canceled, trial or incomplete (repeatable)',
  field: 'status_map',
  fill: (texts) => ({ status_map: pairsFrom(texts, false) }),
};

/** `--fx EUR=1.08`: what a unit of a currency is worth. */
export const fxOption: PairOption = {
  flag: 'fx',
  takes: 'CODE=RATE',
  help: 'rate of a currency into --currency (repeatable)',
  field: 'fx',
  fill: (texts) => ({ fx: { rates: pairsFrom(texts, true) } }),
};

export const retentionCommand: Command = {
  name: 'retention',
  line: decomposeRetention,
  source: sourceSchema,
  pairs: [
    {
      flag: 'claim',
      takes: 'NAME=VALUE',
      help: 'a figure as it was told, tested against the data (repeatable)',
      field: 'claims',
      fill: (texts) => ({ claims: pairsFrom(texts, true) }),
    },
    {
      flag: 'reason',
      takes: 'TEXT=CATEGORY',
      help: 'the category of a free-text churn reason (repeatable)',
      field: 'reason_map',
      fill: (texts) => ({ reason_map: pairsFrom(texts, false) }),
    },
    {
      flag: 'merge',
      takes: 'FROM_ID=TO_ID',
      help: 'accounts that became one (repeatable)',
      field: 'merge_map',
      fill: (texts) => ({ merge_map: pairsFrom(texts, false) }),
    },
    fxOption,
    {
      flag: 'policy',
      takes: 'KEY=NUMBER',
      help: 'another line, such as bands.grr.healthy=0.85 (repeatable)',
      field: 'policy',
      fill: (texts) => ({ policy: nestedFrom(Object.entries(pairsFrom(texts, true))) }),
    },
  ],
  sourcePairs: [statusOption],
  standsAlone: ({ claims }) => claims !== undefined,
  about: `cco-advisor retention [file] [options]

Is our retention honest? Prints GRR, NRR and logo retention with intervals, the
ARR bridge, churn causes, the top leaks, a 90-day plan and a five-part memo.

Without a file it runs on the built-in example. A file is
  CSV, XLSX, JSON or Parquet, one row per account: an id, ARR at period start
    and end, and what is known beside; or a customer's months, subscriptions,
    invoices, won deals or movements ("cco-advisor inspect FILE" says how a file
    is read and what it leaves open); or
  JSON with "cohorts" or "accounts" as the MCP tool takes them; or
  "-" for standard input.

Examples
  cco-advisor retention
  cco-advisor retention accounts.csv --stage growth --currency EUR
  cco-advisor retention export.csv \\
    --column arr_start="ARR Jan" --column arr_end="ARR Dec"
  cco-advisor retention cohorts.json --detail full
  cco-advisor retention --claim nrr=1.06 --claim grr=0.90 \\
    --claim contraction_rate=0.04 --claim expansion_rate=0.20`,
};
