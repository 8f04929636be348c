/** From what somebody wrote to a cause: whole texts with one meaning, and nothing else. */
import { describe, expect, it, test } from 'vitest';
import { causes, plainReasons, suggestionWords } from '../../../src/domain/policy/causes.ts';
import { causeOf, reasonMapOf, suggestCause } from '../../../src/domain/retention/reasons.ts';

const cause = (text: string) => causeOf(text, new Map());

describe('plain words', () => {
  it.each([
    ['card declined', 'payment_failure'],
    ['Payment failed', 'payment_failure'],
    ['Credit card expired.', 'payment_failure'],
    ['company shut down', 'company_event'],
    ['They went out of business', 'company_event'],
    ['Got acquired!', 'company_event'],
    ['Too expensive', 'pricing'],
    ['price too high', 'pricing'],
    ['Missing feature', 'product_fit'],
    ['Switched to a competitor', 'competitor_loss'],
    ['switched-to-competitor', 'competitor_loss'],
    ['never used it', 'no_value_realized'],
    ['our champion departed', 'champion_left'],
    ['Poor customer service', 'tactical_failure'],
    ['no reason given', 'unknown'],
  ])('%s is %s', (text, expected) => {
    expect(cause(text)).toBe(expected);
  });

  it.each([
    'not too expensive',
    'Too expensive?',
    'too expensive, and a missing feature',
    'no missing features',
    'not acquired',
    'is a competitor',
    'never a competitor',
    'card declined, then paid',
    'no longer needed',
    'budget',
    'prices are fine',
    'we acquired them',
    'not',
    'the',
    'it',
  ])('%s is asked about', (text) => {
    expect(cause(text)).toBeNull();
  });

  test('are each of one cause, and none of them is hinted at as another', () => {
    const listed = causes.flatMap((one) => [...plainReasons].filter(([, to]) => to === one));
    expect(listed).toHaveLength(plainReasons.size);
    for (const [text, to] of plainReasons) {
      expect(cause(text), text).toBe(to);
      expect([null, to], text).toContain(suggestCause(text));
    }
    expect(suggestionWords.length).toBeGreaterThan(0);
  });

  test("give way to the caller's map", () => {
    expect(causeOf('Acquired', reasonMapOf({ acquired: 'competitor_loss' }))).toBe('competitor_loss');
  });
});

test('a map may name a cause in the words that are read as one', () => {
  const map = reasonMapOf({ 'ghosted us': 'too expensive', 'moved on': 'Pricing', 'no idea': 'mystery' });
  expect(causeOf('ghosted us', map)).toBe('pricing');
  expect(causeOf('moved on', map)).toBe('pricing');
  expect(causeOf('no idea', map)).toBeNull();
});
