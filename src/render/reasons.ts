/** Why a verdict is what it is, in one line. */

/**
 * Reasons one after the other; those that begin alike up to a colon are one sentence.
 * Example: "No verdict: a." and "No verdict: b." are "No verdict: a, b."
 */
export function reasonsText(reasons: readonly string[]): string {
  const sentences: { lead: string | null; text: string }[] = [];
  for (const reason of reasons) {
    const [, lead = null, rest = ''] = /^([^:]+: )(.+)\.$/.exec(reason) ?? [];
    const before = sentences.at(-1);
    if (lead !== null && before?.lead === lead) before.text = `${before.text.slice(0, -1)}, ${rest}.`;
    else sentences.push({ lead, text: reason });
  }
  return sentences.map(({ text }) => text).join(' ');
}
