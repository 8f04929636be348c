/** Every finding segmentation can raise, in the order they are listed within a severity. */
import type { FindingDefinition, Severity } from '../finding.ts';

const define = (severity: Severity, fires: string, playbook: string): FindingDefinition => ({
  severity,
  fires,
  playbook,
});

export const segmentationFindings: Readonly<Record<string, FindingDefinition>> = {
  'accounts-to-exit': define('critical', 'any account with disposition exit', 'exit-or-reprice'),
  'accounts-losing-money': define('critical', 'any account with a negative margin', 'exit-or-reprice'),
  'accounts-on-watch': define('info', 'any account on watch', 'exit-or-reprice'),
  'sheltered-early-accounts': define(
    'warning',
    'an exit or fix_or_exit among the ten longest tenures, of 20 accounts or more',
    'exit-or-reprice',
  ),
  'path-depends-on-cost-split': define(
    'warning',
    'any path that another split of the service cost would change, where the split was assumed',
    'collect-account-costs',
  ),
  'notice-window-open': define('warning', 'any notice window is open at as_of', 'exit-or-reprice'),
  'notice-window-passed': define(
    'warning',
    'any notice window has passed at as_of: the term renews',
    'exit-or-reprice',
  ),
  'nobody-to-let-go': define(
    'info',
    'service cost known on 80% of accounts or more, and all are kept',
    'collect-account-costs',
  ),
  'free-accounts': define('info', 'any account without ARR', 'exit-or-reprice'),
  'tier-spend-not-affordable': define(
    'warning',
    'the middle of the tier ranges exceeds the budget; critical if the low end does',
    'reset-service-levels',
  ),
  'service-cost-over-budget': define(
    'warning',
    'service cost, known on 80% of ARR or more, exceeds the budget; critical above 1.5 times',
    'reset-service-levels',
  ),
  'over-served-accounts': define(
    'warning',
    'cost above the tier range, or a thin or negative margin',
    'reset-service-levels',
  ),
  'under-served-accounts': define(
    'info',
    'cost below the tier range (at most the cap of the account), and fit not weak',
    'reset-service-levels',
  ),
  'percentile-dollar-collision': define(
    'warning',
    'an account ranked strategic or enterprise whose ARR is below that floor',
    'reset-service-levels',
  ),
  'too-many-strategic': define(
    'warning',
    'more than 30% of 10 accounts or more are strategic; critical from 70%',
    'tier-review',
  ),
  'product-led-book': define('warning', '70% of 10 accounts or more are smb', 'design-for-product-led'),
  'tier-shares-off-pattern': define(
    'info',
    'of 20 accounts or more, a share of customers or ARR is outside its usual range',
    'tier-review',
  ),
  'book-too-small-for-shape': define('info', 'fewer than 10 accounts', 'tier-review'),
  'top-account-concentration': define(
    'warning',
    'the largest of two accounts or more has 20% of ARR; critical from 40%',
    'protect-top-accounts',
  ),
  'top-ten-concentration': define(
    'warning',
    'the ten largest of 30 accounts or more have 60% of ARR',
    'protect-top-accounts',
  ),
  'promotions-ready': define('info', 'any account passes every gate to the next tier', 'tier-review'),
  'promotions-blocked': define('info', 'any account over the next floor is held by a gate', 'tier-review'),
  'demotions-to-review': define('info', 'any account falls below its band, or its fit fell', 'tier-review'),
  'near-tier-floor': define(
    'info',
    'any account within the band around a floor, where no current tier is given',
    'tier-review',
  ),
  'growth-refused-on-economics': define(
    'info',
    'any account ready to grow that loses money',
    'grow-accounts',
  ),
  'fit-mostly-unknown': define('warning', 'fit known on less than half, weighted by ARR', 'sharpen-icp'),
  'disposition-unsettled': define(
    'warning',
    'an unknown fit or cost could change a disposition',
    'sharpen-icp',
  ),
  'signals-separate': define('info', 'a signal separates good from bad accounts', 'sharpen-icp'),
};
