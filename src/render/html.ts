/** Text as HTML. Everything that a report or a founder says is escaped here, and nowhere is markup taken from it. */

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** A text as HTML, within elements and attributes alike. Example: `escapeHtml('<b>')` is "&lt;b&gt;". */
export const escapeHtml = (text: string): string =>
  text
    // Control and direction characters would hide or turn what follows them.
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => (/[\n\t]/.test(character) ? character : ' '))
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);

/**
 * A line of our own or of a memo: what stands in backticks as code, what stands in double asterisks as strong.
 * Example: ``lineHtml('**GRR** `a<b`')`` is "<strong>GRR</strong> <code>a&lt;b</code>".
 */
export const lineHtml = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part, i) =>
      i % 2 === 1
        ? `<code>${escapeHtml(part.slice(1, -1))}</code>`
        : escapeHtml(part).replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>'),
    )
    .join('');

/** A list of lines, numbered or not; nothing when there are none. */
export const listHtml = (lines: readonly string[], tag: 'ul' | 'ol' = 'ul'): string =>
  lines.length === 0 ? '' : `<${tag}>${lines.map((line) => `<li>${lineHtml(line)}</li>`).join('')}</${tag}>`;

/** A part of a page with its heading; nothing when there is nothing in it. */
export const partHtml = (level: 2 | 3 | 4, title: string, body: string): string =>
  body === '' ? '' : `<section><h${level}>${escapeHtml(title)}</h${level}>${body}</section>`;
