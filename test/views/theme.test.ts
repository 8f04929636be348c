/** Contrast of the charts' own colours: 4.5:1 for text, 3:1 for what is drawn (WCAG 2.1, 1.4.3 and 1.4.11). */
import { describe, expect, it } from 'vitest';
import { dark, light } from '../../src/views/theme.ts';

const linear = (channel: number): number => {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(hex.slice(at, at + 2), 16)));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (a: string, b: string): number => {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
};

it('measures contrast', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
});

describe.each(Object.entries({ light, dark }))('%s', (_, theme) => {
  it.each(['ink', 'muted'] as const)('%s can be read', (name) => {
    expect(contrast(theme[name], theme.ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['blue', 'teal', 'amber', 'red', 'violet', 'grey'] as const)('%s can be seen', (name) => {
    expect(contrast(theme[name], theme.ground)).toBeGreaterThanOrEqual(3);
  });
});
