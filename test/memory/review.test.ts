/** The file of a review: what goes in comes out, whatever it holds. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dateText } from '../../src/domain/dates.ts';
import { units } from '../../src/domain/figure.ts';
import { decisions } from '../../src/domain/memo.ts';
import { type KeptReview, keptReviewSchema, keptTools } from '../../src/domain/progress/kept-review.ts';
import { idStem } from '../../src/domain/progress/review-id.ts';
import { cleanLines } from '../../src/domain/text.ts';
import { sameReview } from '../../src/memory/digest.ts';
import { parseReview, reviewText } from '../../src/memory/review.ts';
import { draft } from './drafts.ts';

const day = fc.integer({ min: 0, max: 40_000 }).map(dateText);
const number = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value)),
  fc.integer(),
  fc.constantFrom(0, 0.1 + 0.2, 1e21, 1e-7, 5e-324, Number.MAX_SAFE_INTEGER, -1e13),
);

/** Text as it gets into a file: cleaned, on one line. Words that YAML would take for something else are among it. */
const line = (most: number) =>
  fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: most }),
      fc.string({ unit: 'binary', maxLength: most }),
      fc.constantFrom(
        'null',
        'true',
        'yes',
        '~',
        '0x10',
        '1e3',
        '2026-01-01',
        '---',
        '- a',
        '&a *a',
        '!!js/function',
        '# x',
        ': ',
        '"',
        "'",
        '{ a: b }',
        '中文 ・ 日本語',
      ),
    )
    .map((text) => cleanLines(text).replace(/\s+/g, ' ').slice(0, most))
    .filter((text) => text !== '' && !/\p{Cs}/u.test(text));

const words = fc
  .oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          '## Memo',
          '## Decision, in the words of the founder',
          '---',
          '> quoted',
          'digest: "0123456789abcdef"',
          '',
          '  indented',
          'a\tb',
          '# x',
          '```',
        ),
        { maxLength: 12 },
      )
      .map((lines) => lines.join('\n')),
  )
  .map(cleanLines)
  .filter((text) => text !== '' && text.length <= 1_000 && !/\p{Cs}/u.test(text));

const figure = fc.record(
  {
    id: line(40),
    label: line(60),
    value: fc.option(number),
    unit: fc.constantFrom(...units),
    low: number,
    high: number,
  },
  { requiredKeys: ['id', 'label', 'value', 'unit'] },
);

const plain = fc.oneof(line(80), number, fc.boolean(), fc.constant(null));
const names = fc.dictionary(
  line(30).filter((name) => name !== '__proto__'),
  plain,
  { maxKeys: 6 },
);

const review: fc.Arbitrary<KeptReview> = fc
  .record({
    form: fc.constant(1 as const),
    decision: fc.constantFrom(...decisions),
    tool: fc.constantFrom(...keptTools),
    recorded_on: day,
    as_of: fc.option(day),
    report_id: fc.stringMatching(/^[0-9a-f]{16}$/),
    policy_version: line(20),
    currency: fc.constantFrom('USD', 'EUR', 'JPY'),
    verdict: line(30),
    confidence: fc.constantFrom('low', 'medium', 'high'),
    choice: fc.option(line(100)),
    expect: fc.array(fc.record({ figure: line(30), target: number, by: day }), { maxLength: 4 }),
    review_on: fc.option(day),
    corrects: fc.constantFrom(null, '2026-09-30-next-hire-be5258ae-12'),
    figures: fc.array(figure, { maxLength: 5 }),
    definitions: fc.option(names),
    assumed: fc.option(names),
    breaches: fc.option(
      fc.array(fc.record({ code: line(20), line: fc.nat(500), because: line(90) }), { maxLength: 3 }),
    ),
  })
  .map((rest) => ({ ...rest, id: idStem(rest as KeptReview) }) as KeptReview);

describe('round trip', () => {
  it('gives back any review as it was', async () => {
    await fc.assert(
      fc.asyncProperty(review, words, words, async (kept, memo, decided) => {
        const given = { review: kept, memo, words: decided };
        expect(keptReviewSchema.safeParse(kept).error?.issues ?? []).toEqual([]);
        const text = reviewText(given);
        expect(await parseReview(text)).toEqual(given);
        // A file saved with the line ends of another system is the same review.
        expect(await parseReview(text.replaceAll('\n', '\r\n'))).toEqual(given);
      }),
      { numRuns: 400 },
    );
  });

  it('writes a line a value, so that two versions differ where they do', () => {
    const text = (grr: number) => {
      const one = draft();
      const [first, ...others] = one.review.figures;
      if (first === undefined) throw new Error('no figure');
      const figures = [{ ...first, value: grr }, ...others];
      return reviewText({ ...one, review: { ...one.review, figures, id: idStem(one.review) } }).split('\n');
    };
    const [a, b] = [text(0.8), text(0.9)];
    expect(a.length).toBe(b.length);
    // The figure, and the digest of the file.
    expect(a.filter((one, i) => one !== b[i]).map((one) => one.trim().split(':')[0])).toEqual([
      '- { id',
      'digest',
    ]);
  });

  it('knows the same review on another day, and another one', () => {
    const text = (changes: Partial<KeptReview>, decided?: string) => {
      const one = draft(changes, decided);
      return reviewText({ ...one, review: { ...one.review, id: '2026-09-30-retention-be5258ae' } });
    };
    expect(sameReview(text({}), text({ recorded_on: '2026-12-01' }))).toBe(true);
    expect(sameReview(text({}), text({ verdict: 'healthy' }))).toBe(false);
    expect(sameReview(text({}), text({}, 'recorded_on: 2026-12-01'))).toBe(false);
  });
});

describe('text', () => {
  it('loses what hides or turns round its neighbours, and nothing else', () => {
    expect(cleanLines('a\u202eb\r\nc\u0000d\u200b \n\n e👩‍🚀\ufeff')).toBe('ab\ncd\n\n e👩‍🚀');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(cleanLines(cleanLines(text))).toBe(cleanLines(text));
        expect(cleanLines(text)).not.toMatch(/[\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
