/** The tools that answer a decision: those that have a built-in example. */
import { tools } from '../src/tools/index.ts';

const withExample = await Promise.all(
  tools.map(async (tool) => ('sample' in (await tool.load()).inputSchema.shape ? [tool] : [])),
);

export const analyzers = withExample.flat();
