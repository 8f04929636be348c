/** An analysis that ends with what moved since the last review kept in `--memory-dir`. */

import { isThere } from '../data/list-files.ts';
import { languages } from '../domain/language.ts';
import { quoted } from '../domain/problem.ts';
import type { ToolLine } from '../tools/define-tool.ts';

/** The same line, whose text goes on with the comparison; a folder that cannot be read refuses the whole. */
export const withMovement = (line: ToolLine): ToolLine => ({
  ...line,
  async run(raw, context) {
    const answer = await line.run(raw, context);
    if (!answer.ok) return answer;
    const folder = context.memory?.folder ?? '';
    const { text, structured } = answer.rendered;
    // Before the first record there is no folder, which is no reason to withhold the analysis.
    if (folder !== '' && !(await isThere(folder)))
      return {
        ...answer,
        rendered: {
          text: `${text}\n\nNo comparison: the folder ${quoted(folder, 200)} is not there; check the path, or keep a first review with record.`,
          structured,
        },
      };
    const { movedSince } = await import('../tools/recall-reviews.ts');
    const asked = typeof raw === 'object' && raw !== null && 'language' in raw ? raw.language : undefined;
    const language = languages.find((one) => one === asked) ?? 'en';
    const moved = await movedSince(answer.report, language, context);
    if (!moved.ok) return moved;
    return { ...answer, rendered: { text: `${text}\n\n${moved.text}`, structured } };
  },
});
