/** Bars, sparklines and widths of text: lengths that follow values, columns that line up in any language. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Bar, bar, barColumns, barLines } from '../../src/render/bars.ts';
import { chartSections } from '../../src/render/chart.ts';
import type { Ink } from '../../src/render/ink.ts';
import { sparkLines } from '../../src/render/sparkline.ts';
import { fitText, padText, textWidth } from '../../src/render/text-width.ts';

const inks: readonly Ink[] = ['markdown', 'plain', 'terminal'];

// biome-ignore lint/suspicious/noControlCharactersInRegex: the colours of a terminal begin with one.
const colour = /\u001b\[\d+m/g;

const bare = (line: string): string => line.replace(colour, '');

/** Columns of ink in a line; an eighth of a column counts as such. */
const inkOf = (line: string): number =>
  [...bare(line)].reduce(
    (sum, sign) => sum + ('▏▎▍▌▋▊▉█'.indexOf(sign) + 1) / 8 + ('#+-▓░'.includes(sign) ? 1 : 0),
    0,
  );

const name = fc.oneof(
  fc.constantFrom(
    'Acme',
    '株式会社東京',
    '上海客户成功有限公司',
    'ｱｸﾒ',
    '한국 고객',
    'Zoe\u0308',
    '😀 Smile',
    '',
    '**bold** | `x`',
  ),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
  fc.integer({ min: 0, max: 1_000_000 }),
  fc.constantFrom(0, null, Number.NaN, Number.POSITIVE_INFINITY, 1e-9),
);

const bars = fc.array(
  fc.record({ label: name, value, mark: value, note: fc.constantFrom('', 'range $1 to $2') }),
  { minLength: 1, maxLength: 8 },
);

const drawn = (
  rows: readonly { label: string; value: number | null; mark: number | null; note: string }[],
  ink: Ink,
): string[] =>
  barLines(
    rows.map(({ label, value: one, mark, note }) => bar(label, String(one), one, { marks: [mark], note })),
    ink,
  );

describe('text in columns', () => {
  it.each([
    ['GRR', 3],
    ['社', 2],
    ['（東京）', 8],
    ['ｱｸﾒ', 3],
    ['한국', 4],
    ['e\u0301', 1],
    ['\u202ea\u200b', 1],
    ['😀', 2],
    ['', 0],
  ])('%s takes %d', (text, width) => {
    expect(textWidth(text)).toBe(width);
  });

  it('is cut and filled to a width, in any language', () => {
    expect(fitText('東京都港区', 6)).toBe('東京…');
    expect(fitText('Acme', 4)).toBe('Acme');
    expect(padText('社', 4, 'left')).toBe('  社');
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 40 }),
        fc.integer({ min: 1, max: 20 }),
        (text, columns) => {
          expect(textWidth(fitText(text, columns))).toBeLessThanOrEqual(columns);
          expect(textWidth(padText(fitText(text, columns), columns))).toBe(columns);
        },
      ),
    );
  });
});

describe('bars', () => {
  it('are drawn as documented', () => {
    const two = [bar('a', '1', 1), bar('b', '2', 2)];
    expect(barLines(two, 'plain')).toEqual([`a  1  ${'#'.repeat(12)}`, `b  2  ${'#'.repeat(24)}`]);
    expect(barLines(two, 'markdown')[0]).toBe(`a  1  ${'█'.repeat(12)}`);
    expect(barLines(two, 'terminal')[0]).toBe(`a  1  \u001b[36m${'█'.repeat(12)}${' '.repeat(12)}\u001b[39m`);
  });

  it('show what is not known in words, without a bar', () => {
    const [first, second] = barLines([bar('a', '1', 1), bar('b', 'n/a', null, { note: 'why' })], 'plain');
    expect(first).toBe('a          1  ########################');
    expect(second).toBe('b  not known                            why');
  });

  it('hang where they begin, and go back where something is lost', () => {
    const move = (from: number, to: number): Bar =>
      bar('x', '', to, { from, stroke: to < from ? 'loss' : 'gain' });
    const lines = barLines([bar('x', '', 8), move(8, 12), move(12, 6)], 'plain').map((line) => line.slice(5));
    expect(lines).toEqual([
      `${'#'.repeat(16)}`,
      `${' '.repeat(16)}++++++++`,
      `${' '.repeat(12)}------------`,
    ]);
  });

  it('marks stand across them', () => {
    const [under, over] = barLines(
      [bar('a', '', 6, { marks: [12] }), bar('b', '', 24, { marks: [12] })],
      'plain',
    );
    expect(under?.slice(5)).toBe(`######${' '.repeat(6)}|`);
    expect(over?.slice(5)).toBe(`${'#'.repeat(12)}|${'#'.repeat(11)}`);
  });

  it('never are wider than their columns, line up whatever the names, and know no NaN', () => {
    fc.assert(
      fc.property(bars, fc.constantFrom(...inks), (rows, ink) => {
        const lines = drawn(
          rows.map((row) => ({ ...row, note: 'end' })),
          ink,
        ).map(bare);
        expect(new Set(lines.map((line) => textWidth(line))).size).toBe(1);
        for (const line of lines) {
          expect(textWidth(line)).toBeLessThanOrEqual(24 + 2 + 26 + 2 + barColumns + 2 + 3);
          expect(line).not.toMatch(/NaN|Infinity|undefined/);
          expect(line).not.toContain('\n');
        }
      }),
    );
  });

  it('are the longer the larger the value, and never empty above zero', () => {
    const amounts = fc.array(fc.double({ min: 0, max: 1e9, noNaN: true }), { minLength: 2, maxLength: 10 });
    fc.assert(
      fc.property(amounts, fc.constantFrom(...inks), (given, ink) => {
        const sorted = [...given].sort((a, b) => a - b);
        const lengths = barLines(
          sorted.map((one) => bar('x', '', one)),
          ink,
        ).map(inkOf);
        expect(lengths).toEqual([...lengths].sort((a, b) => a - b));
        for (const [i, length] of lengths.entries()) {
          expect(length).toBeLessThanOrEqual(barColumns);
          expect(length > 0).toBe((sorted[i] ?? 0) > 0);
        }
        if ((sorted.at(-1) ?? 0) > 0) expect(lengths.at(-1)).toBe(barColumns);
      }),
    );
  });

  it('are the same in ink and colour apart', () => {
    fc.assert(
      fc.property(bars, (rows) => {
        const trimmed = (lines: string[]) => lines.map((line) => bare(line).trimEnd());
        expect(trimmed(drawn(rows, 'terminal'))).toEqual(trimmed(drawn(rows, 'markdown')));
        const unnamed = rows.map((row) => ({ ...row, label: 'x' }));
        for (const line of drawn(unnamed, 'plain')) expect(line).not.toMatch(/[▁-▏▓░┃]/);
      }),
    );
  });
});

describe('sparklines', () => {
  const show = (one: number) => String(one);

  it('are drawn over one scale', () => {
    const series = [
      { label: 'need', values: [1, 2, 3], show },
      { label: '容量', values: [3, null, 1], show },
    ];
    expect(sparkLines(series, 'markdown')).toEqual(['need   1  ▁▅█  3', '容量   3  █·▁  1']);
    expect(sparkLines(series, 'plain')).toEqual(['Month  0', 'need   1', '容量   3']);
  });

  it('of values that do not move are flat, of none say so', () => {
    expect(sparkLines([{ label: 'a', values: [2, 2], show }], 'markdown')).toEqual(['a      2  ▄▄  2']);
    expect(sparkLines([{ label: 'a', values: [null, null], show }], 'markdown')).toEqual([
      'a      not known  ··  not known',
    ]);
  });

  it('show each month once, and line up', () => {
    const series = fc.array(
      fc.record({ label: name, values: fc.array(value, { minLength: 13, maxLength: 13 }) }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(series, fc.constantFrom(...inks), (given, ink) => {
        const lines = sparkLines(
          given.map((one) => ({ ...one, show: (n: number) => n.toFixed(2) })),
          ink,
        );
        expect(new Set(lines.map(textWidth)).size).toBe(1);
        for (const line of lines) expect(line).not.toMatch(/NaN|Infinity|undefined/);
        if (ink === 'plain')
          expect(lines[0]?.trim().split(/ +/)).toEqual(['Month', '0', '3', '6', '9', '12']);
        else for (const line of lines) expect(line).toMatch(/[▁-█·]{13}/);
      }),
    );
  });
});

describe('charts', () => {
  const chart = (title: string, one: number | null) => ({ title, bars: [bar('a', '1', one)] });

  it('a summary keeps the first, full and a terminal all; what nobody knows is not shown', () => {
    const charts = [chart('none', null), chart('one', 1), chart('two', 2)];
    const titles = (detail: 'summary' | 'full', ink: Ink) =>
      chartSections(charts, detail, ink).map(({ lines }) =>
        lines.find((line) => /^(?:none|one|two)$/.test(line)),
      );
    expect(titles('summary', 'markdown')).toEqual(['one']);
    expect(titles('summary', 'plain')).toEqual(['one']);
    expect(titles('summary', 'terminal')).toEqual(['one', 'two']);
    expect(titles('full', 'markdown')).toEqual(['one', 'two']);
  });

  it('stand in a code fence, but not at a terminal', () => {
    const lines = (ink: Ink) => chartSections([chart('one', 1)], 'full', ink)[0]?.lines ?? [];
    expect([lines('markdown')[0], lines('markdown').at(-1)]).toEqual(['```text', '```']);
    expect(lines('terminal')[0]).toBe('one');
  });
});
