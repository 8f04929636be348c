/** The house's lines of retention as rows. */
import { shortList, shortNumber, shortRange } from '../short-number.ts';
import { preventableCauses } from './causes.ts';
import { hiringLines } from './hiring.ts';
import { type PolicyRow, policyRow } from './policy-row.ts';
import {
  fixedLines,
  houseTargets,
  intervalRules,
  type RateName,
  rateNames,
  smallContract,
  stages,
  thresholds,
} from './retention.ts';
import { grossRetentionLines, reviewLines } from './review.ts';

const percent = (share: number): string => shortNumber(share, 'share');
const money = (amount: number): string => shortNumber(amount, 'money');

const rateLabels: Readonly<Record<RateName, string>> = { grr: 'GRR', nrr: 'NRR', logo: 'logo retention' };

const rateGrades: Readonly<Record<RateName, PolicyRow['grades']>> = {
  grr: ['house target'],
  nrr: ['house target'],
  logo: ['house target', 'assumption'],
};

const rateWhy: Readonly<Record<RateName, string>> = {
  grr: 'The highest line is the upper quartile of a survey; no plan is judged by it alone.',
  nrr: 'About the upper quartile; shown, and never fails a plan alone.',
  logo: 'Guides give the healthy lines of growth and scale; the others are added here. Always with a Wilson interval.',
};

const rateSources: Readonly<Record<RateName, readonly string[]>> = {
  grr: ['b.grr.kbcm.2024', 'b.grr.all.2026'],
  nrr: ['b.nrr.all.2026'],
  logo: ['b.logo.kbcm.2017'],
};

const targets: PolicyRow[] = rateNames.flatMap((rate) =>
  stages.map((stage) => {
    const { healthy, concerning } = houseTargets[stage][rate];
    return policyRow({
      id: `p.${rate}.${stage}`,
      title: `House target for ${rateLabels[rate]}, ${stage}`,
      value: `healthy from ${percent(healthy)}, critical below ${percent(concerning)}`,
      grades: rateGrades[rate],
      why: rateWhy[rate],
      sources: rateSources[rate],
      otherwise:
        rate === 'logo' ? 'override it by policy.bands.logo; GRR and NRR keep their own bands' : null,
    });
  }),
);

const override = `below ${money(smallContract.acv)} ACV`;
const acvLines = (side: 'pass' | 'fail', acv: number | null) =>
  stages.map((stage) => grossRetentionLines(stage, acv)[side]);
const small = grossRetentionLines('growth', 0);
const { leverage, structural } = fixedLines.preventable;

export const retentionPolicies: readonly PolicyRow[] = [
  policyRow({
    id: 'p.identity',
    title: 'How the two rates hang together',
    value: 'NRR = GRR + expansion rate',
    grades: ['definition'],
    why: 'GRR has paid for contraction already; taking it off again understates NRR.',
  }),
  policyRow({
    id: 'p.window',
    title: 'Window',
    value: `${fixedLines.windowMonths} months, from one date to the other; ${shortRange(fixedLines.annualMonths.from, fixedLines.annualMonths.to, 'count')} months count as a year`,
    grades: ['definition'],
    why: 'Months compounded are not what one group of customers did in a year.',
  }),
  ...targets,
  policyRow({
    id: 'p.grr.small',
    title: `GRR ${override}`,
    value: `suggested override ${shortList([smallContract.grr.healthy, smallContract.grr.concerning], 'share')} with an ACV ${override.replace(' ACV', '')}`,
    grades: ['practitioner'],
    why: 'Offered as a question; the founder chooses it, it is never applied unasked.',
    sources: ['b.grr.smb'],
  }),
  policyRow({
    id: 'p.grr.pass',
    title: 'GRR from which a plan passes',
    value: `lower of the stage’s house target and the median of the band of ACV; without an ACV ${shortList(acvLines('pass', null), 'share')} (seed / growth / scale); ${override} ${percent(small.pass)}`,
    grades: ['survey', 'house target'],
    why: 'A typical company of its size must be able to pass.',
    sources: ['b.grr.kbcm.2024', 'b.grr.smb'],
  }),
  policyRow({
    id: 'p.grr.fail',
    title: 'GRR below which a plan is stopped',
    value: `${shortList(acvLines('fail', null), 'share')} (seed / growth / scale); ${override} ${percent(small.fail)}`,
    grades: ['assumption'],
    why: 'The house’s critical line at scale would stop a median company.',
    otherwise: 'a higher line stops plans that now are only sharpened',
  }),
  policyRow({
    id: 'p.leak',
    title: 'Leaky bucket',
    value: `NRR of ${percent(fixedLines.leakyNrr)} or more with GRR at or below the stage’s critical line (${shortList(
      stages.map((stage) => houseTargets[stage].grr.concerning),
      'share',
    )} for seed / growth / scale)`,
    grades: ['house target'],
    why: 'Expansion hides the loss. Compared before rounding.',
  }),
  policyRow({
    id: 'p.contraction',
    title: 'Contraction',
    value: `below ${percent(thresholds.contraction_ceiling)} a year`,
    grades: ['house target'],
    why: 'For reference; at or above it there is a finding, never a verdict.',
  }),
  policyRow({
    id: 'p.expansion',
    title: 'Expansion',
    value: `${shortRange(thresholds.expansion_low, thresholds.expansion_high, 'share')} a year`,
    grades: ['house target'],
    why: 'For reference; medians of surveys imply less.',
    sources: ['b.nrr.acv.25_50', 'b.grr.acv.25_50'],
  }),
  policyRow({
    id: 'p.preventable',
    title: 'Preventable churn',
    value: `${preventableCauses.join(' + ')}; above ${percent(leverage)} leverage for customer success, ${shortRange(structural, leverage, 'share')} mixed, below ${percent(structural)} structural`,
    grades: ['house target'],
    why: 'The middle band has its name from here. Shown again without product_fit, which is product work.',
  }),
  policyRow({
    id: 'p.unknown_cause',
    title: 'Losses without a cause',
    value: `above ${percent(thresholds.unknown_reason_share)} of churned ARR or accounts the reading is provisional`,
    grades: ['assumption'],
    why: 'Shares of causes move with what is missing.',
    otherwise: 'a lower line marks more readings as provisional; no rate changes',
  }),
  policyRow({
    id: 'p.product_gap',
    title: 'Losses to the product',
    value: `above a third (${percent(hiringLines.productShare)}) of lost ARR no CSM and no renewals manager is opened`,
    grades: ['assumption'],
    why: 'They would defend what product must mend.',
    otherwise: 'a higher line opens those roles sooner',
  }),
  policyRow({
    id: 'p.small_n',
    title: 'Small books',
    value: `an interval always; no verdict below ${thresholds.min_accounts} accounts or where the interval cannot tell bands apart; one account above ${percent(thresholds.dominance_share)} of the base is named; no interval of GRR or NRR below ${intervalRules.minAccounts} accounts`,
    grades: ['assumption'],
    why: 'A single customer moves the rate of a small book by whole points.',
    otherwise: 'a lower count gives verdicts whose intervals reach over several bands',
  }),
  policyRow({
    id: 'p.fresh',
    title: 'Age of a figure in a plan',
    value: `older than ${reviewLines.freshDays} days counts as unknown`,
    grades: ['assumption'],
    why: 'A quarter has gone by.',
    otherwise: 'a longer time lets a plan stand on figures of two quarters ago',
  }),
];
