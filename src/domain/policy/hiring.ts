/** The lines hiring is held against: roles, causes, gates, stages. House judgement unless a comment says otherwise. */
import type { CompanyStage } from './coverage.ts';

export const roleNames = [
  'support',
  'csm',
  'account_manager',
  'implementation',
  'cs_ops',
  'customer_marketing',
  'renewals_manager',
  'cs_manager',
  'director_vp',
  'cco',
] as const;

export type Role = (typeof roleNames)[number];

export type RolePolicy = {
  title: string;
  owns: string;
  doesNotOwn: string;
  loadedCost: number;
  rampMonths: number;
  level: string;
  function: string;
  baseShare: number;
};

/** Ten roles. The cost of a CSM stands on RepVue 2026 (OTE 140,000, x 1.30). */
export const rolePolicy: Readonly<Record<Role, RolePolicy>> = {
  support: {
    title: 'support agent',
    owns: 'ticket queue, first response, product answers',
    doesNotOwn: 'renewal, expansion, proactive success',
    loadedCost: 95_000,
    rampMonths: 2,
    level: 'L2',
    function: 'CS',
    baseShare: 0.9,
  },
  csm: {
    title: 'CSM',
    owns: 'value realised, renewal, expansion lead',
    doesNotOwn: 'daily tickets, implementation work',
    loadedCost: 182_000,
    rampMonths: 5,
    level: 'L3',
    function: 'CS',
    baseShare: 0.7,
  },
  account_manager: {
    title: 'account manager',
    owns: 'commercial relationship, contract, expansion close',
    doesNotOwn: 'day-to-day success, technical depth, tickets',
    loadedCost: 220_000,
    rampMonths: 5,
    level: 'L3',
    function: 'CS',
    baseShare: 0.5,
  },
  implementation: {
    title: 'implementation manager',
    owns: 'onboarding, go-live, first value',
    doesNotOwn: 'success after launch',
    loadedCost: 130_000,
    rampMonths: 3,
    level: 'L3',
    function: 'CS',
    baseShare: 0.9,
  },
  cs_ops: {
    title: 'CS operations manager',
    owns: 'tooling, data, health scores, playbooks, reporting',
    doesNotOwn: 'direct customer relationships',
    loadedCost: 150_000,
    rampMonths: 3,
    level: 'L3',
    function: 'CS',
    baseShare: 0.9,
  },
  customer_marketing: {
    title: 'customer marketing manager',
    owns: 'advocacy, case studies, references, events',
    doesNotOwn: 'one-to-one relationships, renewal',
    loadedCost: 150_000,
    rampMonths: 3,
    level: 'L3',
    function: 'Marketing',
    baseShare: 0.9,
  },
  renewals_manager: {
    title: 'renewals manager',
    owns: 'contract calendar, renewal paperwork and terms',
    doesNotOwn: 'adoption, value',
    loadedCost: 140_000,
    rampMonths: 3,
    level: 'L3',
    function: 'CS',
    baseShare: 0.7,
  },
  cs_manager: {
    title: 'CS manager',
    owns: 'people, forecast, escalations',
    doesNotOwn: 'a full book',
    loadedCost: 200_000,
    rampMonths: 3,
    level: 'M1',
    function: 'CS',
    baseShare: 0.8,
  },
  director_vp: {
    title: 'director or VP of CS',
    owns: 'CS strategy, budget, board story',
    doesNotOwn: 'daily coaching',
    loadedCost: 300_000,
    rampMonths: 6,
    level: 'VP',
    function: 'CS',
    baseShare: 0.75,
  },
  cco: {
    title: 'CCO',
    owns: 'success, support and customer voice under one leader',
    doesNotOwn: 'any single team',
    loadedCost: 420_000,
    rampMonths: 6,
    level: 'C-Suite',
    function: 'CS',
    baseShare: 0.75,
  },
};

/** Roles whose worth is counted; the other three are opened by gates alone. */
export const scoredRoles: readonly Role[] = roleNames.filter(
  (role) => role !== 'cs_manager' && role !== 'director_vp' && role !== 'cco',
);

export const hiringCauses = [
  'never_went_live',
  'slow_time_to_value',
  'unresolved_tickets',
  'low_adoption',
  'no_outcome',
  'sponsor_loss',
  'renewal_lapsed',
  'expansion_unworked',
  'advocacy_gap',
  'payment_failure',
  'product_gap',
  'product_quality',
  'pricing',
  'competitor',
  'wrong_fit',
  'company_event',
  'unknown',
] as const;

export type HiringCause = (typeof hiringCauses)[number];

export type HiringCausePolicy = {
  role: Role | null;
  /** Part of the ARR at stake that can be saved at all; null where nobody knows. */
  preventable: number | null;
  /** What to do where no hire changes it, and who does it. */
  fix: string | null;
  owner: string;
};

const byRole = (role: Role, preventable: number, fix: string | null = null): HiringCausePolicy => ({
  role,
  preventable,
  fix,
  owner: 'Head of CS',
});

const noHire = (preventable: number | null, fix: string, owner = 'Head of CS'): HiringCausePolicy => ({
  role: null,
  preventable,
  fix,
  owner,
});

export const hiringCausePolicy: Readonly<Record<HiringCause, HiringCausePolicy>> = {
  never_went_live: byRole('implementation', 0.7),
  slow_time_to_value: byRole('implementation', 0.5),
  unresolved_tickets: byRole('support', 0.5),
  low_adoption: byRole('csm', 0.5),
  no_outcome: byRole('csm', 0.5),
  sponsor_loss: byRole('csm', 0.35),
  renewal_lapsed: byRole('csm', 0.7, 'renewal calendar at 120 days'),
  expansion_unworked: byRole('csm', 0.3),
  advocacy_gap: byRole('customer_marketing', 0.25),
  payment_failure: noHire(0.7, 'billing with retries, card updates and dunning', 'CFO'),
  product_gap: noHire(0, 'decide it in product', 'CPO'),
  product_quality: noHire(0, 'decide it in product', 'CPO'),
  pricing: noHire(0.2, 'price and packaging'),
  competitor: noHire(0.2, 'positioning and roadmap'),
  wrong_fit: noHire(0, 'stop selling it'),
  company_event: noHire(0, 'track it, as it cannot be prevented'),
  unknown: noHire(null, 'exit interviews'),
};

/** Causes that are the product's. */
export const productCauses: readonly HiringCause[] = ['product_gap', 'product_quality'];

/** Outcomes that are not lost ARR: growth and advocacy that did not happen. */
export const notLost: readonly HiringCause[] = ['expansion_unworked', 'advocacy_gap'];

/** What a CSM's cause needs where no CSM can pay: small accounts. */
export const techTouch = 'tech-touch programme';

/** Defaults of the input, each listed as an assumption when used. */
export const hiringDefaults = {
  growth_rate: 0,
  gross_margin: 0.8,
  retention_rate: 0.85,
  achievable_grr_points: 0.05,
  capture_share: 0.5,
  cs_ops_baseline_share: 0.15,
  hiring_lead_days: 90,
  max_hires_per_quarter: 1,
} as const;

/** Lines of gates, the split, findings and the sequence. */
export const hiringLines = {
  customers: 10,
  acv: 5_000,
  productShare: 1 / 3,
  founderShare: 0.4,
  ttvFactor: 1.5,
  support: { customers: 30, p1Backlog: 5, responseHours: 8, csms: 1 },
  accountManager: { csms: 2, grossRetention: 0.85 },
  renewals: { csms: 4, arr: 5_000_000 },
  csOps: { csms: 3, adminShare: 0.3 },
  marketing: { references: 5, arr: 1_000_000 },
  manager: { group: 5, all: 8, escalationCsms: 3 },
  director: { roles: 10, managers: 1 },
  cco: { arr: 10_000_000, directors: 1 },
  split: { acv: 20_000, csms: 3, expansionPreventable: 0.3, factors: 2, arr: 5_000_000 },
  /** Named losses may exceed churn by this share, and two churn figures may differ by it. */
  churnSlack: 0.02,
  signalSlack: 0.2,
  unknownShare: 0.15,
  half: 0.5,
  budgetShare: 0.1,
  slots: 6,
  slotMonths: 3,
  spacing: { least: 3, most: 6 },
  planMonths: 18,
  landedLeast: 3,
  supportBeforeCsmCustomers: 50,
  opsBeforeCsms: 3,
  merged: { arr: 5_000_000, acv: 20_000, csms: 3 },
} as const;

/** Which role has to be there, and settled, before another. */
export const prerequisites: Readonly<Partial<Record<Role, Role>>> = {
  cs_ops: 'csm',
  cs_manager: 'csm',
  account_manager: 'csm',
  renewals_manager: 'csm',
  customer_marketing: 'csm',
  director_vp: 'cs_manager',
  cco: 'director_vp',
};

/** Roles that may be hired more than once in a sequence. */
export const repeatable: readonly Role[] = ['csm', 'support'];

export type StagePolicy = {
  employees: { low: number; high: number };
  csSize: { low: number; high: number };
  next: string;
  notYet: string;
};

/** What companies of a stage usually hire; a stage never opens a role by itself. */
export const stagePolicy: Readonly<Record<CompanyStage, StagePolicy>> = {
  pre_seed: {
    employees: { low: 1, high: 15 },
    csSize: { low: 0, high: 0 },
    next: 'none: the founder',
    notYet: 'csm, support, account_manager',
  },
  seed: {
    employees: { low: 1, high: 15 },
    csSize: { low: 0, high: 0 },
    next: 'none: the founder',
    notYet: 'csm, support, account_manager',
  },
  series_a: {
    employees: { low: 15, high: 50 },
    csSize: { low: 1, high: 3 },
    next: 'csm; support at 30 customers or more; implementation at higher ACV',
    notYet: 'account_manager, cs_ops, customer_marketing',
  },
  series_b: {
    employees: { low: 50, high: 200 },
    csSize: { low: 4, high: 10 },
    next: 'cs_manager, cs_ops; account_manager and customer_marketing on conditions',
    notYet: 'director_vp, cco',
  },
  growth: {
    employees: { low: 200, high: 1_000 },
    csSize: { low: 10, high: 50 },
    next: 'director_vp, tier specialists, implementation team, renewals',
    notYet: 'cco',
  },
  late: {
    employees: { low: 1_000, high: Number.MAX_SAFE_INTEGER },
    csSize: { low: 50, high: 300 },
    next: 'cco, customer operations, CSMs inside product lines',
    notYet: '-',
  },
};

/** When a company has outgrown its stage. */
export const stageExit = {
  series_a: { customers: 100, arr: 1_000_000, csms: 3 },
  series_b: { customers: 250, arr: 5_000_000, csSize: 8 },
} as const;

export const antiPatterns = [
  'support-before-csm',
  'ops-before-csms',
  'untrained-manager',
  'csm-am-merged-too-long',
  'csm-as-support-plus',
  'customer-marketing-under-cs',
  'cco-too-early',
] as const;

export type AntiPattern = (typeof antiPatterns)[number];
