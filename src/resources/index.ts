/** The only list of resources: what an assistant may read beside calling tools. */
import type { McpServer } from '@modelcontextprotocol/server';
import type { Memory } from '../memory/store.ts';
import type { ReportStore } from '../report-store.ts';
import { registerBenchmarks } from './benchmarks.ts';
import { registerDocuments } from './documents.ts';
import { registerHandoffSchemas } from './handoff-schemas.ts';
import { registerPlaybooks } from './playbooks.ts';
import { registerReports } from './reports.ts';
import { registerReviews } from './reviews.ts';
import { registerSchemas } from './schemas.ts';
import { registerSkill } from './skill.ts';

/** Registers every resource on a server. Example: `registerResources(server, createReportStore())`. */
export function registerResources(server: McpServer, reports: ReportStore, memory?: Memory): void {
  registerDocuments(server);
  registerBenchmarks(server);
  registerPlaybooks(server);
  registerSchemas(server);
  registerHandoffSchemas(server);
  registerReports(server, reports);
  registerReviews(server, memory);
  registerSkill(server);
}
