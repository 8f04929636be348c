/** Every finding hiring can raise, in the order they are listed within a severity. */
import type { FindingDefinition, Severity } from '../finding.ts';

const define = (severity: Severity, fires: string, playbook: string): FindingDefinition => ({
  severity,
  fires,
  playbook,
});

const pattern = (fires: string, severity: Severity = 'warning') =>
  define(severity, fires, 'cs-anti-patterns');

export const hiringFindings: Readonly<Record<string, FindingDefinition>> = {
  'hire-pays': define('info', 'the next hire pays within one year', 'next-role-brief'),
  'hire-pays-three-year-only': define(
    'warning',
    'the next hire pays only over three years',
    'next-role-brief',
  ),
  'ceiling-below-cost': define(
    'critical',
    'no CSM yet, and even zero churn would not pay for one',
    'stay-founder-led',
  ),
  'product-first': define(
    'critical',
    'more than a third of lost ARR has product causes',
    'product-gap-brief',
  ),
  'billing-first': define('warning', 'ARR is lost to failed payments', 'fix-dunning'),
  'not-preventable': define('info', 'ARR is lost to company events', 'watch-company-events'),
  'cause-unknown': define('warning', 'more than 15% of lost ARR has no known cause', 'ask-why-they-left'),
  'signal-and-outcome-disagree': define(
    'warning',
    'a signal and the outcome of the same cause differ by more than 20%; the outcome counts',
    'ask-why-they-left',
  ),
  'outcomes-exceed-churn': define(
    'warning',
    'the losses named exceed churned ARR by more than 2%',
    'ask-why-they-left',
  ),
  'manager-due': define('critical', 'the gate of the CS manager is open', 'first-cs-manager'),
  'last-hire-not-landed': define(
    'warning',
    'a role waits for the newest person to ramp and deliver',
    'next-role-brief',
  ),
  'stage-and-numbers-disagree': define(
    'info',
    'employees or the team are outside what the stage usually has',
    'next-role-brief',
  ),
  'sequence-over-budget': define(
    'warning',
    'the team of the sequence costs more than 10% of ARR in a quarter',
    'fit-promises-to-budget',
  ),
  'support-before-csm': pattern('support, no CSM, fewer than 50 customers'),
  'ops-before-csms': pattern('CS Ops with fewer than 3 CSMs'),
  'untrained-manager': pattern('a CSM was made manager without training'),
  'csm-am-merged-too-long': pattern(
    'ARR above 5M, ACV of 20,000 or more, 3 CSMs or more, no account manager',
  ),
  'csm-as-support-plus': pattern('tickets are routed to CSMs'),
  'customer-marketing-under-cs': pattern('customer marketing reports to customer success'),
  'cco-too-early': pattern('a CCO, there or proposed, below ARR of 10M', 'critical'),
};
