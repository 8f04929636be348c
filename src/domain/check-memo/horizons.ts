/** Numbers that are no figures: dates, quarters, horizons, ordinals. Some are never one, some may be one after all. */

const month =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\\.?';

/** Never a figure: they are blanked before numbers are read. */
const never: readonly RegExp[] = [
  /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/g,
  /\d{4} ?年(?: ?\d{1,2} ?月(?: ?\d{1,2} ?日)?| ?第? ?\d ?(?:季度|四半期))?/g,
  /(?<!\d)\d{1,2} ?月 ?\d{1,2} ?日/g,
  /(?<!\d)\d{4}[ -]?Q[1-4]\b/g,
  /\bQ[1-4](?:[ -]?\d{4})?(?!\d)/g,
  /第 ?\d ?(?:季度|四半期)/g,
  /\b(?:FY|CY|H[12] ?)\d{2,4}\b/g,
  /\bT-\d{1,3}\b/g,
  new RegExp(`\\b\\d{1,2} ${month}(?: \\d{4})?\\b`, 'g'),
  new RegExp(`\\b${month} (?:\\d{1,2}(?:st|nd|rd|th)?,? )?\\d{4}\\b`, 'g'),
  /\b\d{1,3}(?:st|nd|rd|th)\b/g,
  /\b95% ?(?:CI|confidence|interval)/g,
  /(?<!\d)95% ?(?:的?置信|信頼)/g,
  /\[\d{1,2}\](?=\(https?:)/g,
];

const span = '\\d{1,4}(?: ?- ?\\d{1,4})?';

/** A horizon or a rank as it is mostly meant; where an id asks for the number, it is one. */
const maybe: readonly RegExp[] = [
  new RegExp(
    `\\b(?:within|in|over|for|after|past|last|next|trailing|first|every|of|the|at) (?:the )?(?:next |last |past |first )?${span}[ -](?:days?|weeks?|months?|quarters?|years?)\\b`,
    'gi',
  ),
  /\bdays? \d{1,4}(?:(?:,| and|,? or| to|-) ?\d{1,4}){0,6}\b/gi,
  /(?<!\d[ -])\b(?:month|week|year|quarter|step|gate|option|phase|top) \d{1,4}\b/gi,
  /(?<!\d)\d{1,4} ?(?:天|日|个月|[かヶカヵケ箇]月|年|周|週間?|季度) ?(?:以内|内|后|後|以上|間|间|目|ごと)/g,
  /(?:过去|過去|未来|今後|前|近|最近|每|直近)(?:の)? ?\d{1,4} ?(?:天|日|个月|[かヶカヵケ箇]月|年|周|週間?|季度)/g,
  /第 ?\d{1,4} ?(?:天|日|步|周)/g,
  /前 ?\d{1,3} ?(?:大|名|位|家)|上位 ?\d{1,3}/g,
  /(?<![\d.,$€£¥])(?:19|20)\d\d(?![\d.,%]|\s?(?:%|points?\b|[KMB万亿億]))/g,
];

/** A line in which dates are blank, and the places where a horizon may stand. */
export type Horizons = { text: string; soft: readonly (readonly [from: number, to: number])[] };

/** Finds what is no figure. Example: in "GRR within 30 days by 2026-03-31" the date is blank and "within 30 days" is soft. */
export function horizonsOf(line: string): Horizons {
  const text = never.reduce(
    (rest, pattern) => rest.replace(pattern, (found) => ' '.repeat(found.length)),
    line,
  );
  const soft = maybe.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => [index, index + found.length] as const),
  );
  return { text, soft };
}
