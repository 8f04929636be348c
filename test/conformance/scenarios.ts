/**
 * The scenarios of the official conformance suite that hold for any server. The others call tools, prompts and
 * resources of the suite's own (`test_simple_text` and so on), which a product does not have.
 */

/** Each is run for all protocol revisions that it knows; every check in it must succeed. */
export const scenarios: Readonly<Record<string, string>> = {
  'server-initialize': 'how every connection of the revisions up to 2025-11-25 begins',
  ping: 'whether a server still answers',
  'tools-list': 'names, schemas and annotations as hosts read them',
  'resources-list': 'the same for resources',
  'prompts-list': 'the same for prompts',
  'dns-rebinding-protection': 'Host and Origin',
  'server-stateless':
    'how revision 2026-07-28 works: discovery, per-request envelopes, errors, subscriptions',
  'http-header-validation': 'headers that must agree with the body',
  caching: 'what may be kept by clients and for how long',
  'sep-2164-resource-not-found': 'how a resource that is not there is refused',
  'input-required-result-unsupported-methods': 'lists never ask for input',
  'sep-2640-skills-enumeration': 'the skill and its files, as the skills extension serves them',
  'sep-2640-skills-manifest': 'its manifest and digests',
};

/** Checks inside these scenarios that need a tool of the suite; the suite itself must call them not testable. */
export const notTestable = new Set([
  'sep-2575-server-rejects-undeclared-capability',
  'sep-2575-missing-capability-http-400',
  'sep-2575-http-server-no-independent-requests-on-stream',
  'sep-2575-server-no-log-without-loglevel',
]);

/** Checks that change the lists of a server by a tool of the suite and wait for news; a warning is all they give. */
export const needsChanges = new Set([
  'sep-2575-server-sends-prompts-list-changed-on-subscription',
  'sep-2575-server-sends-tools-list-changed-on-subscription',
]);

/** The check that every scenario makes, whatever else it calls: each message is valid by the schema of its revision. */
export const everywhere = 'wire-schema-valid';

/** The revisions of a run; the suite picks the newest of each scenario where none is named, extensions included. */
export const revisions = [undefined, '2025-06-18', '2025-11-25', '2026-07-28'];
