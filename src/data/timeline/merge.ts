/** Customers that became one, put together before any position is looked at. */
import { clip, type Problem, problem } from '../../domain/problem.ts';
import { type Entry, type Ledger, paidIn, putPaid, putSegment } from './ledger.ts';

export type MergeMap = Readonly<Record<string, string | number>>;

/** What an id became in the end; itself where nothing is said. A loop ends where it began. Example: A to B and B to C make A a C. */
export function mergedId(map: MergeMap, id: string): string {
  const seen = new Set([id]);
  let now = id;
  while (Object.hasOwn(map, now)) {
    const next = String(map[now]);
    if (seen.has(next)) return id;
    seen.add(next);
    now = next;
  }
  return now;
}

/** Adds a month of a customer to another, each part of it in its own segment. */
function addSlot(ledger: Ledger, to: Entry, from: Entry, slot: number): void {
  const arr = paidIn(ledger, from, slot);
  if (arr === undefined) return;
  putPaid(ledger, to, slot, arr);
  let rest = arr;
  for (const [segment, months] of from.others ?? []) {
    const part = months[slot] ?? 0;
    if (part !== 0) putSegment(to, slot, part, segment);
    rest -= part;
  }
  if (rest !== 0) putSegment(to, slot, rest, from.segment);
}

function addInto(ledger: Ledger, to: Entry, from: Entry): void {
  to.segment ??= from.segment;
  for (const slot of ledger.slots.values()) addSlot(ledger, to, from, slot);
  for (const span of from.spans) to.spans.push(span);
  if (to.reason === null) [to.reason, to.reasonRow] = [from.reason, from.reasonRow];
  to.unknownStart ||= from.unknownStart;
  to.currency ??= from.currency;
  from.flags?.forEach((flag, slot) => {
    to.flags ??= [];
    to.flags[slot] = (to.flags[slot] ?? 0) | flag;
  });
}

/** Merges the customers of a ledger. Ids that the file does not have, loops and two currencies are problems. */
export function mergeEntries(ledger: Ledger, map: MergeMap): Problem[] {
  const problems: Problem[] = [];
  for (const [from, to] of Object.entries(map)) {
    const at = `merge_map.${clip(from, 60)}`;
    const target = mergedId(map, from);
    const missing = [from, String(to)].filter((id) => !ledger.entries.has(id));
    if (target === from)
      problems.push(problem(at, 'merge-loop', 'leads back to itself; end the chain at one id'));
    else if (missing.length > 0)
      problems.push(
        problem(at, 'unknown-id', `no customer "${clip(missing[0] ?? '', 60)}" in the file; check the id`),
      );
  }
  if (problems.length > 0) return problems;
  for (const from of Object.keys(map)) {
    const [entry, target] = [ledger.entries.get(from), ledger.entries.get(mergedId(map, from))];
    if (entry === undefined || target === undefined) continue;
    if (entry.currency !== null && target.currency !== null && entry.currency !== target.currency)
      problems.push(
        problem(
          `merge_map.${clip(from, 60)}`,
          'mixed-currencies',
          `pays in ${entry.currency}, the other in ${target.currency}; amounts of two currencies are never added`,
        ),
      );
    addInto(ledger, target, entry);
    ledger.entries.delete(from);
    ledger.merged++;
  }
  return problems;
}
