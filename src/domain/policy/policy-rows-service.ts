/** The house's lines of tiers, exits and coverage as rows. */
import { shortList, shortNumber, shortRange } from '../short-number.ts';
import {
  coachInternalShare,
  coverageDefaults,
  coverageLines,
  hoursPolicy,
  loadedCostPolicy,
  motionPolicy,
  rampPolicy,
  ratioPolicy,
  tierMotion,
} from './coverage.ts';
import { type PolicyRow, policyRow } from './policy-row.ts';
import { attritionSensitivity } from './practice.ts';
import { reviewLines } from './review.ts';
import {
  fitBands,
  fitWeights,
  segmentationDefaults,
  segmentationLines,
  segmentationSignals,
  signalNames,
  type Tier,
  tierNames,
  tierPolicy,
} from './segmentation.ts';

const percent = (share: number): string => shortNumber(share, 'share');
const money = (amount: number): string => shortNumber(amount, 'money');
const plain = (value: number): string => shortNumber(value, 'count');
const byTier = (pick: (tier: Tier) => number): number[] => tierNames.map(pick);

const { calendar_hours, leave_hours, sick_hours, internal_hours, pooled_internal_hours, realisation } =
  hoursPolicy;

/** Hours of a CSM with customers a year, less what is internal. */
const customerHours = (internal: number): number =>
  (calendar_hours - leave_hours - sick_hours - internal) * realisation;

/** Hours a year and account of a tier's motion. */
function accountHours(tier: Tier): number {
  const { scheduled, reactive, onboarding, complexity } = motionPolicy[tierMotion[tier]];
  return (scheduled + reactive + onboarding) * complexity;
}

/** What an account of a tier costs a year in its motion. */
const accountCost = (tier: Tier): number =>
  (accountHours(tier) * loadedCostPolicy[tier]) / Math.round(customerHours(internal_hours));

const { gross_margin, retention_rate, hiring_lead_days, attrition_rate, buffer } = coverageDefaults;

const threeYears = (margin: number): number =>
  margin * (1 + retention_rate + retention_rate * retention_rate);

/** ARR from which a named motion pays within three years, at the points of the test. */
const namedFrom =
  (accountCost('enterprise') - accountCost('mid_market')) /
  (reviewLines.load.namedTest.pass * threeYears(gross_margin));

const coachHours = (calendar_hours - leave_hours - sick_hours) * (1 - coachInternalShare) * realisation;

const highestFirst = 'strategic / enterprise / mid_market / smb';

export const servicePolicies: readonly PolicyRow[] = [
  policyRow({
    id: 'p.tier_floors',
    title: 'Floors of tiers',
    value: `ARR from ${shortList(byTier((tier) => tierPolicy[tier].floor).slice(0, -1), 'money')} (strategic / enterprise / mid_market); demoted below ${percent(1 - segmentationDefaults.hysteresis_band)} of the floor`,
    grades: ['house target', 'assumption'],
    why: 'No evidence stands behind any floor; amounts beat percentiles on small books.',
    otherwise: 'a wider band keeps more accounts in the tier they are in',
  }),
  policyRow({
    id: 'p.cost_cap',
    title: 'Spend on one account',
    value: `at most ${percent(segmentationDefaults.account_cap_share)} of its own ARR, in every tier`,
    grades: ['assumption'],
    why: 'The usual ranges by tier cost more than the budget on an ordinary book.',
    sources: ['b.cost.sc.2026'],
    otherwise: 'a higher cap moves budget to the accounts with the least ARR',
  }),
  policyRow({
    id: 'p.budget',
    title: 'Budget',
    value: `customer success and support together ${percent(coverageDefaults.cs_budget_share)} of ARR`,
    grades: ['practitioner'],
    why: 'Published shares differ by maturity.',
    sources: ['b.cost.sc.2026', 'b.cost.saastr', 'b.cost.sl'],
  }),
  policyRow({
    id: 'p.icp',
    title: 'Fit',
    value: `weights ${shortList(
      signalNames.map((name) => fitWeights[name]),
      'score',
    )} in the order of the signals; strong from ${fitBands.strong}, standard from ${fitBands.standard}; an unknown signal gives a range`,
    grades: ['house target'],
    why: 'A missing answer is never counted as no.',
  }),
  policyRow({
    id: 'p.kill',
    title: 'Exit list',
    value: `five criteria, ${segmentationLines.watchCriteria} is a watch, ${segmentationLines.exitCriteria} an exit; fit below ${fitBands.standard}; service cost above ${percent(segmentationDefaults.cost_ceiling)} of the account’s ARR; ${segmentationLines.escalations} or more escalations within the first ${segmentationLines.earlyMonths} months; a healthy margin cancels low fit`,
    grades: ['house target', 'assumption'],
    why: 'The margin test is added here: a paying customer is not let go for being unusual.',
    otherwise: 'without the margin test more accounts of low fit are on the list',
  }),
  policyRow({
    id: 'p.exit_path',
    title: 'Way out of a bad account',
    value: `margin goal ${percent(gross_margin - segmentationDefaults.cost_ceiling)} after serving; a price rise up to ${percent(segmentationDefaults.max_price_rise)}; notice ${shortRange(segmentationLines.noticeCloses, segmentationLines.noticeOpens, 'days')} before the term ends`,
    grades: ['assumption', 'house target'],
    why: 'The notice is a house target. The contract decides, so check it first.',
    otherwise: 'a higher goal asks for higher prices, so that more accounts are not renewed',
  }),
  policyRow({
    id: 'p.shape',
    title: 'Too many strategic accounts',
    value: `warns above ${percent(segmentationSignals.strategicShare.warning)} of customers`,
    grades: ['assumption'],
    why: 'Where most are strategic, nobody chose.',
    otherwise: 'the line warns; no tier and no verdict changes',
  }),
  policyRow({
    id: 'p.arr_per_csm',
    title: 'ARR per CSM',
    value: `${shortList(
      byTier((tier) => ratioPolicy[tier].arrPerCsm / 1_000_000),
      'score',
    )}M (${highestFirst}), clamped into the stage’s range; below ${money(coverageLines.overInvestment)} is labelled deliberate over-investment`,
    grades: ['house target'],
    why: 'Nobody neutral publishes it by tier; published figures reach from half a million to five.',
    sources: [
      'b.arrcsm.saastr',
      'b.arrcsm.gs.2014',
      'b.arrcsm.cs.2021',
      'b.arrcsm.vc.2025',
      'b.arrcsm.tt.2019',
    ],
  }),
  policyRow({
    id: 'p.accounts_cap',
    title: 'Accounts per CSM',
    value: `at most ${shortList(
      byTier((tier) => ratioPolicy[tier].accountsPerCsm),
      'count',
    )} (${highestFirst})`,
    grades: ['house target'],
    why: 'No neutral survey; vendors disagree by a factor of five.',
    sources: ['b.acc.saastr', 'b.acc.cust', 'b.acc.po', 'b.acc.sl'],
  }),
  policyRow({
    id: 'p.loaded_cost',
    title: 'Loaded cost of a CSM a year',
    value: `${shortList(
      byTier((tier) => loadedCostPolicy[tier]),
      'money',
    )} (${highestFirst})`,
    grades: ['house target'],
    why: 'The published middle lies at the enterprise line. Your own payroll beats it.',
    sources: ['b.pay.us'],
  }),
  policyRow({
    id: 'p.hours',
    title: 'Hours',
    value: `${shortList(
      byTier(accountHours).map((hours) => Math.round(hours * 10) / 10),
      'score',
    )} hours for an account a year (${highestFirst}); ${plain(Math.round(customerHours(internal_hours)))} hours of a CSM with customers, ${plain(Math.round(customerHours(pooled_internal_hours)))} in a pool`,
    grades: ['practitioner'],
    why: 'One practitioner’s catalogue; replace it by the hours you promise and log.',
    sources: ['b.hours.csin', 'b.hours.gt', 'b.hours.lot'],
  }),
  policyRow({
    id: 'p.named_test',
    title: 'Named or pooled',
    value: `named where it needs ${shortNumber(reviewLines.load.namedTest.pass * 100, 'points')} of GRR or fewer over three years (from about ${money(Math.round(namedFrom / 1_000) * 1_000)} of ARR, mid_market to enterprise hours); above ${shortNumber(reviewLines.load.namedTest.fail * 100, 'points')} too rich`,
    grades: ['assumption'],
    why: 'The extra hours have to come back as ARR that stays.',
    otherwise: `on one year of value alone the ARR is ${shortNumber(threeYears(gross_margin) / gross_margin, 'ratio')} times that`,
  }),
  policyRow({
    id: 'p.shared_duty',
    title: 'Too little for a seat',
    value: `below ${shortNumber(coverageDefaults.smb_dedicated_threshold, 'fte')} of a CSM in smb, below ${shortNumber(coverageLines.seatThreshold, 'fte')} elsewhere, the work is shared`,
    grades: ['assumption'],
    why: 'A full person for a fraction of the work is the dearest coverage there is.',
    otherwise: 'a lower line adds seats in the tiers with the least work',
  }),
  policyRow({
    id: 'p.add_csm',
    title: 'When to add a CSM',
    value: `ARR over target by more than ${percent(buffer)}; caps of accounts are hard`,
    grades: ['house target'],
    why: 'ARR can be stretched for a while, hours of accounts cannot.',
  }),
  policyRow({
    id: 'p.lead',
    title: 'When to open a role',
    value: `${plain(hiring_lead_days)} days to fill, and ramp to full of ${tierNames.map((tier) => shortRange(rampPolicy[tier].months_to_full_low, rampPolicy[tier].months_to_full_high, 'count')).join(' / ')} months (${highestFirst})`,
    grades: ['assumption', 'house target'],
    why: 'A seat that is needed now was opened two quarters ago.',
    sources: ['b.ramp.gt'],
    otherwise: 'each month more moves every opening date a month forward',
  }),
  policyRow({
    id: 'p.attrition',
    title: 'CSMs who leave',
    value: `${percent(attrition_rate)} a year`,
    grades: ['assumption'],
    why: 'Nobody neutral publishes it; use your own.',
    otherwise: `try ${percent(attritionSensitivity)}: of ten CSMs, ${shortNumber(attritionSensitivity * 10 - attrition_rate * 10, 'ratio')} more leave in a year`,
  }),
  policyRow({
    id: 'p.manager',
    title: 'First manager',
    value: `at ${coverageLines.manager.group} CSMs in a tier or in a team without tiers, ${coverageLines.manager.all} in all, or escalations every week`,
    grades: ['house target'],
    why: 'Practitioners name about the same.',
    sources: ['b.mgr.saastr', 'b.span'],
  }),
  policyRow({
    id: 'p.player_coach',
    title: 'A manager who keeps a book',
    value: `costs ${shortNumber(Math.round((1 - coachHours / customerHours(internal_hours)) * 100) / 100, 'fte')} of a CSM; ${plain(Math.round(coachHours))} of ${plain(Math.round(customerHours(internal_hours)))} hours are left`,
    grades: ['practitioner'],
    why: 'Half of the paid year goes to the team.',
    sources: ['b.span'],
  }),
];
