/** How the lines of a delimited text end, which line breaks inside quoted cells do not say. */

/** Characters looked at: as many as the delimiter is found in. */
const look = 256 * 1024;

const [quote, feed, carriage] = ['"', '\n', '\r'];

/** What a quote must follow to open a cell. */
const before = new Set(['', ',', ';', '\t', '|', '\n', '\r', '\ufeff']);

/**
 * The line end of a text: a lone "\n" anywhere outside quotes, else "\r\n", else a lone "\r". Where ends are mixed, "\n"
 * breaks every line and leaves at most a carriage return behind, which is white space.
 * Example: `newlineOf('a,b\r1,"x\ny"\r')` is "\r".
 */
export function newlineOf(text: string): '\n' | '\r\n' | '\r' {
  const length = Math.min(text.length, look);
  let [open, both, lone] = [false, false, false];
  let closed = -1;
  for (let i = 0; i < length; i++) {
    const char = text[i];
    if (char === quote) {
      if (open) [open, closed] = [false, i];
      // A doubled quote inside a quoted cell closes it and opens it again.
      else open = before.has(text[i - 1] ?? '') || closed === i - 1;
    } else if (open) continue;
    else if (char === feed) return '\n';
    else if (char === carriage) {
      if (text[i + 1] === feed) {
        both = true;
        i++;
      } else lone = true;
    }
  }
  return both ? '\r\n' : lone ? '\r' : '\n';
}
