/** Decisions the product never makes: it prepares options and figures for them. The output standard explains each. */
export const humanDecisions = [
  'renewal_negotiation',
  'strategic_escalation',
  'price_exception',
  'executive_review',
  'end_customer',
  'reprice_customer',
  'tier_policy',
  'hire_offer',
  'let_go',
  'comp_plan',
  'budget',
  'public_number',
  'cause_call',
  'source_of_truth',
  'customer_data',
] as const;

export type HumanDecision = (typeof humanDecisions)[number];
