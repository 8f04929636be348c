import { expect, it } from 'vitest';
import { filledIn, readSettings } from '../../src/cli/serve-settings.ts';

it.each([
  [
    { stage: 'Series A', currency: 'eur', language: 'JA' },
    { stage: 'series_a', currency: 'EUR', language: 'ja' },
  ],
  [{ stage: ' pre-seed ' }, { stage: 'pre_seed' }],
  [{ stage: 'scale' }, { stage: 'late' }],
  [{}, {}],
])('reads %o', (given, settings) => {
  expect(readSettings(given)).toEqual(settings);
});

it.each(['', '  ', `\${user_config.folder}`])('leaves out arguments whose value is "%s"', (unset) => {
  expect(filledIn([`--stage=${unset}`, '--data-dir', unset, '--out-dir=/o', unset, '/a', '--help'])).toEqual([
    '--out-dir=/o',
    '/a',
    '--help',
  ]);
});

it('keeps what only looks like a variable', () => {
  const args = ['--data-dir', `/data/\${x}`, '--data-dir=/b', `/c\${y}d`];
  expect(filledIn(args)).toEqual(args);
});

it('names every setting that it cannot read, by its flag', () => {
  expect(() => readSettings({ stage: 'groth', currency: 'Euro', language: 'de' })).toThrow(
    new TypeError(
      [
        '--stage: "groth" is not a choice here; did you mean growth? Valid: pre_seed, seed, series_a, series_b, growth, late',
        '--currency: "EURO" is not a currency code; use three capital letters such as USD',
        '--language: "de" is not a choice here; use one of en, zh, ja',
      ].join('; '),
    ),
  );
});
