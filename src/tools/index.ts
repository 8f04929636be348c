/** The only list of tools; server, command line, reference and tests derive from it. */
import { decomposeRetention } from './decompose-retention.ts';
import type { Tool } from './define-tool.ts';

export const tools: readonly Tool[] = [decomposeRetention];
