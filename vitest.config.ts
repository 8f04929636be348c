import { dirname, resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { viewDocument } from './scripts/view-document.mjs';
import { workerSource } from './scripts/worker-source.mjs';

/** Markdown files are imported as text, as the bundler does. */
const markdownAsText = {
  name: 'markdown-as-text',
  transform(code: string, id: string) {
    return id.endsWith('.md') ? { code: `export default ${JSON.stringify(code)};`, map: null } : undefined;
  },
};

/** The document of the view is built and imported as text, as the bundler does. */
const viewAsText = {
  name: 'view-as-text',
  enforce: 'pre' as const,
  load: async (id: string) =>
    id.endsWith('/view.html') ? `export default ${JSON.stringify(await viewDocument('test'))};` : undefined,
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
  plugins: [markdownAsText, workersAsText, viewAsText],
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    // As many as the smallest machine has cores: many tests wait for processes that they started.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
