/** The only list of prompts. */
import type { McpServer } from '@modelcontextprotocol/server';
import { registerOutputStandard } from './output-standard.ts';

/** Registers every prompt on a server. */
export function registerPrompts(server: McpServer): void {
  registerOutputStandard(server);
}
