/** Every finding retention can raise, in the order they are listed within a severity. */
import type { FindingDefinition, Severity } from '../finding.ts';

const home = 'retention_decomposition';
const define = (severity: Severity, fires: string, playbook: string = home): FindingDefinition => ({
  severity,
  fires,
  playbook,
});

export const retentionFindings: Readonly<Record<string, FindingDefinition>> = {
  'bridge-does-not-tie': define(
    'contradiction',
    'stated ending ARR is off the bridge by more than max(1, 0.5% of starting ARR), in all or cohort by cohort',
    'clean-the-data',
  ),
  'churn-count-and-arr-disagree': define(
    'contradiction',
    'churned ARR above 0 with no customer lost, or the reverse',
    'clean-the-data',
  ),
  'reasons-exceed-churn': define(
    'contradiction',
    'more reasons than churned customers, or reason ARR over churned ARR by more than 0.5%',
    'clean-the-data',
  ),
  'churn-flag-disagrees': define(
    'contradiction',
    'churned_flag against arr_end on more than 2% of accounts or of starting ARR; a warning below that',
    'clean-the-data',
  ),
  'dates-disagree': define(
    'contradiction',
    'start_date or end_date more than 31 days off the ARR at the positions, on more than 2% of accounts or of starting ARR; a warning below that',
    'clean-the-data',
  ),
  'sources-disagree': define(
    'contradiction',
    'two files name churned customers that overlap by less than 80%, one of them over 2% of the base',
    'clean-the-data',
  ),
  'small-base': define('blocker', 'fewer accounts than a verdict needs (20)', 'clean-the-data'),
  'interval-too-wide': define(
    'blocker',
    'the interval of GRR, or of logo retention where GRR has none, spans both lines and more',
    'clean-the-data',
  ),
  'period-not-annual': define('blocker', 'the period is not 11 to 13 months', 'clean-the-data'),
  'metric-missing': define('blocker', 'GRR or NRR cannot be computed', 'clean-the-data'),
  'claims-only': define('blocker', 'only claimed rates were given', 'clean-the-data'),
  'export-edge': define(
    'blocker',
    'the period ends after the last position at which the file can be believed: most customers end at once, or nothing happens for longer than ever before, or after all terms are over',
    'clean-the-data',
  ),
  'no-price-history': define(
    'blocker',
    'a list of subscriptions as they are today, or a file in which nobody pays two prices: NRR has no band and GRR leaves downgrades out; a warning where GRR or logo retention is below its line all the same',
    'clean-the-data',
  ),
  'mixed-currencies': define('blocker', 'several currencies in a file and no rates', 'clean-the-data'),
  'leaky-bucket': define(
    'critical',
    'NRR at 100% or more while GRR is at or below the concerning line',
    'stop-the-leak',
  ),
  'nrr-rests-on-few': define(
    'critical',
    'NRR is 100% or more, and below without the top 5 expanders (or those given)',
    'broaden-expansion',
  ),
  'grr-below-line': define(
    'critical',
    'GRR in the critical band; a warning in the concerning band',
    'stop-the-leak',
  ),
  'nrr-below-line': define('critical', 'NRR in the critical band; a warning in the concerning band'),
  'logo-below-line': define(
    'critical',
    'logo retention in the critical band; a warning in the concerning band',
    'stop-the-leak',
  ),
  'leaky-bucket-edge': define(
    'warning',
    'not leaky, NRR at 100% or more, GRR within a point above the concerning line',
    'stop-the-leak',
  ),
  'leak-masked-by-expansion': define(
    'warning',
    'not leaky, NRR at 100% or more, GRR below the healthy line',
    'stop-the-leak',
  ),
  'involuntary-churn-first': define(
    'warning',
    'failed payments are 5% or more of churned ARR or customers',
    'fix-dunning',
  ),
  'unknown-reasons': define('warning', 'more than 15% of churn has no known reason', 'ask-why-they-left'),
  'reasons-missing': define(
    'warning',
    'fewer reasons than churned customers; the rest is unknown',
    'ask-why-they-left',
  ),
  'unmapped-reasons': define(
    'warning',
    'reasons in free text that no category was given for',
    'ask-why-they-left',
  ),
  'stated-reason-contradicted': define(
    'warning',
    'activation evidence moves 10% or more of churned ARR (else accounts) to no value realized',
    'repair-onboarding',
  ),
  'expansion-concentrated': define(
    'warning',
    'the top 5 bring more than half of expansion, with 6 or more expanders',
    'broaden-expansion',
  ),
  'one-account-dominates': define('warning', 'one account above 20% of starting ARR'),
  'price-led-expansion': define(
    'warning',
    'price is half of expansion or more, or NRR is below 100% at constant price',
    'price-value-audit',
  ),
  'untested-arr': define(
    'warning',
    'more than 20% of starting ARR was not up for renewal',
    'renewal-calendar',
  ),
  'nothing-up-for-renewal': define(
    'warning',
    'renewal dates are known and none fell in the period',
    'renewal-calendar',
  ),
  'renewal-rate-below-grr': define(
    'warning',
    'renewal rate more than 5 points below GRR',
    'renewal-calendar',
  ),
  'contraction-high': define(
    'warning',
    'contraction of 5% of starting ARR a year or more',
    'right-size-seats',
  ),
  'logo-grr-gap': define('warning', 'logo retention and GRR more than 5 points apart'),
  'churn-size-hidden': define(
    'warning',
    'churned accounts look small overall, and are large inside a segment',
  ),
  'cohorts-degrading': define(
    'warning',
    'the newest cohort keeps 2 points less than earlier ones',
    'repair-onboarding',
  ),
  'early-life-churn': define(
    'warning',
    'churn in months 1 to 3 is 1.5 times the overall hazard or more',
    'repair-onboarding',
  ),
  'renewal-cliff': define(
    'warning',
    'churn in months 11 to 13 is twice that of the months around or more',
    'renewal-calendar',
  ),
  'possible-merge': define(
    'warning',
    'a churned account and a growing one share a name and an amount',
    'clean-the-data',
  ),
  'implausible-nrr': define('warning', 'NRR above 200%', 'clean-the-data'),
  'at-risk-billing': define(
    'warning',
    'past due, set to cancel or paused: more than 2% of starting ARR',
    'fix-dunning',
  ),
  'fx-effect-material': define('warning', 'exchange rates move NRR by more than a point'),
  'legacy-renewed-arr': define(
    'warning',
    'the older field renewed_arr was used; it has two readings',
    'clean-the-data',
  ),
  'contraction-double-counted': define(
    'warning',
    'the claim takes contraction off a GRR that already excludes it',
  ),
  'growth-in-disguise': define('warning', 'the claim counts new customers'),
  'reactivation-counted': define('warning', 'the claim counts returning customers'),
  'contraction-left-out': define('warning', 'the claimed NRR leaves contraction out'),
  'survivor-denominator': define('warning', 'the claim leaves lost customers out of the base'),
  'churn-only-grr': define('warning', 'the claimed GRR leaves contraction out'),
  'portfolio-cap': define('warning', 'the claimed GRR is capped in total, not per account'),
  'renewal-rate-as-grr': define('warning', 'the claimed GRR is the renewal rate'),
  'monthly-as-annual': define('warning', 'a monthly figure is claimed as annual'),
  'monthly-times-twelve': define('warning', 'a monthly rate was multiplied by 12; rates compound'),
  'mixed-ages': define('warning', 'the claim pools cohorts of different ages'),
  'logo-small-sample': define(
    'warning',
    'too few customers to tell the claimed logo retention from the lines',
  ),
  'claim-impossible': define('warning', 'the claims cannot all hold'),
  'claim-not-reproduced': define('warning', 'no known convention gives the claimed value from the data'),
  'mix-hides-rate': define('info', 'mix and rate effects of opposite sign, both half a point or more'),
  'expansion-low': define('info', 'expansion below 15% of starting ARR a year', 'broaden-expansion'),
  'expansion-above-band': define('info', 'expansion above 25% of starting ARR a year', 'broaden-expansion'),
  'preventable-high': define('info', 'more than half of churn is preventable', 'stop-the-leak'),
  'preventable-low': define('info', 'less than 30% of churn is preventable', 'stop-the-leak'),
  'causes-count-vs-arr': define('info', 'causes read differently by customers and by ARR'),
  'cohorts-improving': define('info', 'the newest cohort keeps 2 points more than earlier ones'),
  'immature-cohort': define('info', 'cohorts not yet seen for the whole period; left out of totals'),
  'ending-unexplained': define(
    'info',
    'stated ending ARR is above the bridge by more than max(1, 0.5% of starting ARR), and new ARR is not given',
  ),
  'borderline-band': define('info', 'an interval crosses a line of its band'),
  'interval-not-available': define('info', 'no interval: customer counts or account rows are missing'),
  'stage-assumed': define('info', 'no stage was given; growth lines are used'),
  'reactivation-material': define('info', 'reactivation above 2% of starting ARR'),
  'product-swap': define('info', 'GRR by product more than 5 points below GRR'),
  'claim-confirmed': define('info', 'a claim equals the computed value'),
};
