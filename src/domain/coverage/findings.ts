/** Every finding coverage can raise, in the order they are listed within a severity. */
import type { FindingDefinition, Severity } from '../finding.ts';

const define = (severity: Severity, fires: string, playbook: string): FindingDefinition => ({
  severity,
  fires,
  playbook,
});

export const coverageFindings: Readonly<Record<string, FindingDefinition>> = {
  'hires-due-now': define('critical', 'a hire must be opened today, or should have been', 'hire-csm'),
  'hires-late': define('warning', 'a hire will carry its book after the month it is needed', 'hire-csm'),
  'need-falls': define(
    'warning',
    'a tier would have one CSM more than it needs in 12 months, once those planned for it are hired',
    'hire-csm',
  ),
  'cs-cost-over-budget': define(
    'warning',
    'recommended seats cost more than 1.25 times the budget share; critical above 1.5 times',
    'fit-promises-to-budget',
  ),
  'tier-cost-over-budget': define(
    'warning',
    'the seats of a tier cost more than twice the budget share of its ARR',
    'fit-promises-to-budget',
  ),
  'promise-exceeds-seats': define(
    'warning',
    'hours promised exceed the recommended seats of a tier by more than the buffer',
    'fit-promises-to-budget',
  ),
  'not-affordable-at-any-promise': define(
    'critical',
    'the last step of the ladder is still above the budget',
    'fit-promises-to-budget',
  ),
  'estimates-disagree': define(
    'warning',
    'the largest of the three estimates is 1.5 times the smallest or more',
    'measure-csm-hours',
  ),
  'ratio-relieved': define(
    'info',
    'a seat that only the ARR ratio asks for was left out',
    'measure-csm-hours',
  ),
  'redeploy-before-hiring': define('warning', 'a tier has people that its neighbour lacks', 'redeploy-csms'),
  'surplus-after-redeploy': define(
    'warning',
    'one CSM or more is above what is needed after moves',
    'redeploy-csms',
  ),
  'smb-shared': define('info', 'smb has no seat of its own and is shared', 'tech-touch-smb'),
  'capacity-short': define('warning', 'the load of a month exceeds 1 + buffer', 'hire-csm'),
  'manager-due': define(
    'warning',
    '5 CSMs in a group, 8 in all, or escalations every week with 3; critical if today',
    'first-cs-manager',
  ),
  'escalations-without-lead': define(
    'warning',
    'escalations every week with fewer than 3 CSMs: name a lead',
    'first-cs-manager',
  ),
  'leaver-likely': define('warning', 'at least one CSM leaves within a year, at 50% or more', 'hire-csm'),
  'tier-unusual-for-stage': define('info', 'a tier that companies of this stage rarely have', 'tier-review'),
  'tier-outgrew-floor': define(
    'info',
    'the mean ARR of a tier is above the next floor',
    'change-coverage-model',
  ),
  'tier-outgrew-team': define(
    'warning',
    'ARR or accounts per CSM of today are above target plus buffer, or above the cap',
    'change-coverage-model',
  ),
  'step-up-pays': define(
    'info',
    'the mean ARR of a tier reaches the three-year break-even of the next richer motion',
    'change-coverage-model',
  ),
  'too-rich-for-its-arr': define(
    'info',
    'the motion of a tier needs more than 15 points of GRR over three years to pay',
    'change-coverage-model',
  ),
  'add-cs-ops': define(
    'info',
    '3 CSMs or more, and data not reliable or 30% of their time on administration',
    'add-cs-ops',
  ),
};
