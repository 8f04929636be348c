/** Files of a package, as a folder or as an archive. The same files give the same bytes: order, times and modes are fixed. */
import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { zipSync } from 'fflate';

/** One file of a package: `{ path, data, executable? }`; `path` has "/" and no leading one. */

const byPath = (a, b) => (a.path < b.path ? -1 : 1);

const modeOf = ({ executable }) => (executable === true ? 0o755 : 0o644);

/** The first day an archive can name, in the local time that it is written in: the same bytes in every time zone. */
const mtime = new Date(1980, 0, 1, 12);

/** An archive of the files. */
export function archive(files) {
  const entries = [...files]
    .sort(byPath)
    .map((file) => [file.path, [file.data, { os: 3, attrs: (modeOf(file) | 0o100000) << 16 }]]);
  return zipSync(Object.fromEntries(entries), { level: 9, mtime });
}

/** Writes the files below a folder. */
export async function writeFiles(folder, files) {
  for (const file of files) {
    const path = join(folder, file.path);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, file.data, { mode: modeOf(file) });
  }
}

/** The same files inside a folder of a package. Example: path `a` inside `b` is `b/a`. */
export const inside = (folder, files) => files.map((file) => ({ ...file, path: `${folder}/${file.path}` }));

/** A JSON file of a package. */
export const jsonFile = (path, value) => ({
  path,
  data: Buffer.from(`${JSON.stringify(value, null, 2)}\n`),
});

export const sha256 = (data) => createHash('sha256').update(data).digest('hex');
