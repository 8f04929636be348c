/** What the format of a number says beside its digits: a currency, or that it is percent. */
import { isCurrencyCode } from '../cells/currencies.ts';

/** How the numbers of a format are shown: behind a currency, or so many times as large before a percent sign. */
export type Mark = { currency: string } | { percent: 1 | 100 };

/** Letters before a dollar sign that say whose dollar it is. */
const dollars: Readonly<Record<string, string>> = {
  A: 'AUD ',
  AU: 'AUD ',
  C: 'CAD ',
  CA: 'CAD ',
  HK: 'HKD ',
  MX: 'MXN ',
  NZ: 'NZD ',
  R: 'BRL ',
  S: 'SGD ',
  SG: 'SGD ',
  US: '$',
  '': '$',
};

/**
 * The words of the first section of a format, apart from one another, and whether it makes percent of its numbers.
 * Quoted text, `[$...]` and escaped characters are words; colours, conditions, widths (`_€`) and fill (`* `) are none.
 */
function wordsOf(format: string): { words: string; percent: boolean } {
  let words = '';
  let percent = false;
  const parts = /"([^"]*)"?|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|\\(.)|[_*].?|([\s\S])/gu;
  for (const [part, quoted, bracketed, escaped, bare] of format.matchAll(parts)) {
    if (bare === ';') break;
    if (bare === '%') percent = true;
    const word = quoted ?? bracketed?.toUpperCase() ?? escaped ?? (/[$€£¥]/.test(part) ? bare : undefined);
    words += word ?? (bare === undefined ? '' : ' ');
  }
  return { words, percent };
}

/**
 * The mark of a number format. Example: `#,##0.00 [$€-407]` is €, `"EUR" #,##0` and `[$EUR] 0` are EUR, `0.0%` is
 * percent, `0.00` none.
 */
export function markOf(format: string): Mark | null {
  const { words, percent } = wordsOf(format);
  const code = words.match(/(?<!\p{L})[A-Z]{3}(?!\p{L})/gu)?.find(isCurrencyCode);
  if (code !== undefined) return { currency: `${code} ` };
  const [, whose = '', sign] = /(\p{L}*)([$€£¥])/u.exec(words) ?? [];
  if (sign !== undefined && sign !== '$') return { currency: sign };
  const dollar = sign === undefined ? undefined : dollars[whose.toUpperCase()];
  if (dollar !== undefined) return { currency: dollar };
  return percent ? { percent: 100 } : words.includes('%') ? { percent: 1 } : null;
}

/** Number formats that need no entry of their own, by their number: percent, and amounts in the currency of the program. */
export const builtInFormats: Readonly<Record<string, string>> = {
  5: '$#,##0',
  6: '$#,##0',
  7: '$#,##0.00',
  8: '$#,##0.00',
  9: '0%',
  10: '0.00%',
  42: '_("$"* #,##0_)',
  44: '_("$"* #,##0.00_)',
};

/** A number in digits alone, without an exponent. Example: 2.5e-7 is "0.00000025". */
function digitsOf(number: number): string {
  const text = String(number);
  if (!text.includes('e')) return text;
  return number < 1 ? number.toFixed(20).replace(/\.?0+$/, '') : String(BigInt(number));
}

/**
 * A number as it is shown with its mark. Three decimals get a fourth, as three could be thousands.
 * Example: 0.07 as percent is "7%", 1000 in € is "€1000", 1.234 in € is "€1.2340".
 */
export function shown(value: string, mark: Mark): string {
  const number = Number(value);
  if (value.trim() === '' || !Number.isFinite(number)) return value;
  if ('percent' in mark) return `${Number((number * mark.percent).toPrecision(12))}%`;
  const digits = digitsOf(Math.abs(number)).replace(/\.\d{3}$/, '$&0');
  return `${number < 0 ? '-' : ''}${mark.currency}${digits}`;
}
