/** What the stage of a deal says: won, not won, or nothing that anyone could know. */
import type { StatusKind } from '../source.ts';
import { givenKind, statusKind } from './statuses.ts';

/** A won stage, perhaps numbered or with its pipeline behind it, as "8 - Closed Won (Sales Pipeline)"; "Won't buy" is none. */
const won = /^(?:\d+\s*[-.:)]?\s*)?(?:closed[\s_-]*)?won(?![a-z'\u2019])/i;

const closedLost = /(?<![a-z])closed[\s_-]*lost(?![a-z])/i;

/** Words of deals that are customers or were, so that what else a stage says of selling decides nothing. Example: "Proposal accepted". */
const ofCustomers =
  /(?<![a-z])(?:signed|live|active|customers?|clients?|renewed|accepted|completed?|paid|paying|onboard\w*|implement\w*|delivered|churn\w*|cancel\w*)(?![a-z])/i;

/** How the names of stages begin in which a deal is being sold or lost, also run together as in "appointmentscheduled". */
const selling =
  /(?<![a-z])(?:lost|won['\u2019]t|dis?qualif|unqualif|qualif|prospect|discover|demo(?:s|ed)?(?![a-z])|propos|quot(?:e|ing)|negotiat|evaluat|appointment|presentation|decision[\s_-]*maker|needs[\s_-]*analysis|value[\s_-]*proposition|perception[\s_-]*analysis|nurtur|contract[\s_-]*sent|verbal|procurement)/i;

/** Whole names of such stages, where a word alone would say too little. Example: "New" is one, "New customer" is not. */
const open: ReadonlySet<string> = new Set(
  `open, new, lead, mql, sql, sal, pipeline, forecast, commit, best case, most likely, upside, omitted, draft, sent, pending,
  pending approval, pending signature, awaiting signature, out for signature, review, in review, legal, legal review, contract review,
  security review, technical review, business case, closing, contacted, connected, outreach, meeting, meeting booked, meeting scheduled,
  intro, intro call, interest, interested, engaged, identified, validation, scoping, solution design, trial, in trial, pilot, poc,
  proof of concept, stalled, on hold, dead, abandoned, no decision, duplicate, deferred, not now, closed dead`
    .split(',')
    .map((name) => name.trim()),
);

/** A stage without its number, and what a pipeline puts behind it. Example: "3. Commit (80%)" is "commit". */
const bare = (stage: string): string =>
  stage
    .toLowerCase()
    .replace(/^\d+\s*[-.:)]?\s*/, '')
    .replace(/\s*[-:]?\s*(?:\([^)]*\)|\d+\s*%)$/, '')
    .replace(/[\s_-]+/g, ' ')
    .trim();

/** Statuses of contracts that ran for their term. */
const over: ReadonlySet<string> = new Set(['expired', 'ended']);

/**
 * What a stage makes of a deal, as the kind of a status: active where it is won, incomplete where it is not; undefined where
 * only the reader knows. `ofStatus`: the column is one of statuses, so that "Active" says it all.
 * Example: "Closed Won" is active, "Negotiation" incomplete, "Renewed" undefined.
 */
export function stageKind(
  stage: string,
  given: Readonly<Record<string, StatusKind>> = {},
  ofStatus = false,
): StatusKind | undefined {
  const text = stage.trim();
  const said = givenKind(text, given);
  if (said !== undefined) return said;
  if (won.test(text)) return 'active';
  if (closedLost.test(text) || open.has(bare(text))) return 'incomplete';
  if (selling.test(text) && !ofCustomers.test(text)) return 'incomplete';
  if (!ofStatus) return undefined;
  if (over.has(bare(text))) return 'active';
  const kind = statusKind(text);
  return kind === 'canceled' ? undefined : kind;
}
