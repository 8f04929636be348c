/**
 * As much of XML as the parts of a workbook need: tags by their local name and what their attributes say. Writers differ
 * in prefixes (`<x:c>`), quotes (`t='e'`) and spaces; all of them mean the same.
 */

/** A prefix such as "x:", or none. */
export const prefix = '(?:[\\w.-]+:)?';

/** Attributes up to the end of their tag; a value may hold the sign that ends tags. */
export const inTag = `(?:[^>"']|"[^"]*"|'[^']*')*`;

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text without entities. Example: "&quot;&#x20AC;&quot; 0" is `"€" 0`. */
const decoded = (text: string): string =>
  text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[name] ?? whole;
    const code = hex !== undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });

/** The value of an attribute. Example: `attribute("<c r='A1'>", 'r')` is "A1". */
export function attribute(tag: string, name: string): string | undefined {
  const found = new RegExp(`\\s${prefix}${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  const value = found?.[1] ?? found?.[2];
  return value === undefined ? undefined : decoded(value);
}

/** Whether an attribute says yes. */
export const isSet = (tag: string, name: string): boolean =>
  ['1', 'true'].includes(attribute(tag, name) ?? '');

/** The opening tags of a name, in order. Example: `tags('<x:row r="1"/>', 'row')` gives one. */
export function* tags(text: string, name: string): Generator<string> {
  for (const [tag] of text.matchAll(new RegExp(`<${prefix}${name}(?=[\\s/>])${inTag}>`, 'g'))) yield tag;
}
