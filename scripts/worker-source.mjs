/** `import code from 'worker:./x-worker.ts'`: the file bundled to one text, for a thread. Bundler and tests share it. */
import { dirname, relative, resolve } from 'node:path';
import { build } from 'esbuild';

/** The code of a worker, by the path of its file. */
export async function workerSource(path) {
  const { outputFiles } = await build({
    entryPoints: [path],
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    write: false,
    legalComments: 'none',
  });
  return outputFiles[0].text;
}

/** The plugin of the bundler. */
export const workersAsText = {
  name: 'workers-as-text',
  setup(bundler) {
    // Where the project lies must not show in the names of what is built.
    bundler.onResolve({ filter: /^worker:/ }, ({ path, importer }) => ({
      path: relative('.', resolve(dirname(importer), path.slice('worker:'.length))),
      namespace: 'worker',
    }));
    bundler.onLoad({ filter: /.*/, namespace: 'worker' }, async ({ path }) => ({
      contents: await workerSource(path),
      loader: 'text',
    }));
  },
};
