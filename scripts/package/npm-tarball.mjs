/** The npm package, packed by npm itself, which fixes order, times and modes. */
import { execFileSync } from 'node:child_process';
import { root } from './product.mjs';

/** Packs what `files` of package.json names into a folder, and gives the name of the tarball. */
export function npmTarball(folder) {
  // The bundle is there already; the scripts of the package would build it once more.
  const args = ['pack', '--ignore-scripts', '--json', '--pack-destination', folder];
  const printed = execFileSync('npm', args, {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
    shell: process.platform === 'win32',
  });
  return [JSON.parse(printed)].flat()[0].filename;
}
