/** How the loaded cost of a person splits into pay and what comes on top. House judgement, as most salary tables have it. */
export const payRules = {
  /** Loaded cost over on-target earnings: taxes, benefits, tools. */
  loadedOverOte: 1.3,
  /** Benefits as a share of on-target earnings; the rest of the loaded cost. */
  benefitsShare: 0.3,
  /** Fee of a recruiter as a share of base salary; a promotion has none. */
  recruiterFee: 0.2,
  /** The usual base share of a CSM's on-target earnings. */
  csmBaseShare: 0.7,
  /** A manager's. */
  managerBaseShare: 0.8,
} as const;
