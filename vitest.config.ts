import { defineConfig } from 'vitest/config';
import { viewDocument } from './scripts/view-document.mjs';

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

export default defineConfig({
  plugins: [markdownAsText, viewAsText],
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
