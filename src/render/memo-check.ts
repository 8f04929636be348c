/** The text of a memo check: whether it holds, then each breach with its line, what is wrong and what to do. */
import type { Breach, MemoCheck } from '../domain/check-memo/result.ts';
import { joinSections, type Section, sizes } from './section.ts';

const count = (n: number, one: string): string =>
  `${n} ${one}${n === 1 ? '' : /(?:ch|s)$/.test(one) ? 'es' : 's'}`;

/** Founder text in a line of Markdown: it can close nothing. */
const quote = (text: string): string => `\`${text.replaceAll('`', "'")}\``;

function breachLine({ code, line, text, because, mend, nearest }: Breach): string {
  // What the reason begins with is not said twice.
  const said = text === '' || because.replace(/^"/, '').startsWith(text.replace(/\.$/, ''));
  const at = said ? '' : ` ${quote(text)}:`;
  const near = nearest === undefined ? '' : ` Nearest figure: \`${nearest.id}\`, ${nearest.display}.`;
  return `- Line ${line}, \`${code}\`:${at} ${because}.${near} Mend: ${/[.?]$/.test(mend) ? mend : `${mend}.`}`;
}

function head({
  ok,
  checked_numbers: n,
  breaches,
  breaches_omitted: more = 0,
  warnings,
  reports,
}: MemoCheck): string {
  const numbers = `${count(n, 'number')} checked against ${count(reports.length, 'report')}`;
  const also = warnings.length > 0 ? `, ${count(warnings.length, 'warning')}` : '';
  return ok
    ? `The memo holds: ${numbers}${also}.`
    : `The memo does not hold: ${count(breaches.length + more, 'breach')}${also}; ${numbers}.`;
}

const section = (part: string, title: string, breaches: readonly Breach[]): Section => ({
  part,
  head: [`## ${title}`, ''],
  lines: breaches.map(breachLine),
});

/** The text of a check within the size of a summary. Example: "The memo holds: 22 numbers checked against 1 report." */
export function memoCheckText(check: MemoCheck): string {
  const { breaches, warnings, breaches_omitted: more = 0, reports } = check;
  return joinSections(
    [
      { part: 'result', head: [], lines: [head(check)] },
      section('breaches', 'Breaches', breaches),
      section('warnings', 'Warnings', warnings),
    ],
    sizes.summary.text,
    (omitted) => {
      const left = [...(more > 0 ? [`${more} more breaches`] : []), ...omitted.map((part) => `some ${part}`)];
      const note =
        left.length > 0 ? ` Left out for size: ${left.join(', ')}; mend these first and check again.` : '';
      return `Checked against ${reports.join(', ')}.${note}`;
    },
  );
}
