/** Everything written that the advisor can show: playbooks and documents, embedded at build time, parsed at first use. */
import benchmarksText from '../../references/benchmarks.md';
import churnPrevention from '../../references/churn_prevention.md';
import csCompensation from '../../references/cs_compensation.md';
import csCoverageModel from '../../references/cs_coverage_model.md';
import csMaturityModel from '../../references/cs_maturity_model.md';
import csMetricsReference from '../../references/cs_metrics_reference.md';
import csOperations from '../../references/cs_operations.md';
import csTeamOrgEvolution from '../../references/cs_team_org_evolution.md';
import csTechnologyStack from '../../references/cs_technology_stack.md';
import customerJourney from '../../references/customer_journey.md';
import customerSegmentationStrategy from '../../references/customer_segmentation_strategy.md';
import executiveEngagement from '../../references/executive_engagement.md';
import expansion from '../../references/expansion.md';
import healthScoring from '../../references/health_scoring.md';
import keyQuestions from '../../references/key-questions.md';
import lifecyclePlaybooks from '../../references/lifecycle_playbooks.md';
import metrics from '../../references/metrics.md';
import outputStandard from '../../references/output-standard.md';
import retentionDecomposition from '../../references/retention_decomposition.md';
import toolReference from '../../references/tools.md';
import valueRealization from '../../references/value_realization.md';
import skill from '../../SKILL.md';
import { type Document, parseDocument } from './document.ts';
import { type Playbook, parsePlaybooks } from './playbook.ts';

/** The only list of playbooks: file name and text. */
const playbookFiles = [
  ['retention_decomposition', retentionDecomposition],
  ['customer_segmentation_strategy', customerSegmentationStrategy],
  ['cs_coverage_model', csCoverageModel],
  ['cs_team_org_evolution', csTeamOrgEvolution],
  ['health_scoring', healthScoring],
  ['churn_prevention', churnPrevention],
  ['expansion', expansion],
  ['cs_operations', csOperations],
  ['cs_maturity_model', csMaturityModel],
  ['lifecycle_playbooks', lifecyclePlaybooks],
  ['executive_engagement', executiveEngagement],
  ['value_realization', valueRealization],
  ['customer_journey', customerJourney],
  ['cs_technology_stack', csTechnologyStack],
  ['cs_compensation', csCompensation],
  ['cs_metrics_reference', csMetricsReference],
] as const;

/** The only list of single documents; their ids are the last part of `cco://…`. */
export const documents = [
  {
    id: 'key-questions',
    title: 'The six key questions',
    description: 'What to ask a founder, why, and how to read the answer',
    text: keyQuestions,
  },
  {
    id: 'output-standard',
    title: 'Output standard',
    description: 'The five-part memo and its rules',
    text: outputStandard,
  },
  {
    id: 'metrics',
    title: 'Metrics',
    description: 'Every rate: what it is, how it is computed, with worked numbers',
    text: metrics,
  },
] as const;

export type DocumentId = (typeof documents)[number]['id'];

/** Ids of all playbooks, in code-point order. */
export const playbookIds: readonly string[] = playbookFiles.map(([id]) => id).sort();

let parsed: Promise<Playbook[]> | undefined;

/** All playbooks, by id in code-point order. Example: `(await playbooks())[0].id`. @throws Error with a sentence when our own content is broken. */
export function playbooks(): Promise<Playbook[]> {
  parsed ??= parsePlaybooks(playbookFiles);
  return parsed;
}

/** One playbook, or undefined when there is none of that id. Example: `await findPlaybook('retention_decomposition')`. */
export async function findPlaybook(id: string): Promise<Playbook | undefined> {
  return (await playbooks()).find((playbook) => playbook.id === id);
}

/** One document as it is listed, with its whole text. Example: `findDocument('output-standard').title` is "Output standard". */
export function findDocument(id: DocumentId): (typeof documents)[number] {
  const found = documents.find((document) => document.id === id);
  if (found === undefined) throw new Error(`document ${id} is not in the library`);
  return found;
}

/**
 * One document, its front matter read and checked. Example: `sectionOf(await readDocument('output-standard'), 'In short')`.
 * @throws Error with a sentence when our own content is broken.
 */
export const readDocument = (id: DocumentId): Promise<Document> => parseDocument(findDocument(id));

/** Name of the agent skill, and of the folder it lives in. */
export const skillName = 'chief-customer-officer-advisor';

/** The files of the skill, by their path in its folder: the skill and everything it leads to. */
export const skillFiles: Readonly<Record<string, string>> = {
  'SKILL.md': skill,
  ...Object.fromEntries(playbookFiles.map(([id, text]) => [`references/${id}.md`, text])),
  ...Object.fromEntries(documents.map(({ id, text }) => [`references/${id}.md`, text])),
  'references/benchmarks.md': benchmarksText,
  'references/tools.md': toolReference,
};
