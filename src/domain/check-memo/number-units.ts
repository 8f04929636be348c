/** The words and signs around a number: currency before it, scale and unit behind it, in three languages. */

/** What a number is said to be. `plain` says nothing. */
export type SaidUnit = 'percent' | 'points' | 'money' | 'times' | 'hours' | 'days' | 'months' | 'plain';

/** Currencies a sign may stand for. */
const dollars = ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN'];

const signs: Readonly<Record<string, readonly string[]>> = {
  $: dollars,
  US$: ['USD'],
  A$: ['AUD'],
  C$: ['CAD'],
  S$: ['SGD'],
  HK$: ['HKD'],
  NZ$: ['NZD'],
  '€': ['EUR'],
  '£': ['GBP'],
  '¥': ['CNY', 'JPY'],
};

/** Codes that are read as a currency wherever they stand; GRR and CSM have three capitals too. */
const codes = new Set(
  'USD EUR GBP JPY CNY CHF CAD AUD NZD SGD HKD INR KRW TWD SEK NOK DKK PLN CZK HUF RON BGN TRY ILS AED SAR ZAR BRL MXN CLP COP ARS THB IDR MYR PHP VND'.split(
    ' ',
  ),
);

const namedAfter: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^ ?(?:美元|米ドル|ドル|US dollars?\b)/i, ['USD']],
  [/^ ?dollars?\b/i, dollars],
  [/^ ?(?:欧元|ユーロ|euros?\b)/i, ['EUR']],
  [/^ ?(?:英镑|ポンド)/, ['GBP']],
  [/^ ?(?:日元|円)/, ['JPY']],
  [/^ ?(?:人民币|元)/, ['CNY']],
];

/** A currency in front of a number, and its minus sign. `length`: how many characters both take. */
export type Before = {
  currencies: readonly string[] | null;
  negative: boolean;
  percent: boolean;
  length: number;
};

const beforePattern = /(?:(US\$|HK\$|NZ\$|A\$|C\$|S\$|[$€£¥])|(?<![A-Za-z])([A-Z]{3})) ?(-)?$|(百分之)$/;

/** A minus sign at the end. A dash after a word or another number joins; it makes nothing negative. */
const dashEnd = /(?<![\p{L}\p{N}%)])-$/u;

/** Reads what stands right before a number. `text` is the line up to it. Example: "cost -EUR " gives EUR, negative. */
export function readBefore(text: string): Before {
  const near = text.slice(-6);
  const match = beforePattern.exec(near);
  if (match?.[4] !== undefined) return { currencies: null, negative: false, percent: true, length: 3 };
  const code = match?.[2];
  const at = match === null ? text.length : text.length - match[0].length;
  // Three capitals behind a minus sign can only be a currency, whatever they are.
  const known = match !== null && (code === undefined || codes.has(code) || dashEnd.test(text.slice(0, at)));
  const length = known ? match[0].length : 0;
  const currencies = known ? (code === undefined ? (signs[match[1] ?? ''] ?? null) : [code]) : null;
  const head = text.slice(0, text.length - length);
  const dash = dashEnd.test(head);
  const negative = dash || (known && match?.[3] === '-');
  return { currencies, negative, percent: false, length: length + (dash ? 1 : 0) };
}

/** Scale and unit behind a number; `length`: how many characters they take. */
export type After = { scale: number; unit: SaidUnit; currencies: readonly string[] | null; length: number };

const scales: readonly (readonly [RegExp, number])[] = [
  [/^(?:K|k)(?![A-Za-z])/, 1e3],
  [/^(?:mn|MM|M|m)(?![A-Za-z])/, 1e6],
  [/^(?:bn|B|b)(?![A-Za-z])/, 1e9],
  [/^ ?thousand\b/i, 1e3],
  [/^ ?million\b/i, 1e6],
  [/^ ?billion\b/i, 1e9],
  [/^ [KMB](?![A-Za-z])/, 0],
  [/^ ?(?:千万|千萬)/, 1e7],
  [/^ ?(?:百万|百萬)/, 1e6],
  [/^ ?[万萬]/, 1e4],
  [/^ ?[亿億]/, 1e8],
  [/^ ?千/, 1e3],
];

const letterScales: Readonly<Record<string, number>> = { K: 1e3, M: 1e6, B: 1e9 };

const units: readonly (readonly [RegExp, SaidUnit])[] = [
  [/^ ?(?:percentage points?|pp(?:ts?)?|points?|pts?)\b/i, 'points'],
  [/^ ?(?:个百分点|百分点|パーセントポイント|ポイント)/, 'points'],
  [/^ ?(?:%|％|‰)/, 'percent'],
  [/^ ?(?:percent|per cent|pct)\b/i, 'percent'],
  [/^ ?パーセント/, 'percent'],
  [/^(?:-| )?(?:hours?|hrs?)\b/i, 'hours'],
  [/^ ?(?:小时|時間)/, 'hours'],
  [/^(?:-| )?days?\b/i, 'days'],
  [/^ ?[天日]/, 'days'],
  [/^(?:-| )?months?\b/i, 'months'],
  [/^ ?(?:个月|[かヶカヵケ箇]月)/, 'months'],
  [/^(?:x|×)(?![A-Za-z0-9])/i, 'times'],
  [/^ ?(?:times\b|倍)/i, 'times'],
];

/** Reads what stands right behind a number. Example: "K of ARR" is a scale of 1,000; "% in" is percent. */
export function readAfter(text: string): After {
  let length = 0;
  let scale = 1;
  const rest = () => text.slice(length, length + 20);
  for (const [pattern, value] of scales) {
    const found = pattern.exec(rest())?.[0];
    if (found === undefined) continue;
    length += found.length;
    scale = value === 0 ? (letterScales[found.trim()] ?? 1) : value;
    break;
  }
  for (const [pattern, currencies] of namedAfter) {
    const found = pattern.exec(rest())?.[0];
    if (found !== undefined) return { scale, unit: 'money', currencies, length: length + found.length };
  }
  const code = /^ ?([A-Z]{3})\b/.exec(rest());
  if (code !== null && codes.has(code[1] ?? ''))
    return { scale, unit: 'money', currencies: [code[1] ?? ''], length: length + code[0].length };
  for (const [pattern, unit] of units) {
    const found = pattern.exec(rest())?.[0];
    if (found !== undefined) return { scale, unit, currencies: null, length: length + found.length };
  }
  return { scale, unit: 'plain', currencies: null, length };
}
