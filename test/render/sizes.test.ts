import { describe, expect, it } from 'vitest';
import { retentionReportSchema } from '../../src/domain/retention/report.ts';
import { retentionFit } from '../../src/render/retention-fit.ts';
import { sizes } from '../../src/render/section.ts';
import { tools } from '../../src/tools/index.ts';
import { heavyInputs, heavyOthers, rendered } from './heavy.ts';

const inputs = { sample: { sample: true }, ...heavyInputs };

type Structured = {
  memo: { evidence: string[] };
  figures: { id: string; formula?: string }[];
  findings: { code: string; evidence: string[] }[];
  tables: Record<string, { rows: object[] }>;
  rows_omitted?: { parts: Record<string, number>; get: string };
} & Record<string, unknown>;

it('shows the bridge to its end or not at all, however little room is left', async () => {
  const claims = Object.entries(heavyInputs['accounts']?.['claims'] as Record<string, number>);
  const seen = new Set<string>();
  for (let n = 0; n <= claims.length; n++) {
    const { text } = await rendered({ sample: true, claims: Object.fromEntries(claims.slice(0, n)) });
    const shown = text.includes('## ARR bridge');
    expect([n, /^\| end /m.test(text)]).toEqual([n, shown]);
    seen.add(String(shown));
  }
  expect([...seen]).toEqual(['true', 'false']);
});

describe.each(Object.entries(inputs))('an answer on %s', (_, input) => {
  it.each(['summary', 'full'] as const)('stays within the size of %s', async (detail) => {
    const { text, structured } = await rendered({ ...input, detail });
    expect(text.length).toBeLessThanOrEqual(sizes[detail].text);
    expect(JSON.stringify(structured).length).toBeLessThanOrEqual(sizes[detail].structured);
    expect(retentionReportSchema.safeParse(structured).error?.issues ?? []).toEqual([]);
  });

  it('keeps memo and caveats whole in both halves of a summary', async () => {
    const { text, structured } = await rendered(input);
    const { findings, memo, figures, tables } = structured as Structured;
    for (const line of memo.evidence) expect(text).toContain(line);
    for (const { code } of findings.slice(0, 5)) expect(text).toContain(`\`${code}\``);
    const ids = new Set(figures.map(({ id }) => id));
    const plain = (id: string) => !id.includes('.');
    for (const { evidence } of findings) for (const id of evidence.filter(plain)) expect(ids).toContain(id);
    for (const id of retentionFit.headline.filter((one) => one.endsWith('arr'))) expect(ids).toContain(id);
    expect(figures.every(({ formula }) => formula === undefined)).toBe(true);
    for (const { rows } of Object.values(tables)) expect(rows.length).toBeGreaterThan(0);
  });

  it('names every row that it leaves out', async () => {
    const whole = (await rendered({ ...input, detail: 'full' })).structured as Structured;
    const short = (await rendered(input)).structured as Structured;
    const counts = (of: Structured): Record<string, number> => ({
      figures: of.figures.length,
      ...Object.fromEntries(
        [...retentionFit.first, ...retentionFit.rest].map((part) => {
          const rows = part.startsWith('tables.') ? of.tables[part.slice(7)]?.rows : of[part];
          return [part, Array.isArray(rows) ? rows.length : 0];
        }),
      ),
    });
    const [all, kept] = [counts(whole), counts(short)];
    for (const [part, count] of Object.entries(all)) {
      const total = count + (whole.rows_omitted?.parts[part] ?? 0);
      expect([part, (kept[part] ?? 0) + (short.rows_omitted?.parts[part] ?? 0)]).toEqual([part, total]);
    }
  });
});

const others = [...heavyOthers.map(([name]) => [name, { sample: true }] as const), ...heavyOthers];

describe.each(others)('an answer of %s', (name, input) => {
  it.each(['summary', 'full'] as const)('stays within the size of %s', async (detail) => {
    const { text, structured } = await rendered({ ...input, detail }, name);
    expect(text.length).toBeLessThanOrEqual(sizes[detail].text);
    expect(JSON.stringify(structured).length).toBeLessThanOrEqual(sizes[detail].structured);
    const line = await tools.find((tool) => tool.name === name)?.load();
    expect(line?.outputSchema.safeParse(structured).error?.issues ?? []).toEqual([]);
  });

  it('keeps memo and findings whole in both halves of a summary', async () => {
    const { text, structured } = await rendered(input, name);
    const { findings, memo, figures } = structured as Structured;
    for (const line of memo.evidence) expect(text).toContain(line);
    for (const { code } of findings.slice(0, 5)) expect(text).toContain(`\`${code}\``);
    const ids = new Set(figures.map(({ id }) => id));
    for (const { evidence } of findings)
      for (const id of evidence.filter((one) => !one.includes('.'))) expect(ids).toContain(id);
    expect(text).not.toMatch(/\bNaN\b|\bundefined\b|Infinity|\[object/);
  });
});
