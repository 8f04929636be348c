/** A finding: something the figures say, which can be redone by hand from its evidence. */
import * as z from 'zod';

/** Worst first; the order in which findings are listed. */
export const severities = ['contradiction', 'blocker', 'critical', 'warning', 'info'] as const;

export type Severity = (typeof severities)[number];

export const findingSchema = z
  .strictObject({
    code: z.string().describe('stable kebab-case code'),
    severity: z.enum(severities).describe('how bad'),
    because: z.string().describe('what fired it, with its numbers'),
    evidence: z.array(z.string()).describe('figure ids to redo it from'),
    playbook: z.string().describe('playbook id or a heading in one'),
  })
  .describe('one thing the figures say');

export type Finding = z.infer<typeof findingSchema>;

/** What a catalogue says about a finding: when it fires, and which playbook section answers it. */
export type FindingDefinition = {
  severity: Severity;
  fires: string;
  playbook: string;
};

/**
 * Sorts findings by severity, then by the order of their catalogue. Does not change its input.
 * Example: a warning listed first in the catalogue still comes after a critical finding.
 */
export function sortFindings(findings: readonly Finding[], catalogueOrder: readonly string[]): Finding[] {
  const rank = (finding: Finding) =>
    severities.indexOf(finding.severity) * catalogueOrder.length + catalogueOrder.indexOf(finding.code);
  return [...findings].sort((a, b) => rank(a) - rank(b));
}
