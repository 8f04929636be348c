/** A memo in Markdown as HTML: headings, lists, paragraphs, strong and code. Anything else stays as it was written. */
import { lineHtml, listHtml } from './html.ts';

type Block = { kind: 'heading' | 'text'; lines: string[] } | { kind: 'ul' | 'ol'; lines: string[] };

const kinds = [
  ['heading', /^#{1,6}\s+/],
  ['ul', /^\s*[-*]\s+/],
  ['ol', /^\s*\d+[.)]\s+/],
] as const;

/** Lines gathered into blocks: those of one kind that follow each other belong together, headings stand alone. */
function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let apart = true;
  for (const line of markdown.split(/\r?\n/)) {
    if (line.trim() === '') {
      apart = true;
      continue;
    }
    const [kind, mark] = kinds.find(([, pattern]) => pattern.test(line)) ?? (['text', /^\s*/] as const);
    const text = line.replace(mark, '').trim();
    const last = blocks.at(-1);
    if (last !== undefined && last.kind === kind && kind !== 'heading' && !(kind === 'text' && apart))
      last.lines.push(text);
    else blocks.push({ kind, lines: [text] });
    apart = false;
  }
  return blocks;
}

/** A memo as HTML. Example: `markdownHtml('# A\n- b')` is "<h3>A</h3><ul><li>b</li></ul>". */
export const markdownHtml = (markdown: string): string =>
  blocksOf(markdown)
    .map(({ kind, lines }) => {
      if (kind === 'ul' || kind === 'ol') return listHtml(lines, kind);
      const tag = kind === 'heading' ? 'h3' : 'p';
      return `<${tag}>${lines.map(lineHtml).join('<br>')}</${tag}>`;
    })
    .join('');
