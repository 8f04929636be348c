/** An analysis that ends with what moved since the last review kept in `--memory-dir`. */
import { languages } from '../domain/language.ts';
import type { ToolLine } from '../tools/define-tool.ts';

/** The same line, whose text goes on with the comparison; a folder that cannot be read refuses the whole. */
export const withMovement = (line: ToolLine): ToolLine => ({
  ...line,
  async run(raw, context) {
    const answer = await line.run(raw, context);
    if (!answer.ok) return answer;
    const { movedSince } = await import('../tools/recall-reviews.ts');
    const asked = typeof raw === 'object' && raw !== null && 'language' in raw ? raw.language : undefined;
    const language = languages.find((one) => one === asked) ?? 'en';
    const moved = await movedSince(answer.report, language, context);
    if (!moved.ok) return moved;
    const { text, structured } = answer.rendered;
    return { ...answer, rendered: { text: `${text}\n\n${moved.text}`, structured } };
  },
});
