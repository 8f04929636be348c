/** The archive of a release: what goes in comes out, and the order in which files are found leaves no trace. */
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { unzipSync } from 'fflate';
import { expect, it } from 'vitest';
import { root } from '../sources.ts';

type PackageFile = { path: string; data: Uint8Array; executable?: boolean };

const { archive } = (await import(pathToFileURL(`${root}scripts/package/files.mjs`).href)) as {
  archive: (files: readonly PackageFile[]) => Uint8Array;
};

const files = fc.uniqueArray(
  fc.record({
    path: fc.stringMatching(/^[a-z]{1,6}(?:\/[a-z.]{1,6}[a-z]){0,2}$/),
    data: fc.uint8Array({ maxLength: 200 }),
    executable: fc.boolean(),
  }),
  { selector: ({ path }) => path, minLength: 1, maxLength: 8 },
);

it('gives the files back as they were', () => {
  fc.assert(
    fc.property(files, (some) => {
      const back = unzipSync(archive(some));
      expect(Object.keys(back)).toEqual(some.map(({ path }) => path).sort());
      for (const { path, data } of some) expect(Buffer.from(back[path] ?? [])).toEqual(Buffer.from(data));
    }),
  );
});

it('has the same bytes in any order of its files', () => {
  const shuffled = files.chain((some) =>
    fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length })),
  );
  fc.assert(
    fc.property(shuffled, ([some, other]) => {
      expect(Buffer.from(archive(other)).equals(Buffer.from(archive(some)))).toBe(true);
    }),
  );
});

it('has other bytes when a file is one to run', () => {
  const file = { path: 'a', data: Uint8Array.of(1) };
  expect(archive([file])).not.toEqual(archive([{ ...file, executable: true }]));
});
