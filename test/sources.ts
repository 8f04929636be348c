/** The source files of the project, as text, for tests that read the code itself. */
import { readdirSync, readFileSync } from 'node:fs';
import { posix, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../', import.meta.url));

export const readText = (path: string): string => readFileSync(`${root}${path}`, 'utf8');

/** Paths under a folder of the project, with "/" and in order, that end in a suffix. */
export function filesUnder(folder: string, suffix: string): string[] {
  return readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((path) => `${folder}/${path.split(sep).join('/')}`)
    .filter((path) => path.endsWith(suffix))
    .sort();
}

/** `imports` is all that a file names; `loads` is what of it is there at run time, and no type alone. */
export type SourceFile = { path: string; text: string; imports: string[]; loads: string[] };

/** The text without imports of types. */
export const withoutTypes = (text: string): string => text.replace(/^import type [^;]*;$/gm, '');

/** What a file imports: packages by name, own files by their path in the project. */
function importsOf(path: string, text: string): string[] {
  const found = text.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"\s]+)['"]/g);
  return [...found].map(([, name = '']) =>
    name.startsWith('.') ? posix.normalize(`${posix.dirname(path)}/${name}`) : name,
  );
}

export const sources: readonly SourceFile[] = filesUnder('src', '.ts').map((path) => {
  const text = readText(path);
  return { path, text, imports: importsOf(path, text), loads: importsOf(path, withoutTypes(text)) };
});
