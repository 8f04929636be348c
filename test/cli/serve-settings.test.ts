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
  expect(readSettings(given)).toEqual({ ok: true, settings });
});

it.each(['', '  ', `\${user_config.stage}`])('takes "%s" as left empty', (text) => {
  expect(filledIn(text)).toBe(undefined);
  expect(readSettings({ stage: text, currency: text, language: text })).toEqual({ ok: true, settings: {} });
});

it('names every setting that it cannot read, by its flag', () => {
  const read = readSettings({ stage: 'groth', currency: 'Euro', language: 'de' });
  expect(read.ok ? [] : read.problems.map(({ message }) => message)).toEqual([
    '--stage: "groth" is not a choice here; did you mean growth? Valid: pre_seed, seed, series_a, series_b, growth, late',
    '--currency: "EURO" is not a currency code; use three capital letters such as USD',
    '--language: "de" is not a choice here; use one of en, zh, ja',
  ]);
});
