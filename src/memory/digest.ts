/** The line of a file that tells whether the rest of it is as it was recorded. */
import { createHash } from 'node:crypto';

const line = /^digest: "([0-9a-f]{16})"\n/m;

/** Line ends, a mark of UTF-8 and space at the end, which editors and git change, are no part of what was recorded. */
const plain = (text: string): string =>
  text
    .replace(/^\ufeff/, '')
    .replaceAll('\r\n', '\n')
    .trimEnd();

const hash = (text: string): string => createHash('sha256').update(plain(text)).digest('hex').slice(0, 16);

/** A file's front matter and the rest; the memo may hold any line, even one like ours. */
function parts(text: string): [front: string, rest: string] {
  const end = text.indexOf('\n---', 3) + 1;
  return [text.slice(0, end), text.slice(end)];
}

const without = (text: string): string => {
  const [front, rest] = parts(text);
  return `${front.replace(line, '')}${rest}`;
};

/** A file with its digest as the last line of its front matter. */
export function withDigest(text: string): string {
  const [front, rest] = parts(text);
  return `${front}digest: "${hash(text)}"\n${rest}`;
}

/** Whether a file is as it was recorded, to the letter. One without a digest is a person's own, and passes. */
export function isAsRecorded(text: string): boolean {
  const [front] = parts(text.replaceAll('\r\n', '\n'));
  const [, digest] = line.exec(front) ?? [];
  return digest === undefined || digest === hash(without(text.replaceAll('\r\n', '\n')));
}

/** Whether two files hold the same review, whenever it was recorded. */
export const sameReview = (a: string, b: string): boolean => {
  const undated = (text: string) => plain(without(text)).replace(/^recorded_on: .*$/m, '');
  return undated(a) === undated(b);
};
