/** The only list of prompts. */
import type { McpServer } from '@modelcontextprotocol/server';
import { registerCsTeamRoadmap } from './cs-team-roadmap.ts';
import { registerCsTeamSizing } from './cs-team-sizing.ts';
import { registerFounderInterview } from './founder-interview.ts';
import { registerOutputStandard } from './output-standard.ts';
import { registerPlanReview } from './plan-review.ts';
import { registerPreBoardBrief } from './pre-board-brief.ts';
import { registerQuarterlyRetentionReview } from './quarterly-retention-review.ts';
import { registerSegmentationAudit } from './segmentation-audit.ts';
import { registerUsePlaybook } from './use-playbook.ts';

/** Registers every prompt on a server, in the order in which a founder needs them. `today` is a day, YYYY-MM-DD. */
export function registerPrompts(server: McpServer, today: string): void {
  registerFounderInterview(server);
  registerQuarterlyRetentionReview(server, today);
  registerSegmentationAudit(server);
  registerCsTeamSizing(server);
  registerCsTeamRoadmap(server);
  registerPlanReview(server);
  registerPreBoardBrief(server, today);
  registerOutputStandard(server);
  registerUsePlaybook(server);
}
