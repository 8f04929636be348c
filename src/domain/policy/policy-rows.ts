/** The one list of the house's own lines, each made from the constants the code computes with. */
import type { PolicyRow } from './policy-row.ts';
import { peoplePolicies } from './policy-rows-people.ts';
import { retentionPolicies } from './policy-rows-retention.ts';
import { servicePolicies } from './policy-rows-service.ts';

export const policyRows: readonly PolicyRow[] = [...retentionPolicies, ...servicePolicies, ...peoplePolicies];
