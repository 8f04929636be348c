/** Finds the numbers of a line, each with what it is said to be: sign, decimals, scale, unit, currency. Linear in its length. */
import { horizonsOf } from './horizons.ts';
import { readAfter, readBefore, type SaidUnit } from './number-units.ts';
import { withoutQuotes } from './parts.ts';

export type MemoNumber = {
  /** As it stands in the line, sign and unit included. */
  text: string;
  from: number;
  to: number;
  /** The digits as a number, without scale; null for a number that cannot be read, and for "n/a". */
  printed: number | null;
  decimals: number;
  scale: number;
  unit: SaidUnit;
  /** Currencies the sign may mean; null without one. */
  currencies: readonly string[] | null;
  /** `soft`: a horizon or year, which no figure has to stand behind. `missing`: an honest n/a. `unreadable`: in words or other digits. */
  kind: 'number' | 'soft' | 'missing' | 'unreadable';
  /** The range in parentheses behind it. */
  interval: readonly [low: MemoNumber, high: MemoNumber] | null;
};

const digits = /\d+(?:,\d{3})*(?:\.\d+)?|\.\d+/g;

/** Words that name a rate; a number may be glued to one of them. */
const gluedMetric = /(?:GRR|NRR|ARR|MRR|ACV)$/;

/** Whether digits are part of a name: P50, SOC2, nrr_without_top5. */
function inName(line: string, from: number, to: number): boolean {
  const head = line.slice(Math.max(0, from - 24), from);
  const tail = line.slice(to, to + 2);
  if (!/[A-Za-z_]$/.test(head)) return /^_[A-Za-z]/.test(tail);
  return !gluedMetric.test(head) && !/^[.,]\d|^ ?%/.test(tail);
}

const blankNumber = {
  printed: null,
  decimals: 0,
  scale: 1,
  unit: 'plain',
  currencies: null,
  interval: null,
} as const;

/** Amounts in words or in digits of another script: they cannot be held against a figure. */
const unreadable =
  /\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)(?:[ -](?:and |one|two|three|four|five|six|seven|eight|nine|hundred|thousand)){0,4} ?(?:percent|per cent|%|points?\b|thousand|million|billion)|百分之[零一二三四五六七八九十百点]+|(?<![\d十百千])[一二三四五六七八九十][零一二三四五六七八九十百千]{0,8}[万亿億](?:美元|元|円)?|(?![0-9])\p{Nd}+%?/giu;

const missing = /(?<![\w/])(?:n\/a|not known)(?!\w)|未知|不明|不详/gi;

function readAt(line: string, from: number, to: number): MemoNumber {
  const before = readBefore(line.slice(Math.max(0, from - 12), from));
  const after = readAfter(line.slice(to, to + 24));
  const plain = line.slice(from, to).replaceAll(',', '');
  const [start, end] = [from - before.length, to + after.length];
  return {
    text: line.slice(start, end).trim(),
    from: start,
    to: end,
    printed: Number(plain) * (before.negative ? -1 : 1),
    decimals: plain.split('.')[1]?.length ?? 0,
    scale: after.scale,
    unit: before.percent ? 'percent' : before.currencies !== null ? 'money' : after.unit,
    currencies: before.currencies ?? after.currencies,
    kind: 'number',
    interval: null,
  };
}

/** "2億7840万" is one number in two parts; the second tells how exactly it is meant. */
function joined(first: MemoNumber, second: MemoNumber, line: string): MemoNumber | null {
  if (first.to !== second.from || first.scale <= second.scale || first.scale < 1e4) return null;
  if (first.decimals > 0 || first.unit !== 'plain' || first.printed === null || second.printed === null)
    return null;
  return {
    ...second,
    text: line.slice(first.from, second.to).trim(),
    from: first.from,
    printed: (first.printed * first.scale) / second.scale + second.printed,
    currencies: first.currencies ?? second.currencies,
    unit: first.currencies === null ? second.unit : 'money',
  };
}

/** The most characters between a parenthesis and its range, such as "95% CI ". */
const rangeWords = 24;

const rangeSign = /^ ?(?:-|–|—|~|～|to|and|至|到|から) ?$/;

/**
 * Whether two numbers make a range in parentheses: "(73.5-90.2%)", "(95% CI 73.5% to 90.2%)". What stands between the
 * number before and the parenthesis does not matter.
 */
function isRange(line: string, low: MemoNumber, high: MemoNumber): boolean {
  if (!rangeSign.test(line.slice(low.to, high.from))) return false;
  const head = line.slice(Math.max(0, low.from - rangeWords), low.from);
  return head.lastIndexOf('(') > head.lastIndexOf(')') && /^ ?\)/.test(line.slice(high.to, high.to + 2));
}

/** Puts ranges in parentheses behind the number they belong to. The unit of a range may stand at its end alone. */
function withIntervals(line: string, numbers: readonly MemoNumber[]): MemoNumber[] {
  const out: MemoNumber[] = [];
  for (let i = 0; i < numbers.length; i++) {
    const [low, high] = [numbers[i], numbers[i + 1]];
    if (low === undefined) continue;
    const owner = out.at(-1);
    if (high === undefined || owner === undefined || owner.interval !== null || !isRange(line, low, high)) {
      out.push(low);
      continue;
    }
    const first =
      low.unit === 'plain'
        ? { ...low, unit: high.unit, scale: Math.max(low.scale, high.scale), currencies: high.currencies }
        : low;
    const second = high.unit === 'plain' ? { ...high, unit: first.unit, currencies: first.currencies } : high;
    out[out.length - 1] = { ...owner, interval: [first, second] };
    i++;
  }
  return out;
}

/**
 * The numbers of a line in their order. Dates, names with digits and text in backticks are none.
 * Example: "NRR 114.0%, start ARR $2.0M" has 114.0 (percent) and 2.0 (money, scale 1,000,000).
 */
export function numbersIn(given: string): MemoNumber[] {
  const { text: line, soft } = horizonsOf(withoutQuotes(given));
  const found: MemoNumber[] = [];
  for (const match of line.matchAll(digits)) {
    const [from, to] = [match.index, match.index + match[0].length];
    if (inName(line, from, to)) continue;
    const isSoft = soft.some(([start, end]) => from >= start && to <= end);
    const number: MemoNumber = isSoft ? { ...readAt(line, from, to), kind: 'soft' } : readAt(line, from, to);
    const last = found.at(-1);
    const one = last === undefined ? null : joined(last, number, line);
    if (one === null) found.push(number);
    else found[found.length - 1] = one;
  }
  const others = [
    ...[...line.matchAll(unreadable)].map((match) => ({ match, kind: 'unreadable' as const })),
    ...[...line.matchAll(missing)].map((match) => ({ match, kind: 'missing' as const })),
  ].map(
    ({ match: { index, 0: text }, kind }): MemoNumber => ({
      ...blankNumber,
      text,
      from: index,
      to: index + text.length,
      kind,
    }),
  );
  const all = others.length === 0 ? found : [...found, ...others].sort((a, b) => a.from - b.from);
  return withIntervals(line, all);
}
