/** Each rule at its edge, on one line changed in a right memo. */
import { beforeAll, describe, expect, it } from 'vitest';
import { checkMemo } from '../../../src/domain/check-memo/check.ts';
import type { CitedReport } from '../../../src/domain/check-memo/cited-report.ts';
import { partsOf } from '../../../src/domain/check-memo/parts.ts';
import { memoRules, ruleCodes } from '../../../src/domain/check-memo/rules.ts';
import { beginsWithVerb, isHorizon, isOneOwner, stepParts } from '../../../src/domain/check-memo/steps.ts';
import {
  bannedCharacters,
  bannedList,
  chineseStepVerbs,
  stepVerbs,
} from '../../../src/domain/check-memo/words.ts';
import { readText } from '../../sources.ts';
import { corpusReports, reportWith } from './reports.ts';

let reports: Readonly<Record<string, CitedReport>>;

beforeAll(async () => {
  reports = await corpusReports();
});

const right = readText('fixtures/memos/right-retention.md');

const codesOf = (memo: string, names = 'retention'): string[] =>
  checkMemo(
    memo,
    names.split(' ').flatMap((name) => reports[name] ?? []),
  ).breaches.map(({ code }) => code);

const changed = (from: string, to: string, base = right): string => {
  expect(base).toContain(from);
  return base.replace(from, () => to);
};

describe('the page of the standard', () => {
  const page = readText('references/output-standard.md');

  it('has every rule of the code, and no other', () => {
    const listed = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, code]) => code ?? '');
    expect(listed.filter((code) => code in memoRules || /-/.test(code)).sort()).toEqual(
      [...ruleCodes].sort(),
    );
  });

  it('shows an example that holds, and failing lines that fail by the code beside them', () => {
    const example = /## Example[\s\S]*?```\n([\s\S]*?)\n```/.exec(page)?.[1] ?? '';
    expect(codesOf(example)).toEqual([]);
    const failing = [...page.matchAll(/^\| (\*\*|- |1\. )(.*?) \| (.*) \|$/gm)];
    expect(failing.length).toBeGreaterThan(5);
    for (const [, mark = '', rest = '', wrong = ''] of failing) {
      const text = mark + rest;
      const label = /^\*\*[^*]+\*\*/.exec(text)?.[0];
      const from =
        label === undefined
          ? (example.split('\n').find((line) => line.startsWith(mark)) ?? '')
          : (example.split('\n').find((line) => line.startsWith(label)) ?? '');
      const codes = codesOf(changed(from, text, example));
      for (const [, code] of wrong.matchAll(/`([a-z]+-[a-z]+)`/g)) expect(codes, text).toContain(code);
    }
  });

  it('has the words of the code', () => {
    const after = (start: string) => page.slice(page.indexOf(start) + start.length).split('\n')[0] ?? '';
    expect(after('**Verbs that begin a step:** ').replace('.', '').split(' ').sort()).toEqual(
      [...stepVerbs].sort(),
    );
    expect(after('**Banned in The Evidence:** ').split('. ')[0]?.split(', ').sort()).toEqual(
      [...bannedList].sort(),
    );
    const chinese = after('In Chinese: ');
    for (const verb of chineseStepVerbs) expect(chinese).toContain(verb);
    const words = page.slice(page.indexOf('In Chinese: 很')).split('\n')[0] ?? '';
    for (const word of words.match(/[\p{Script=Han}\p{Script=Hiragana}]+(?=[,.])/gu) ?? [])
      expect(word === '約' ? '約3' : word).toMatch(new RegExp(bannedCharacters.source, 'u'));
  });
});

describe('labels', () => {
  it.each([
    ['**Bottom Line:** x', 'bottom_line', 'en', true],
    ['**Bottom Line**: x', 'bottom_line', 'en', true],
    ['## Bottom Line', 'bottom_line', 'en', false],
    ['Bottom line: x', 'bottom_line', 'en', false],
    ['**結論:** x', 'bottom_line', 'ja', true],
    ['**一句话结论:** x', 'bottom_line', 'zh', true],
    ['**数值依据**', undefined, undefined, undefined],
    ['Bottom Line is what we say', undefined, undefined, undefined],
    ['**Your Decision:** ?', 'your_decision', 'en', true],
  ])('%s', (line, name, language, bold) => {
    const [part] = partsOf([line]).parts;
    expect([part?.name, part?.language, part?.bold]).toEqual([name, language, bold]);
  });
});

describe('steps', () => {
  it('are taken apart at owner and date, whatever stands in backticks', () => {
    expect(stepParts('Answer `Who? Owner: x. By: y`. Owner: CFO. By: 2026-12-15')).toEqual({
      action: 'Answer `Who? Owner: x. By: y`',
      owner: 'CFO',
      by: '2026-12-15',
    });
    expect(stepParts('By: Q1 2027. Owner: CFO')).toEqual({ action: '', owner: 'CFO', by: 'Q1 2027' });
    expect(stepParts('Do it')).toEqual({ action: 'Do it', owner: null, by: null });
  });

  it.each(['Call them', 'hire one', '**Fix** it', '确认上线', '一覧を作る', '連絡します'])(
    '%s begins well',
    (text) => {
      expect(beginsWithVerb(text)).toBe(true);
    },
  );
  it.each(['Better onboarding', 'We call', 'Calling', '更好的上线', '一覧の作成', '', '1'])(
    '%s does not',
    (text) => {
      expect(beginsWithVerb(text)).toBe(false);
    },
  );

  it.each(['CFO', 'Head of CS', 'Head of Sales and Marketing', 'Ana Ruiz', '创始人', 'CS責任者'])(
    '%s is one owner',
    (text) => {
      expect(isOneOwner(text)).toBe(true);
    },
  );
  it.each([
    'team',
    'the CS team',
    'We',
    'everyone',
    'TBD',
    'CS',
    '',
    'CFO and CRO',
    'CFO, CRO',
    'CFO/CRO',
    '团队',
    'チーム',
  ])('"%s" is none', (text) => {
    expect(isOneOwner(text)).toBe(false);
  });

  it.each([
    '2026-12-15',
    'Q1 2027',
    '2027 Q1',
    'within 30 days',
    'within 1 day',
    '30 天内',
    '30日以内',
    '2027年第1季度',
  ])('%s is a date', (text) => {
    expect(isHorizon(text)).toBe(true);
  });
  it.each(['ASAP', 'soon', 'ongoing', 'Q1', '2026-13-01', '2026-02-30', 'next week', 'within days', ''])(
    '"%s" is none',
    (text) => {
      expect(isHorizon(text)).toBe(false);
    },
  );
});

describe('statements', () => {
  it.each([
    ['one terminal mark', 'because NRR 100.5% rests on GRR 82.3%.', 'because NRR 100.5% rests on GRR 82.3%'],
    ['no second sentence', 'because NRR', 'so act. NRR'],
  ])('%s', (_, from, to) => {
    expect(codesOf(changed(from, to))).toEqual(['one-sentence']);
  });

  it('decimal points, backticks and abbreviations end nothing', () => {
    expect(codesOf(changed('because NRR', 'e.g. at `Acme Inc. Ltd!`, because NRR'))).toEqual([]);
  });

  it('only warns of a bottom line without figure or reason', () => {
    const check = checkMemo(changed('because NRR 100.5% rests on GRR 82.3%.', 'now.'), [
      reports['retention'] as CitedReport,
    ]);
    expect(check.ok).toBe(true);
    expect(check.warnings.map(({ because }) => because)).toEqual([
      'no figure stands in the bottom line',
      'no reason stands in the bottom line',
    ]);
  });

  it.each(['留存', '継続率', 'Retention', '`retention`', 'retention.'])('"%s" is a decision', (text) => {
    expect(codesOf(changed('**The Decision:** retention', `**The Decision:** ${text}`))).toEqual([]);
  });
  it.each(['churn', 'retention and coverage', 'retention?', 'retention (NRR)'])('"%s" is none', (text) => {
    expect(codesOf(changed('**The Decision:** retention', `**The Decision:** ${text}`))).toEqual([
      'decision-enum',
    ]);
  });

  const choice = right.split('\n').find((line) => line.startsWith('**Your Decision:**')) ?? '';
  it.each([
    'Which leak first?',
    'Whether we publish it is yours.',
    'A) fix it B) fund it',
    'A) fix it B) fund it C) wait',
    'Do you publish it? (public_number)',
    '公表しますか。',
    '是否公布这个数字？',
  ])('%s leaves a choice', (text) => {
    expect(codesOf(changed(choice, `**Your Decision:** ${text}`))).toEqual([]);
  });
  it.each([
    'We fix onboarding.',
    'A) fix it',
    'A) a B) b C) c D) d',
    'Do you? Will you?',
    'Do you publish it? (my_slug)',
    `Which ${'of these many things '.repeat(20)}first?`,
  ])('%s does not', (text) => {
    expect(codesOf(changed(choice, `**Your Decision:** ${text}`))).toEqual(['founder-choice']);
  });
});

describe('evidence', () => {
  it('takes the ids of text and dates without a number', () => {
    const dated = changed(
      '[enterprise_hours]',
      '[enterprise_hours, plan.H1.open_by]',
      readText('fixtures/memos/right-coverage.md'),
    );
    expect(codesOf(dated, 'coverage')).toEqual([]);
  });

  it('a horizon stands for a figure where an id asks for it', () => {
    const base = readText('fixtures/memos/right-review.md');
    expect(
      codesOf(changed('44 days, target 30 days', 'reached in 44 days, target of 30 days', base), 'review'),
    ).toEqual([]);
    expect(
      codesOf(changed('44 days, target 30 days', 'reached in 45 days, target of 30 days', base), 'review'),
    ).toEqual(['new-number', 'evidence-form']);
  });

  it('an unknown figure is n/a, never a number', () => {
    const unknown = reportWith([['grr', 0.84, 'share', '84.0%']]);
    const report = {
      ...unknown,
      figures: [
        ...unknown.figures,
        { id: 'nrr', label: 'NRR', value: null, unit: 'share' as const, display: 'n/a' },
      ],
    };
    const memo = (nrr: string) => `**Bottom Line:** Measure NRR, because GRR is 84.0%.
**The Decision:** retention
**The Evidence:**
- GRR 84.0% [grr]
- NRR ${nrr} [nrr]
**How to Act:**
1. Measure NRR. Owner: CFO. By: within 30 days
2. Call each account. Owner: CFO. By: within 30 days
3. Review causes. Owner: CFO. By: within 30 days
**Your Decision:** Which comes first?`;
    expect(checkMemo(memo('n/a'), [report]).breaches).toEqual([]);
    expect(checkMemo(memo('114.0%'), [report]).breaches.map(({ because }) => because)).toEqual([
      'the report does not know `nrr`, the memo says 114.0%',
    ]);
  });

  it('a bullet may go on over lines', () => {
    expect(codesOf(changed('(84.3-117.1%), start', '(84.3-117.1%),\n  start'))).toEqual([]);
  });

  it.each(['high-touch', 'long-tail', 'best-of-breed', '`critical`'])('%s judges nothing', (word) => {
    expect(codesOf(changed('ARR that no', `${word} ARR that no`))).toEqual([]);
  });

  it('seven bullets are too many, one is too few', () => {
    const more = changed(
      '**How to Act:**',
      `${'- ARR that no renewal tested $600,000 [untested_arr]\n'.repeat(3)}**How to Act:**`,
    );
    expect(codesOf(more)).toEqual(['evidence-form']);
  });
});

describe('verdicts and caveats', () => {
  const sayings = readText('fixtures/memos/right-withheld.md');
  it.each([
    ['retention', 'Retention is concerning, because NRR 100.5% rests on GRR 82.3%.', ['verdict-overstated']],
    ['retention', 'NRR 100.5% makes this a `leaky_bucket`, because GRR is 82.3%.', []],
    ['retention', 'NRR 100.5% makes this a leaky bucket, because GRR is 82.3%.', []],
    ['retention', 'Retention is not healthy, because GRR is 82.3% and NRR 100.5%.', []],
    ['retention', "Retention isn't healthy, because GRR is 82.3% and NRR 100.5%.", []],
    ['retention', 'GRR 82.3% meets the growth target, because NRR is 100.5%.', ['verdict-overstated']],
  ])('over %s: %s', (name, bottom, expected) => {
    const from =
      'Repair onboarding before raising the expansion target, because NRR 100.5% rests on GRR 82.3%.';
    expect(codesOf(changed(from, bottom), name)).toEqual(expected);
  });

  it.each([
    'GRR 82.0% stands on 10 customers: no verdict.',
    'GRR 82.0% cannot carry a verdict, because 10 customers are too few.',
    'GRR 82.0% is `insufficient_data`: 10 customers, `small-base`, `interval-too-wide`.',
  ])('withheld, and said: %s', (bottom) => {
    expect(
      codesOf(
        changed('GRR 82.0% stands on too few accounts, so there is no verdict.', bottom, sayings),
        'few',
      ),
    ).toEqual([]);
  });

  it('names what an unknown or mistyped id was likely meant to be', () => {
    const { breaches } = checkMemo(changed('[untested_arr]', '[untestd_arr]'), [
      reports['retention'] as CitedReport,
    ]);
    expect(breaches.map(({ code, mend }) => [code, mend])).toEqual([
      ['evidence-form', 'did you mean `untested_arr`?'],
    ]);
  });

  it('names nothing for an id that is near to none', () => {
    const { breaches } = checkMemo(changed('[untested_arr]', '[foo]'), [reports['retention'] as CitedReport]);
    expect(breaches.map(({ code, mend }) => [code, mend])).toEqual([
      [
        'evidence-form',
        'cite an id of a report that was passed; one in full detail has more of them than a summary',
      ],
    ]);
  });

  it('takes the end of an interval for no rate, and a figure of another size for none near', () => {
    const nearest = (line: string) =>
      checkMemo(`# ${line}\n${changed('', '')}`, [reports['retention'] as CitedReport]).breaches.map(
        ({ code, nearest: near }) => [code, near?.id],
      );
    // The interval of NRR ends at 117.1%, that of GRR at 90.2%.
    expect(nearest('NRR 117%')).toEqual([['untraced-number', 'nrr']]);
    expect(nearest('GRR 90.2%')).toEqual([['untraced-number', 'grr']]);
    expect(nearest('Tickets closed 98,000,000')).toEqual([['untraced-number', undefined]]);
  });
});
