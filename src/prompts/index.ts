/** The only list of prompts. */
import type { McpServer } from '@modelcontextprotocol/server';
import type { Memory } from '../memory/store.ts';
import { registerCsTeamRoadmap } from './cs-team-roadmap.ts';
import { registerCsTeamSizing } from './cs-team-sizing.ts';
import { registerFounderInterview } from './founder-interview.ts';
import { registerOutputStandard } from './output-standard.ts';
import { registerPlanReview } from './plan-review.ts';
import { registerPreBoardBrief } from './pre-board-brief.ts';
import { registerQuarterlyRetentionReview } from './quarterly-retention-review.ts';
import { registerSegmentationAudit } from './segmentation-audit.ts';
import { registerUsePlaybook } from './use-playbook.ts';

/**
 * Registers every prompt on a server, in the order in which a founder needs them. `today` is a day, YYYY-MM-DD; where
 * reviews are kept, the ones that come every quarter start from the last of them.
 */
export function registerPrompts(server: McpServer, today: string, memory?: Memory): void {
  registerFounderInterview(server);
  registerQuarterlyRetentionReview(server, today, memory);
  registerSegmentationAudit(server, memory);
  registerCsTeamSizing(server, memory);
  registerCsTeamRoadmap(server, memory);
  registerPlanReview(server);
  registerPreBoardBrief(server, today, memory);
  registerOutputStandard(server);
  registerUsePlaybook(server);
}
