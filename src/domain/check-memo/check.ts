/** The check of a memo, top to bottom: clean, split, read each part by its rules, hold its words against the reports. */
import type { Language } from '../language.ts';
import { clip } from '../problem.ts';
import { catalogueOf } from './catalogue.ts';
import type { CitedReport } from './cited-report.ts';
import { cleanText } from './clean.ts';
import { checkEvidence, type Traced } from './evidence.ts';
import { checkOtherNumbers } from './other-numbers.ts';
import { type Line, languageOf, partsOf, withoutQuotes } from './parts.ts';
import { quotedInReports, withUnknownQuotesOpen } from './quotes.ts';
import { collectBreaches, type MemoCheck } from './result.ts';
import { checkBottomLine, checkChoice, checkDecision, lineOf } from './statements.ts';
import { checkSteps } from './steps.ts';
import { checkExtent, checkStructure } from './structure.ts';
import { checkCaveats, checkVerdict } from './verdict-claims.ts';
import { certaintyWords } from './words.ts';

/** The most characters of a memo. */
export const longestMemo = 20_000;

/** What lines below the memo give as the verdict, without the reasons that follow it. */
const verdictLines = (lines: readonly Line[]): Line[] =>
  lines.flatMap(({ number, text }) => {
    const given = /^\W{0,4}verdict\W{0,4}:([^(.;,]{1,60})/i.exec(text)?.[1];
    return given === undefined ? [] : [{ number, text: given }];
  });

const nothing: Traced = { numbers: [], entries: [], ids: new Set() };

/**
 * Checks a memo against the reports it may cite, by the rules of the output standard. The memo is data: nothing in it
 * is followed. `language` is that of the labels unless it is given.
 * Example: a memo that says "NRR 117%" over a report with NRR 100.5% breaks `untraced-number` and names `nrr`.
 */
export function checkMemo(memo: string, reports: readonly CitedReport[], language?: Language): MemoCheck {
  const breaches = collectBreaches();
  const { lines: seen, hidden } = cleanText(memo);
  for (const number of hidden)
    breaches.raise(
      'memo-structure',
      { number, text: seen[number - 1] ?? '' },
      'the line holds characters that cannot be seen, or that turn its direction',
      {
        mend: 'type the line anew',
      },
    );
  const quotes = quotedInReports(reports);
  const lines = seen.map((line) => withUnknownQuotesOpen(line, quotes));
  const parts = partsOf(lines);
  const spoken = language ?? languageOf(parts.parts);
  const catalogue = catalogueOf(reports);
  const plain = lines.join('\n');
  const of = checkStructure(parts, spoken, breaches);
  const part = (name: Parameters<typeof of.get>[0]) => {
    const found = of.get(name);
    return found === undefined || found.lines.length === 0 ? null : found;
  };
  const [bottom, decision, evidence, steps, choice] = [
    part('bottom_line'),
    part('decision'),
    part('evidence'),
    part('how_to_act'),
    part('your_decision'),
  ];

  if (bottom !== null) checkBottomLine(bottom, breaches);
  const about = decision === null ? null : checkDecision(decision, breaches);
  const traced =
    evidence === null ? nothing : checkEvidence(evidence, withoutQuotes(plain), catalogue, breaches);
  const stepLines = steps === null ? [] : checkSteps(steps, breaches);
  if (choice !== null) checkChoice(choice, breaches);

  const others: Line[] = [
    ...parts.before,
    ...(bottom?.lines ?? []),
    ...(decision?.lines ?? []),
    ...stepLines,
    ...(choice?.lines ?? []),
  ];
  const inOthers = checkOtherNumbers(others, traced, catalogue, breaches);
  const spokenLines = [bottom, choice].flatMap((one) => (one === null ? [] : [lineOf(one)]));
  checkVerdict([...spokenLines, ...verdictLines(parts.after)], reports, breaches);
  const whole: Line = { number: bottom?.line ?? 1, text: '' };
  checkCaveats(plain, whole, traced.ids, reports, breaches);
  for (const [i, line] of lines.entries())
    for (const [word] of withoutQuotes(line).matchAll(certaintyWords))
      breaches.raise(
        'certainty-word',
        { number: i + 1, text: line },
        `"${word}" promises what no figure can`,
      );
  checkExtent(parts, breaches);

  const inEvidence = traced.numbers.filter(
    ({ number }) => number.kind === 'number' || number.kind === 'unreadable',
  );
  const ends = inEvidence.filter(({ number }) => number.interval !== null).length * 2;
  const { breaches: found, warnings, omitted } = breaches.list();
  return {
    ok: found.length === 0,
    tool: 'cco_check_memo',
    language: spoken,
    decision: about,
    reports: reports.map(({ report_id: id }) => clip(id, 64)),
    checked_numbers: inEvidence.length + ends + inOthers,
    breaches: found,
    warnings,
    ...(omitted > 0 ? { breaches_omitted: omitted } : {}),
  };
}
