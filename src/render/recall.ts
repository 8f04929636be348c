/** Kept reviews as text: what moved first where it was asked for, then what is due, the reviews, how their figures ran. */
import { numberText } from '../domain/figure.ts';
import {
  decisionNames,
  expectationNames,
  type Language,
  readingNames,
  reviewLabels,
  verdictName,
} from '../domain/language.ts';
import type { RecallAnswer } from '../domain/progress/answers.ts';
import { joinSections, type Section, sizes } from './section.ts';
import { fieldWords, type Words } from './words.ts';

type Progress = NonNullable<RecallAnswer['progress']>;

const label = (name: keyof typeof reviewLabels, language: Language): string => reviewLabels[name][language];

const cell = (text: string): string => text.replaceAll('|', '/').replace(/[`<>]/g, "'");

/** The most figures that a line about a review shows. */
const shownFigures = 4;

/** The first figures of a review, rates with an interval before others. */
function figuresText({ figures }: RecallAnswer['reviews'][number]): string {
  const known = figures.filter(({ value }) => value !== null);
  const rates = known.filter(({ display }) => display.includes('('));
  const rest = known.filter(({ display }) => !display.includes('('));
  return [...rates, ...rest]
    .slice(0, shownFigures)
    .map(({ id, display }) => `\`${id}\` ${display}`)
    .join(', ');
}

/** A table of texts: head (2 lines) and one line a row, aligned by the first column. */
function textTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
): { head: string[]; lines: string[] } {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return {
    head: [line(head), `|${' --- |'.repeat(head.length)}`],
    lines: rows.map((row) => line(row.map(cell))),
  };
}

const verdictOf = (verdict: string, language: Language): string =>
  language === 'en' ? `\`${verdict}\`` : `\`${verdict}\` ${verdictName(verdict, language)}`;

function reviewLines(review: RecallAnswer['reviews'][number], language: Language): string {
  const word = (name: keyof typeof reviewLabels) => label(name, language);
  const {
    id,
    decision,
    verdict,
    confidence,
    decided,
    choice,
    expect,
    review_on,
    replaces,
    as_of,
    recorded_on,
  } = review;
  const numbers = figuresText(review);
  const expects = expect.map(({ figure, target_display, by }) => `\`${figure}\` ${target_display}, ${by}`);
  return [
    `- \`${id}\` ${decisionNames[decision][language]}, ${as_of ?? recorded_on}: ${verdictOf(verdict, language)} (${confidence}). ${word('decided')}: ${decided}`,
    ...(numbers === '' ? [] : [`${word('figures')}: ${numbers}`]),
    ...(choice === null ? [] : [`${word('choice')}: ${choice}`]),
    ...(expects.length === 0 ? [] : [`${word('expects')}: ${expects.join('; ')}`]),
    ...(review_on === null ? [] : [`${word('secondLook')}: ${review_on}`]),
    ...(replaces.length === 0
      ? []
      : [`${word('replaces')}: ${replaces.map((one) => `\`${one}\``).join(', ')}`]),
  ].join('. ');
}

const withholdsText: Readonly<Record<Progress['definitions'][number]['withholds'], string>> = {
  all: 'no figure is compared',
  money: 'amounts are not compared',
  computed: 'figures that rest on lines or assumptions are not compared',
  net: 'NRR is not compared',
  none: 'figures are compared',
};

const differenceLines = (definitions: Progress['definitions']): string[] =>
  definitions.map(
    ({ what, before, now, withholds }) =>
      `- \`${cell(what)}\`: ${cell(before)}, now ${cell(now)}; ${withholdsText[withholds]}`,
  );

function progressSections(progress: Progress, language: Language): Section[] {
  const word = (name: keyof typeof reviewLabels) => label(name, language);
  const { against, against_date, days, shared_months, verdict_before, verdict_now, definitions } = progress;
  const figures = textTable(
    [word('figure'), word('before'), word('now'), word('change'), word('reading')],
    progress.figures.map((one) => [
      `${one.label} [${one.figure}]`,
      one.before_display,
      one.now_display,
      one.change_display,
      one.reading === 'withheld' || one.reading === 'unknown'
        ? `${readingNames[one.reading][language]}: ${one.because}`
        : readingNames[one.reading][language],
    ]),
  );
  return [
    {
      part: 'progress',
      head: [`## ${word('progress')} \`${against}\` (${against_date})`, ''],
      lines: [
        `- ${verdictOf(verdict_before, language)} → ${verdictOf(verdict_now, language)}${days === null ? '' : `, ${days} days`}`,
        ...(shared_months === null || shared_months === 0
          ? []
          : [
              `- Both periods share ${numberText(shared_months, 1)} months; a change is what the others did.`,
            ]),
      ],
    },
    {
      part: 'progress.definitions',
      head: [`### ${word('definitions')}`, ''],
      lines: differenceLines(definitions),
    },
    {
      part: 'progress.expectations',
      head: [`### ${word('expectations')}`, ''],
      lines: progress.expectations.map(
        ({ figure, status, before_display, now_display, because }) =>
          `- \`${figure}\`: ${expectationNames[status][language]}; ${before_display} → ${now_display}; ${because}`,
      ),
    },
    { part: 'progress.figures', head: figures.head, lines: figures.lines },
  ];
}

function trendSections(
  { tool, reviews, definitions, figures }: RecallAnswer['trends'][number],
  language: Language,
) {
  const word = (name: keyof typeof reviewLabels) => label(name, language);
  const dates = reviews.map((id) => id.slice(0, 10));
  const table = textTable(
    [word('figure'), ...dates, word('change'), word('reading')],
    figures.map((one) => [
      one.label,
      ...one.points.map(({ display }) => display),
      one.change_display,
      readingNames[one.reading][language],
    ]),
  );
  const named =
    definitions.length === 0 ? [] : [`${word('definitions')}:`, ...differenceLines(definitions), ''];
  const section: Section = {
    part: `trends.${tool}`,
    head: [`## ${word('trend')}: \`${tool}\``, '', ...named, ...table.head],
    lines: table.lines,
    yields: true,
  };
  return section;
}

/** What moved since the last review alone, to stand below the report it was held against; why not, where nothing was. */
export function progressText({ progress, progress_reason }: RecallAnswer, language: Language = 'en'): string {
  if (progress === null) return `No comparison: ${progress_reason ?? 'none was asked for'}.`;
  return joinSections(progressSections(progress, language), sizes.summary.text, (omitted) =>
    omitted.length === 0
      ? 'A change inside its interval is not called progress.'
      : `Shortened for size: ${omitted.join(', ')}; recall --compare-to has it as JSON.`,
  );
}

/** The text of a recall. Example: an empty folder gives one sentence that says so. */
export function recallText(
  answer: RecallAnswer,
  language: Language = 'en',
  words: Words = fieldWords,
): string {
  const word = (name: keyof typeof reviewLabels) => label(name, language);
  const { reviews, more, due, due_by, progress, progress_reason, trends, skipped, notes } = answer;
  const total = reviews.length + more;
  const sections: Section[] = [
    { part: 'head', head: [], lines: [`${word('reviews')}: ${reviews.length} / ${total}.`] },
    ...(progress === null ? [] : progressSections(progress, language)),
    {
      part: 'progress_reason',
      head: [],
      lines: progress_reason === null ? [] : [`- ${progress_reason}`],
    },
    {
      part: 'due',
      head: [`## ${word('due')} ${due_by}`, ''],
      lines: due.map((id) => `- \`${id}\``),
    },
    {
      part: 'reviews',
      head: [`## ${word('reviews')}`, ''],
      lines: reviews.map((review) => reviewLines(review, language)),
      yields: true,
    },
    ...trends.map((trend) => trendSections(trend, language)),
    {
      part: 'skipped',
      head: [`## ${word('skipped')}`, ''],
      lines: skipped.map(({ file, reason }) => `- \`${cell(file)}\`: ${cell(reason)}`),
    },
    { part: 'notes', head: [`## ${word('notes')}`, ''], lines: notes.map((note) => `- ${note}`) },
  ];
  const none = total === 0 ? 'None fits what was asked, or none is kept yet.' : null;
  const whole = none ?? `Each review is whole ${words.review('{id}')}.`;
  return joinSections(sections, sizes.summary.text, (omitted) =>
    omitted.length === 0
      ? whole
      : `Shortened for size: ${omitted.join(', ')}; narrow by decision, from, to or limit. ${whole}`,
  );
}
