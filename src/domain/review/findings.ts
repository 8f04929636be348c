/** Every finding a review can raise, in the order they are listed within a severity. */
import type { FindingDefinition, Severity } from '../finding.ts';

const define = (severity: Severity, fires: string, playbook: string): FindingDefinition => ({
  severity,
  fires,
  playbook,
});

export const reviewFindings: Readonly<Record<string, FindingDefinition>> = {
  'evidence-against': define('blocker', 'a gate that counts fails and stops the plan', 'stop-the-leak'),
  'no-evidence': define(
    'blocker',
    'the key gate is unknown, or a plan that adds people has no measurable outcome',
    'clean-the-data',
  ),
  'gates-sharpen': define('warning', 'a gate that counts fails without stopping the plan', 'stop-the-leak'),
  'gates-unknown': define('warning', 'a gate that counts is unknown', 'clean-the-data'),
  'form-missing': define(
    'warning',
    'the plan names no owner, no date or no measurable outcome',
    'next-role-brief',
  ),
  'answer-differs': define(
    'warning',
    'GRR told and GRR of the report differ by more than half a point; the report counts',
    'clean-the-data',
  ),
  'addressed-by-plan': define(
    'info',
    'a gate fails that the plan is there to repair, with a target and a day',
    'stop-the-leak',
  ),
  'pay-waits': define(
    'info',
    'a change of pay: what binds for years waits 30 days before it is signed',
    'csm-pay-plan',
  ),
};
