import { dirname, resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { workerSource } from './scripts/worker-source.mjs';

/** Markdown files are imported as text, as the bundler does. */
const markdownAsText = {
  name: 'markdown-as-text',
  transform(code: string, id: string) {
    return id.endsWith('.md') ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined;
  },
};

/** Workers are imported as one text each, as the bundler does. */
const workersAsText = {
  name: 'workers-as-text',
  enforce: 'pre' as const,
  resolveId(id: string, importer?: string) {
    return id.startsWith('worker:') && importer !== undefined
      ? `\0worker:${resolve(dirname(importer), id.slice('worker:'.length))}`
      : undefined;
  },
  async load(id: string) {
    return id.startsWith('\0worker:')
      ? `export default ${JSON.stringify(await workerSource(id.slice('\0worker:'.length)))};`
      : undefined;
  },
};

export default defineConfig({
  plugins: [markdownAsText, workersAsText],
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
