/** Laws of the check: what the tools write passes, and no digit of its evidence can be changed unseen. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMemo } from '../../../src/domain/check-memo/check.ts';
import { type CitedReport, citedReportSchema } from '../../../src/domain/check-memo/cited-report.ts';
import { languages } from '../../../src/domain/language.ts';
import { memoLines } from '../../../src/render/answer.ts';
import { createReportStore } from '../../../src/report-store.ts';
import { analyzers } from '../../analyzers.ts';
import {
  claimsInput,
  coverageInput,
  hiringInput,
  retentionInput,
  reviewInput,
  segmentationInput,
  teamInput,
} from './companies.ts';

const lines = new Map(
  await Promise.all(analyzers.map(async (tool) => [tool.name, await tool.load()] as const)),
);

type Asked = { memo: string; report: CitedReport };

/** What a tool answers, and its memo as it is printed; null where the input is refused. */
async function ask(
  name: string,
  input: Record<string, unknown>,
  language: (typeof languages)[number] = 'en',
): Promise<Asked | null> {
  const context = { access: { kind: 'folders' as const, folders: [] }, reports: createReportStore() };
  const answer = await lines.get(name)?.run({ ...input, language }, context);
  if (answer?.ok !== true) return null;
  const structured = answer.rendered.structured as { memo: Parameters<typeof memoLines>[0] };
  return {
    memo: memoLines(structured.memo, language).join('\n'),
    report: citedReportSchema.parse(structured),
  };
}

const verdicts = new Set<string>();

const detail = fc.constantFrom('summary', 'full');
const language = fc.constantFrom(...languages);

const generated = [
  ['cco_decompose_retention', retentionInput, 120],
  ['cco_decompose_retention', claimsInput, 25],
  ['cco_design_segments', segmentationInput, 80],
  ['cco_size_coverage', coverageInput, 50],
  ['cco_size_coverage', teamInput, 20],
  ['cco_plan_hires', hiringInput, 110],
  ['cco_review_plan', reviewInput, 100],
] as const;

describe.each(generated)('%s', (name, input, numRuns) => {
  it('writes memos that pass, whatever it is asked', async () => {
    let answered = 0;
    await fc.assert(
      fc.asyncProperty(
        input as fc.Arbitrary<Record<string, unknown>>,
        detail,
        language,
        async (given, how, spoken) => {
          const asked = await ask(name, { ...given, detail: how }, spoken);
          if (asked === null) return;
          answered++;
          verdicts.add(asked.report.verdict);
          const { breaches, language: found } = checkMemo(asked.memo, [asked.report]);
          expect(breaches, asked.memo).toEqual([]);
          expect(found).toBe(spoken);
        },
      ),
      { numRuns },
    );
    expect(answered).toBeGreaterThan(numRuns / 3);
  });
});

/** What no figure stands behind: horizons, percentiles, quoted text, ids. */
const untraced = /in \d+ months|\bP\d\d\b|`[^`]*`|\[[^\]]*\]$/g;

/** Places of the digits of traced numbers in a line of evidence. */
function digitsOf(line: string): number[] {
  const masked = line.replace(untraced, (found) => ' '.repeat(found.length));
  return [...masked.matchAll(/\d/g)].map(({ index }) => index);
}

type Cells = Readonly<Record<string, unknown>>;

/** The raw value under an id of a report, looked up by hand. */
function rawValue(report: CitedReport, id: string): unknown {
  const figure = report.figures.find((one) => one.id === id);
  if (figure !== undefined) return figure.value;
  const [table = '', ...rest] = id.split('.');
  const [key, column = ''] = [rest.slice(0, -1).join('.'), rest.at(-1)];
  const row: Cells | undefined =
    report.tables[table]?.rows?.find((one) => one.key === key) ??
    (table === 'leakage_points'
      ? report.leakage_points?.[Number(key) - 1]
      : report.claim_tests?.[Number(key) - 1]);
  return row?.[column];
}

/** Whether a number as written is, within half of its last digit, one of the values that its line cites. */
function isWithin(line: string, at: number, report: CitedReport): boolean {
  const [, ids = ''] = /\[([^\]]+)\]$/.exec(line) ?? [];
  const [from = ''] = /[\d,.]*$/.exec(line.slice(0, at)) ?? [];
  const [to = ''] = /^[\d,.]*\d/.exec(line.slice(at)) ?? [];
  const text = (from + to).replaceAll(',', '');
  const half = 0.5 * 0.1 ** (text.split('.')[1]?.length ?? 0);
  return ids
    .split(', ')
    .flatMap((id) => [id, `${id}_low`, `${id}_high`])
    .map((id) => rawValue(report, id))
    .some(
      (value) =>
        typeof value === 'number' &&
        [value, value * 100].some(
          (one) => Math.abs(Math.abs(one) - Number(text)) <= half * (1 + 1e-6) + 1e-9,
        ),
    );
}

/** The memo with one digit of one line of evidence replaced. */
function withDigit(memo: string, line: string, at: number, digit: string): { memo: string; line: string } {
  const changed = line.slice(0, at) + digit + line.slice(at + 1);
  return { memo: memo.replace(`- ${line}`, () => `- ${changed}`), line: changed };
}

function expectSeen({ memo, report }: Asked, line: string, at: number, digit: string): boolean {
  if (line[at] === digit) return false;
  const changed = withDigit(memo, line, at, digit);
  const { ok, breaches } = checkMemo(changed.memo, [report]);
  if (ok) expect(isWithin(changed.line, at, report), `${line} -> ${changed.line}`).toBe(true);
  else
    expect(
      breaches.some(({ code }) => code === 'untraced-number'),
      changed.line,
    ).toBe(true);
  return !ok;
}

it('the memos that passed came from every kind of verdict, given and withheld', () => {
  const seen = [...verdicts];
  expect(seen).toEqual(
    expect.arrayContaining([
      ...['healthy', 'concerning', 'critical', 'insufficient_data', 'contradictory_data'],
      ...['balanced', 'exits-first', 'over-budget', 'tiers-only'],
      ...['hire', 'promote', 'hold', 'redeploy-or-shrink', 'promise-less-before-hiring'],
      ...['stay-founder-led', 'name-the-outcome-first', 'no-cs-hire-fixes-it'],
      ...['BLOCK', 'SHARPEN'],
    ]),
  );
});

describe('a changed digit of the evidence', () => {
  it.each(analyzers.map(({ name }) => name))(
    'of the example of %s is seen, whichever it is',
    async (name) => {
      const asked = await ask(name, { sample: true, detail: 'full' });
      if (asked === null) throw new Error('refused');
      let seen = 0;
      for (const line of asked.report.memo.evidence)
        for (const at of digitsOf(line))
          for (const digit of '01469') if (expectSeen(asked, line, at, digit)) seen++;
      expect(seen).toBeGreaterThan(80);
    },
  );

  it.each(generated)('of any memo of %s is seen', async (name, input, numRuns) => {
    await fc.assert(
      fc.asyncProperty(
        input as fc.Arbitrary<Record<string, unknown>>,
        fc.nat(),
        fc.nat(),
        fc.constantFrom(...'0123456789'),
        async (given, which, place, digit) => {
          const asked = await ask(name, { ...given, detail: 'full' });
          if (asked === null) return;
          const { evidence } = asked.report.memo;
          const line = evidence[which % evidence.length] ?? '';
          const places = digitsOf(line);
          const at = places[place % places.length];
          if (at !== undefined) expectSeen(asked, line, at, digit);
        },
      ),
      { numRuns },
    );
  });
});
