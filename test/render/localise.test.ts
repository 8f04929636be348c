/** Answers in other languages: what changes, what must not. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languages, memoLabels, verdictName } from '../../src/domain/language.ts';
import { localise, localMoney } from '../../src/render/localise.ts';
import { createReportStore } from '../../src/report-store.ts';
import { analyzers as tools } from '../analyzers.ts';

const context = { access: { kind: 'folders' as const, folders: [] }, reports: createReportStore() };

async function ask(name: string, input: Record<string, unknown>) {
  const line = await tools.find((tool) => tool.name === name)?.load();
  const answer = await line?.run(input, context);
  if (answer?.ok !== true) throw new Error('refused');
  return answer.rendered;
}

it('money is marked as the language marks it; a founder’s own text stays', () => {
  expect(localMoney('$1,200 of `$5 Acme` and CNY 30', 'zh')).toBe('US$1,200 of `$5 Acme` and ¥30');
  expect(localMoney('JPY 900, $5, CNY 3', 'ja')).toBe('￥900, $5, CNY 3');
  expect(localMoney('$1,200, EUR 4', 'en')).toBe('$1,200, EUR 4');
  expect(localMoney('A$5 US$5', 'zh')).toBe('A$5 US$5');
});

it('marking money twice is marking it once', () => {
  fc.assert(
    fc.property(fc.string(), fc.constantFrom(...languages), (text, language) => {
      const once = localMoney(text, language);
      expect(localMoney(once, language)).toBe(once);
    }),
  );
});

describe.each(tools.map(({ name }) => name))('%s', (name) => {
  it.each(['zh', 'ja'] as const)(
    'in %s has its labels, verdict, steps and money; ids and numbers stay',
    async (language) => {
      const input = { sample: true, detail: 'full' };
      const [english, local] = [await ask(name, input), await ask(name, { ...input, language })];
      const [first, second] = [english.structured, local.structured] as Record<string, never>[];
      for (const label of Object.values(memoLabels)) expect(local.text).toContain(`**${label[language]}：**`);
      expect(local.text).toContain(
        `Verdict: \`${first?.['verdict']}\` ${verdictName(String(first?.['verdict']), language)} (`,
      );
      // The report is the same one: id, codes, values.
      for (const field of ['report_id', 'verdict', 'tables', 'assumptions', 'handoffs'])
        expect(second?.[field]).toEqual(first?.[field]);
      const memo = second?.['memo'] as unknown as { decision: string; how_to_act: string[] };
      expect(first?.['memo']).toMatchObject({ decision: memo.decision });
      for (const step of memo.how_to_act)
        expect(step).toMatch(language === 'zh' ? /。负责人：.+。期限：/ : /。担当：.+。期限：/);
      const digits = (text: string) =>
        text
          .replace(/[^\d.%]/g, ' ')
          .split(/\s+/)
          .join(' ')
          .trim();
      const values = (of: unknown) =>
        (of as { figures: { id: string; value: number | null; display: string }[] }).figures.map(
          ({ id, value, display }) => [id, value, digits(display)],
        );
      expect(values(second)).toEqual(values(first));
      if (language === 'zh') expect(local.text).not.toMatch(/(?<![A-Z`])\$\d/);
    },
  );

  it('refuses a language it does not have', async () => {
    const line = await tools.find((tool) => tool.name === name)?.load();
    const answer = await line?.run({ sample: true, language: 'de' }, context);
    expect(answer?.ok === false ? answer.problems.map(({ message }) => message) : []).toEqual([
      'language: "de" is not a choice here; use one of en, zh, ja',
    ]);
  });
});

it('the six questions are asked in the language', async () => {
  const { structured } = await ask('cco_review_plan', {
    plan: 'A',
    type: 'report',
    language: 'ja',
    detail: 'full',
  });
  const asks = (structured['questions'] as { id: string; ask: string }[]).map(({ ask }) => ask);
  expect(asks).toContain('1年前の経常収益は、アップセルを除いて、今いくら残っていますか。');
});

it('English is the report itself', () => {
  const report = { headline: 'x', memo: {} as never, figures: [], findings: [], questions: [] };
  expect(localise(report, 'en')).toBe(report);
});
