/** Values of a Parquet file as cells: what its parser gives raw or inexactly is made whole here. */
import type { RawCell } from '../table.ts';

/** What a file says of a column: how its values are kept, and what they mean. */
export type Column = {
  type?: string;
  converted_type?: string;
  logical_type?: { type: string; scale?: number; unit?: string };
  scale?: number;
};

/** Kinds of values that no cell can hold, or that the parser does not know. */
const unread: ReadonlySet<string> = new Set(['INTERVAL', 'BSON', 'VARIANT', 'GEOMETRY', 'GEOGRAPHY', 'FILE']);

/** Whether the values of a column without inner columns can be cells. Example: an INTERVAL cannot. */
export const isCellKind = ({ converted_type, logical_type }: Column): boolean =>
  !unread.has(converted_type ?? '') && !unread.has(logical_type?.type ?? '');

/** Digits that a number holds exactly, whatever they are. */
const exactDigits = 15;

/** Powers of ten that are exact as numbers. */
const exactPowers = 22;

/** A whole number as a number where it is exact, else its digits: ids that differ in the last one are two. */
function wholeCell(value: bigint): RawCell {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : String(value);
}

/** The whole number that bytes are, the first of them the largest and the sign in it. */
function wholeOf(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes) value = value * 256n + BigInt(byte);
  return (bytes[0] ?? 0) >= 0x80 ? value - 256n ** BigInt(bytes.length) : value;
}

/** A decimal by its digits and how many stand after the point. Example: 9010n and 2 are 90.1. */
function decimalCell(digits: bigint, scale: number): RawCell {
  const number = Number(digits);
  if (Number.isSafeInteger(number) && scale <= exactPowers) return number / 10 ** scale;
  const text = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  const whole = text.slice(0, text.length - scale);
  const part = text.slice(text.length - scale).replace(/0+$/, '');
  const sign = digits < 0n ? '-' : '';
  const plain = `${sign}${whole}${part === '' ? '' : `.${part}`}`;
  return part === '' && whole.length > exactDigits ? wholeCell(BigInt(plain)) : Number(plain);
}

/** The shortest number that is this one in 32 bits. Example: 90.0999984741211 is 90.1. */
function shortest(value: number): number {
  for (let digits = 6; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === value) return short;
  }
  return value;
}

/** Characters that no text of a person has. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for.
const control = /[\u0000-\u0008\u000e-\u001f]/;

/** Bytes as the text that older writers mean by them, else as hexadecimal digits. */
function textOf(bytes: Uint8Array): string {
  const hex = () => Buffer.from(bytes).toString('hex');
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return control.test(text) ? hex() : text;
  } catch {
    return hex();
  }
}

/** Parts of a second in which times of day are counted. */
const perSecond: Readonly<Record<string, number>> = { MILLIS: 1e3, MICROS: 1e6, NANOS: 1e9 };

/** What a second is in a column of times of day; null for other columns. */
function timeUnit({ converted_type, logical_type }: Column): number | null {
  const unit =
    logical_type?.type === 'TIME' ? logical_type.unit : /^TIME_(\w+)$/.exec(converted_type ?? '')?.[1];
  return unit === undefined ? null : (perSecond[unit] ?? null);
}

const twoDigits = (number: number): string => String(number).padStart(2, '0');

/** A time of day. Example: 1000 seconds are "00:16:40", which is no amount. */
function timeText(seconds: number): string {
  const whole = Math.floor(seconds);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60].map(twoDigits).join(':');
}

/** A value as the other readers give it: dates as YYYY-MM-DD, and what no cell holds as JSON text. */
function plain(value: unknown): RawCell {
  if (value === null || value === undefined) return null;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  if (typeof value === 'bigint') return wholeCell(value);
  if (value instanceof Uint8Array) return textOf(value);
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  return JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? null;
}

/**
 * How the values of a column become cells. Decimals are asked for raw, as the parser would round long ones: its element
 * is changed for that.
 */
export function cellsOf(element: Column): (value: unknown) => RawCell {
  if (element.converted_type === 'DECIMAL' || element.logical_type?.type === 'DECIMAL') {
    const scale =
      element.logical_type?.type === 'DECIMAL' ? (element.logical_type.scale ?? 0) : (element.scale ?? 0);
    delete element.converted_type;
    delete element.logical_type;
    return (value) => {
      if (value instanceof Uint8Array) return decimalCell(wholeOf(value), scale);
      return typeof value === 'bigint' || typeof value === 'number'
        ? decimalCell(BigInt(value), scale)
        : null;
    };
  }
  const unit = timeUnit(element);
  if (unit !== null)
    return (value) =>
      typeof value === 'bigint' || typeof value === 'number' ? timeText(Number(value) / unit) : plain(value);
  if (element.type === 'FLOAT')
    return (value) => (typeof value === 'number' && Number.isFinite(value) ? shortest(value) : plain(value));
  return plain;
}
