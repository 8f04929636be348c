/** `cco://benchmarks` as a page, `cco://benchmarks.json` as data: published figures and the house's own lines. */
import type { McpServer } from '@modelcontextprotocol/server';
import { benchmarksData, benchmarksPage } from '../render/benchmarks.ts';
import { contents, forAssistants, forBoth, json, markdown } from './contents.ts';

/** The addresses of the table, as they are listed. */
export const benchmarkUris = ['cco://benchmarks', 'cco://benchmarks.json'] as const;

/** Registers the table twice: to read, and to compute with. */
export function registerBenchmarks(server: McpServer): void {
  const [page, data] = benchmarkUris;
  server.registerResource(
    'benchmarks',
    page,
    {
      title: 'Benchmarks and house lines',
      description: 'Published figures with publisher, year, n and grade; the lines the tools compute with',
      mimeType: markdown,
      annotations: forBoth,
    },
    (uri) => contents(uri.href, markdown, benchmarksPage()),
  );
  server.registerResource(
    'benchmarks as data',
    data,
    {
      title: 'Benchmarks and house lines, as data',
      description: 'The same rows as JSON: quartiles, ranges, bounds, grades',
      mimeType: json,
      annotations: forAssistants,
    },
    (uri) => contents(uri.href, json, JSON.stringify(benchmarksData())),
  );
}
