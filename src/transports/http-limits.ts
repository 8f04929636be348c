/** What the HTTP server takes from anybody, before it is known whether they mean well. */

const KiB = 1024;

export const httpLimits = {
  /** Bytes of one body: rows pasted into a call, or four full reports; larger books are read from files. */
  bodyBytes: 4 * KiB * KiB,
  /** Bytes of all headers of a request. */
  headerBytes: 16 * KiB,
  /** Calls at a time. Each may hold a body, and one thread computes them one after the other. */
  calls: 64,
  /** Open subscriptions. Each costs a connection, and no computing. */
  subscriptions: 256,
  /** Messages in one body, as revision 2025-03-26 allows several: otherwise one request could stand for thousands. */
  batch: 16,
  /** Open connections; more are dropped before anything is read. */
  connections: 2_048,
  /** Milliseconds within which all headers must have come. A large file may keep the one thread busy for some of them. */
  headersMs: 10_000,
  /** Milliseconds within which a request must have come whole. */
  requestMs: 20_000,
  /** Milliseconds between two looks at those times. */
  checkMs: 1_000,
  /** Milliseconds an idle connection stays open: longer than balancers keep theirs (60 s), so that none meets a closed one. */
  idleMs: 65_000,
  /** Milliseconds that a sender may go on after it was refused, so that it can read why. */
  lingerMs: 3_000,
  /** Milliseconds that calls in flight get to end after a signal; supervisors kill after 10 s. */
  graceMs: 8_000,
} as const;
