/** Numbers of tables and texts as people write them: no zeros after the point, K and M for money. */
import { numberText, type Unit } from './display.ts';

const plain = (value: number, decimals: number): string => {
  const text = numberText(value, decimals);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
};

const moneyScales = [
  [1_000_000, 'M'],
  [1_000, 'K'],
  [1, ''],
] as const;

/** The digits of a value and what stands behind them. */
function parts(value: number, unit: Unit): readonly [digits: string, suffix: string] {
  if (unit === 'share') return [plain(value * 100, 2), '%'];
  if (unit === 'money') {
    const [scale, letter] = moneyScales.find(([from]) => Math.abs(value) >= from) ?? [1, ''];
    return [plain(value / scale, 2), letter];
  }
  const word =
    unit === 'hours' || unit === 'days' || unit === 'months' || unit === 'points' ? ` ${unit}` : '';
  return [plain(value, unit === 'hours' ? 1 : 3), word];
}

/**
 * A value as short as it goes; money is USD.
 * Example: `shortNumber(0.061, 'share')` is "6.1%"; `shortNumber(1_720_000, 'money')` is "1.72M".
 */
export const shortNumber = (value: number, unit: Unit): string => parts(value, unit).join('');

/**
 * A range; the unit is said once where both ends have it. An end that is null is open, two equal ends are one value.
 * Example: `shortRange(500_000, 1_000_000, 'money')` is "500K-1M"; `shortRange(0.9, null, 'share')` is "90% or more".
 */
export function shortRange(low: number | null, high: number | null, unit: Unit): string {
  if (low === null || high === null) {
    if (low !== null) return `${shortNumber(low, unit)} or more`;
    return high === null ? 'open' : `up to ${shortNumber(high, unit)}`;
  }
  if (low === high) return shortNumber(low, unit);
  const [[from, fromUnit], [to, toUnit]] = [parts(low, unit), parts(high, unit)];
  return `${from}${fromUnit === toUnit ? '' : fromUnit}-${to}${toUnit}`;
}

/**
 * Values of one kind in a row; the unit is said once where all have it.
 * Example: `shortList([800_000, 1_200_000], 'money')` is "800K / 1.2M"; `shortList([0.85, 0.9], 'share')` is "85 / 90%".
 */
export function shortList(values: readonly number[], unit: Unit): string {
  const all = values.map((value) => parts(value, unit));
  const shared = new Set(all.map(([, suffix]) => suffix)).size === 1;
  return all
    .map(([digits, suffix], i) => `${digits}${shared && i < all.length - 1 ? '' : suffix}`)
    .join(' / ');
}
