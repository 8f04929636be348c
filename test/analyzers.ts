/** The tools that answer a decision: they all run on a built-in example, which the others do not have. */
import { tools } from '../src/tools/index.ts';

const loaded = await Promise.all(tools.map(async (tool) => ({ tool, line: await tool.load() })));

export const analyzers = loaded
  .filter(({ line }) => 'sample' in line.inputSchema.shape)
  .map(({ tool }) => tool.name);
