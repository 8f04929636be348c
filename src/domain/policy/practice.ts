/** Lines that playbooks give and no tool computes with. Each names its grade; none is a norm. */

/** A health score in equal parts: at or above `green` is green, below `red` is red. House target. */
export const healthBands = { green: 70, red: 40 } as const;

/** Accounts needed on each side before own weights replace equal parts. House target. */
export const healthOwnWeights = { lost: 20, kept: 20 } as const;

/** Odds of renewal by five bands of health, best first. Assumption: replace with your own. */
export const healthOdds = [0.95, 0.85, 0.6, 0.3, 0.1] as const;

/** Days before the renewal at which its work begins. House target. */
export const renewalStart = { named: 120, pooled: 60, tech_touch: 30 } as const;

/** The variable part of a CSM's pay. House target. */
export const payMix = { grr: 0.5, nrr: 0.3, activity: 0.2 } as const;

/** The next attrition to try where none is known. Assumption. */
export const attritionSensitivity = 0.2;
