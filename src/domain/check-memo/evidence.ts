/** The Evidence: bullets with numbers and ids, each number traced, each interval and grade carried over, no judgement. */
import { gradeNames, verdictNames } from '../language.ts';
import { clip, nearNames } from '../problem.ts';
import { alignNumbers, type Cited, type Named, namedNumbers } from './align.ts';
import { bulletOf, mostIds } from './bullet.ts';
import type { Catalogue, Entry, Grade } from './catalogue.ts';
import type { MemoNumber } from './numbers.ts';
import { type Line, type Part, withoutQuotes } from './parts.ts';
import type { Breaches } from './result.ts';
import { isFigure, isMisnamed, nearestFigure } from './trace.ts';
import { bannedCharacters, bannedWords } from './words.ts';

/** What Evidence establishes for the rest of the memo. */
export type Traced = {
  numbers: readonly Named[];
  /** Entries that a number of the Evidence is. */
  entries: readonly Entry[];
  /** Ids cited in it. */
  ids: ReadonlySet<string>;
};

const bulletMark = /^[-*•·・] {0,3}/;

const bulletCount = { least: 2, most: 6 } as const;

const said = (number: MemoNumber): string => clip(number.text, 40);

/** Why a number is not what its line or its reports say. */
function whyUntraced({ number, words }: Named, cited: Cited | null, catalogue: Catalogue): string {
  if (number.kind === 'unreadable') return `${said(number)} is not written in digits, so it cannot be traced`;
  const own = cited?.entries.find(({ unit }) => unit !== null) ?? null;
  if (own !== null && cited !== null) {
    const { id } = cited;
    if (own.value === null)
      return `the report does not know \`${clip(id, 60)}\`, the memo says ${said(number)}`;
    if (isFigure(number, own) && isMisnamed(words, own))
      return `${said(number)} is \`${clip(id, 60)}\` (${clip(own.label, 60)}), the memo calls it by another name`;
    if (number.currencies !== null && !number.currencies.includes(own.currency))
      return `${said(number)} is in another currency than the report (${clip(own.currency, 8)})`;
    const other = catalogue.figures.find((entry) => isFigure(number, entry));
    const hint = other === undefined ? '' : `; it is \`${clip(other.id, 60)}\``;
    return `${said(number)} is not \`${clip(id, 60)}\`, which is ${clip(own.display, 40)}${hint}`;
  }
  const other = catalogue.figures.find((entry) => isFigure(number, entry) && !isMisnamed(words, entry));
  return other === undefined
    ? `${said(number)} equals no figure of the reports`
    : `${said(number)} has no id on its line; it is \`${clip(other.id, 60)}\``;
}

/** The interval of an entry: the entries that hold its ends. */
function intervalOf(entry: Entry, catalogue: Catalogue): readonly [Entry, Entry] | null {
  const end = (side: string) =>
    catalogue
      .find(`${entry.id}_${side}`)
      .find(({ reportId, value }) => reportId === entry.reportId && value !== null);
  const [low, high] = [end('low'), end('high')];
  return low === undefined || high === undefined ? null : [low, high];
}

function checkInterval(
  named: Named,
  entries: readonly Entry[],
  at: Line,
  catalogue: Catalogue,
  breaches: Breaches,
): void {
  const { interval } = named.number;
  const known = entries.map((entry) => intervalOf(entry, catalogue));
  if (interval === null) {
    const [first] = known;
    if (known.length > 0 && known.every((one) => one !== null) && first != null)
      breaches.raise(
        'missing-grade',
        at,
        `${said(named.number)} has an interval, which the line leaves out`,
        {
          mend: `print it: (${first[0].display.replace('%', '')}-${first[1].display})`,
        },
      );
    return;
  }
  const right = known.some(
    (one) => one !== null && isFigure(interval[0], one[0]) && isFigure(interval[1], one[1]),
  );
  if (right) return;
  const [ends] = known.filter((one) => one !== null);
  const range = `${said(interval[0])} to ${said(interval[1])}`;
  breaches.raise(
    'untraced-number',
    at,
    ends === undefined
      ? `the range ${range} is the interval of no figure`
      : `the range ${range} is not the interval of \`${clip(ends[0].id.replace(/_low$/, ''), 60)}\`, which is ${ends[0].display} to ${ends[1].display}`,
    { text: range, nearest: () => ends?.[0] ?? null },
  );
}

function checkGrade(id: string, at: Line, memo: string, catalogue: Catalogue, breaches: Breaches): void {
  const grade = catalogue.gradeOf(id);
  if (grade === null || carries(withoutQuotes(at.text), grade)) return;
  const because = `\`${clip(id, 60)}\` is ${grade === 'relayed' ? 'relayed' : `an ${grade}`} in the report, and the line does not say so`;
  breaches.raise('missing-grade', at, because, { mend: `add (${grade}) behind the number` });
  if (grade === 'assumption' && !carries(memo, grade))
    breaches.raise(
      'caveat-dropped',
      at,
      `that \`${clip(id, 60)}\` is an assumption stands nowhere in the memo`,
      {
        mend: 'add (assumption) behind the number',
      },
    );
}

const carries = (text: string, grade: Grade): boolean =>
  Object.values(gradeNames[grade]).some((word) => text.toLowerCase().includes(word));

/** Codes of verdicts that are no plain word: they stand in backticks or nowhere. */
const statusCodes = Object.keys(verdictNames).filter((code) => /[-_]/.test(code));

function checkWords(at: Line, text: string, breaches: Breaches): void {
  const plain = withoutQuotes(text);
  const found = [...(plain.match(bannedWords) ?? []), ...(plain.match(bannedCharacters) ?? [])];
  for (const word of new Set(found.map((one) => one.toLowerCase())))
    breaches.raise('evaluative-word', at, `"${word}" judges; evidence holds numbers`);
  for (const code of statusCodes)
    if (plain.includes(code))
      breaches.raise('evaluative-word', at, `the code ${code} stands without backticks`, {
        mend: `write \`${code}\``,
      });
}

/** Checks one bullet; gives the numbers that are figures. */
function checkBullet(
  at: Line,
  memo: string,
  catalogue: Catalogue,
  breaches: Breaches,
): { named: Named[]; entries: Entry[]; ids: readonly string[] } {
  const bullet = bulletOf(at.text.trimStart().replace(bulletMark, ''));
  checkWords(at, bullet.text, breaches);
  const named = namedNumbers(bullet.text, bullet.numbers);
  if (!bullet.balanced)
    breaches.raise('evidence-form', at, 'brackets open and do not close, or the reverse', {
      mend: 'put one pair of brackets at the end of the line: [grr, nrr]',
    });
  if (bullet.ids.length > mostIds)
    breaches.raise('evidence-form', at, `more than ${mostIds} ids on one line`, {
      mend: 'make two lines of it',
    });
  if (bullet.numbers.length === 0)
    breaches.raise('evidence-form', at, 'the line has no number', {
      mend: 'write the number that it is about, or take the line out',
    });
  if (bullet.ids.length === 0)
    breaches.raise('evidence-form', at, 'the line has no figure id in brackets at its end');
  const cited = bullet.ids.slice(0, mostIds).map((id): Cited => ({ id, entries: catalogue.find(id) }));
  for (const { id, entries } of cited) {
    if (entries.length > 0) continue;
    const near = nearNames(id, catalogue.ids).map((name) => `\`${name}\``);
    breaches.raise('evidence-form', at, `\`${clip(id, 60)}\` is no figure of the reports`, {
      mend:
        near.length === 0
          ? 'cite an id of a report that was passed; one in full detail has more of them than a summary'
          : `did you mean ${near.join(' or ')}?`,
    });
  }
  // Ids of text and dates need no number.
  const numeric = cited.filter(
    ({ entries }) => entries.length === 0 || entries.some(({ unit }) => unit !== null),
  );
  const entries: Entry[] = [];
  for (const pair of alignNumbers(named, numeric)) {
    const { named: one, cited: of, matches } = pair;
    if (one === null) {
      if (of !== null && of.entries.length > 0)
        breaches.raise(
          'evidence-form',
          at,
          `\`${clip(of.id, 60)}\` is cited, and no number of the line is ${clip(of.entries[0]?.display ?? '', 40)}`,
          {
            mend: 'write its number, or take the id out',
          },
        );
      continue;
    }
    const own = of === null ? [] : of.entries.filter((entry) => isFigure(one.number, entry));
    if (matches) {
      entries.push(...own);
      checkInterval(one, own, at, catalogue, breaches);
      if (of !== null) checkGrade(of.id, at, memo, catalogue, breaches);
    } else if (
      of === null ||
      of.entries.length > 0 ||
      !catalogue.figures.some((entry) => isFigure(one.number, entry))
    )
      breaches.raise('untraced-number', at, () => whyUntraced(one, of, catalogue), {
        text: said(one.number),
        nearest: () => nearestFigure(one, of?.entries ?? [], catalogue),
      });
  }
  return { named, entries, ids: bullet.ids };
}

/** Lines that belong to one bullet as one line: what does not begin with a mark goes on from the line before. */
function bulletsOf(part: Part): { bullets: Line[]; loose: Line[] } {
  const bullets: Line[] = [];
  const loose: Line[] = [];
  for (const line of part.lines) {
    const last = bullets.at(-1);
    if (bulletMark.test(line.text.trimStart())) bullets.push(line);
    else if (last === undefined) loose.push(line);
    else
      bullets[bullets.length - 1] = {
        number: last.number,
        text: `${last.text.trimEnd()} ${line.text.trim()}`,
      };
  }
  return { bullets, loose };
}

/** Checks the Evidence. `memo`: the whole text without quotes, for words that may stand anywhere in it. */
export function checkEvidence(part: Part, memo: string, catalogue: Catalogue, breaches: Breaches): Traced {
  const { bullets, loose } = bulletsOf(part);
  const at = (line: Line | undefined): Line => line ?? { number: part.line, text: '' };
  if (bullets.length < bulletCount.least || bullets.length > bulletCount.most)
    breaches.raise('evidence-form', at(bullets[0]), `${bullets.length} bullets; there are 2 to 6`, {
      text: `${bullets.length} bullets`,
    });
  for (const line of loose)
    breaches.raise('evidence-form', line, 'the line is no bullet', { mend: 'begin it with "- "' });
  const checked = [...bullets, ...loose].map((line) => checkBullet(line, memo, catalogue, breaches));
  return {
    numbers: checked.flatMap(({ named }) => named),
    entries: checked.flatMap(({ entries }) => entries),
    ids: new Set(checked.flatMap(({ ids }) => ids)),
  };
}
