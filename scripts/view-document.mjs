/** Makes the document of the view: one page with its style and its code inside, as hosts take it. */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const folder = new URL('../src/views/browser/', import.meta.url);

const readPart = (name) => readFile(new URL(name, folder), 'utf8');

/** The page as text. `version` is what the view tells a host about itself. */
export async function viewDocument(version) {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('main.ts', folder))],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    define: { VERSION: JSON.stringify(version) },
    write: false,
  });
  const code = Buffer.from(outputFiles[0].contents).toString('utf8').replaceAll('</script', '<\\/script');
  const [page, style] = await Promise.all([readPart('view.html'), readPart('styles.css')]);
  return page.replace('/*STYLE*/', () => style).replace('/*SCRIPT*/', () => code);
}
