/** The house's lines of hires, worth, pay, health, renewals and first value as rows. */
import { shortList, shortNumber, shortRange } from '../short-number.ts';
import { coverageLines } from './coverage.ts';
import { hiringDefaults } from './hiring.ts';
import { payRules } from './pay.ts';
import { type PolicyRow, policyRow } from './policy-row.ts';
import { healthBands, healthOdds, healthOwnWeights, payMix, renewalStart } from './practice.ts';
import { reviewLines, ttvTargetDays } from './review.ts';

const percent = (share: number): string => shortNumber(share, 'share');

const { gross_margin, retention_rate, achievable_grr_points } = hiringDefaults;
const { csms, adminShare } = coverageLines.csOps;
const yearsOfWorth = 1 + retention_rate + retention_rate * retention_rate;

export const peoplePolicies: readonly PolicyRow[] = [
  policyRow({
    id: 'p.cs_ops',
    title: 'CS operations',
    value: `${csms} or more CSMs with ${percent(adminShare)} of their time on administration, or data nobody trusts`,
    grades: ['house target'],
    why: 'What guides have in common; others wait for more CSMs.',
  }),
  policyRow({
    id: 'p.first_csm',
    title: 'First CSM',
    value: 'a named outcome, and worth over three years at or above the cost',
    grades: ['assumption'],
    why: 'Maps by stage have no data behind them; a stage only checks.',
    sources: ['b.first.commune', 'b.first.zift', 'b.first.early'],
    otherwise: 'held to one year of worth, the same role needs more ARR at stake',
  }),
  policyRow({
    id: 'p.value_multiplier',
    title: 'Worth of one unit of ARR kept',
    value: `${shortNumber(gross_margin, 'ratio')} in one year, ${shortNumber(gross_margin * yearsOfWorth, 'ratio')} over three; at a gross margin of ${percent(gross_margin)} and ${percent(retention_rate)} kept a year`,
    grades: ['assumption'],
    why: 'What is kept this year pays again next year, as far as it stays.',
    otherwise: `each point of margin moves the worth over three years by ${shortNumber(yearsOfWorth / 100, 'ratio')}`,
  }),
  policyRow({
    id: 'p.gross_margin',
    title: 'Gross margin',
    value: percent(gross_margin),
    grades: ['assumption'],
    why: 'Used where you give none; give your own.',
    otherwise: 'a lower margin puts more accounts on the exit list and makes each hire pay later',
  }),
  policyRow({
    id: 'p.points',
    title: 'What one more CSM may add to GRR',
    value: `${shortNumber(achievable_grr_points * 100, 'points')} of the book`,
    grades: ['assumption'],
    why: 'Nobody publishes the effect of one person; it is a question to test.',
    otherwise: 'at half of it a CSM needs twice the ARR to pay',
  }),
  policyRow({
    id: 'p.comp',
    title: 'Pay of a CSM',
    value: `base / variable ${shortList([payRules.csmBaseShare, 1 - payRules.csmBaseShare], 'share')}; variable ${percent(payMix.grr)} GRR, ${percent(payMix.nrr)} NRR, ${percent(payMix.activity)} activity; a base of ${shortRange(reviewLines.pay.base.low, reviewLines.pay.base.high, 'share')} is accepted`,
    grades: ['house target'],
    why: 'Surveys lie at the upper half of that range.',
    sources: ['b.mix.us'],
  }),
  policyRow({
    id: 'p.health',
    title: 'Health score',
    value: `equal parts first; green from ${healthBands.green}, red below ${healthBands.red}; own weights after ${healthOwnWeights.lost} lost and ${healthOwnWeights.kept} kept accounts`,
    grades: ['house target'],
    why: 'Guides give four weightings, none validated.',
  }),
  policyRow({
    id: 'p.health_odds',
    title: 'Odds of renewal by health',
    value: `${shortList(healthOdds, 'share')}, best band first`,
    grades: ['assumption'],
    why: 'Not validated; replace them by what your own accounts did.',
    otherwise: 'a forecast by them moves in proportion to each',
  }),
  policyRow({
    id: 'p.renewal',
    title: 'When a renewal begins',
    value: `${renewalStart.named} days ahead for named accounts, ${renewalStart.pooled} for pooled, ${renewalStart.tech_touch} for tech-touch`,
    grades: ['house target'],
    why: 'The earliest set that agrees with itself.',
  }),
  policyRow({
    id: 'p.ttv',
    title: 'Time to first value',
    value: `your own target, else ${ttvTargetDays} days; more than ${reviewLines.timeToValue.failFactor} times the target in the segment with most ARR is critical`,
    grades: ['house target'],
    why: 'No neutral figure for enterprise customers; the published one starts at sign-up.',
    sources: ['b.ttv.up.2025'],
  }),
];
