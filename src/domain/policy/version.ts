/** Version of the policy tables. It enters every report id, so a changed line gives a new id. */
export const policyVersion = '2026.11.0';

/** The day the tables were last reviewed; stands in for "today" where an age is needed and none is given. */
export const policyDate = '2026-11-01';
