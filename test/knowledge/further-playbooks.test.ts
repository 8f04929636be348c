/** All sixteen playbooks: length, ids, and the numbers of the twelve further ones. */
import { describe, expect, it } from 'vitest';
import { coverageFindings } from '../../src/domain/coverage/findings.ts';
import { hiringFindings } from '../../src/domain/hiring/findings.ts';
import { benchmarkMetrics } from '../../src/domain/policy/benchmark.ts';
import { benchmarks } from '../../src/domain/policy/benchmarks.ts';
import { causeTable } from '../../src/domain/policy/causes.ts';
import { coverageDefaults, coverageLines } from '../../src/domain/policy/coverage.ts';
import { payRules } from '../../src/domain/policy/pay.ts';
import { planTable } from '../../src/domain/policy/plan.ts';
import { policyRows } from '../../src/domain/policy/policy-rows.ts';
import { fixedLines, thresholds } from '../../src/domain/policy/retention.ts';
import { gatePlaybooks, reviewLines, ttvTargetDays } from '../../src/domain/policy/review.ts';
import { retentionFindings } from '../../src/domain/retention/findings.ts';
import { reviewFindings } from '../../src/domain/review/findings.ts';
import { segmentationFindings } from '../../src/domain/segmentation/findings.ts';
import { shortNumber } from '../../src/domain/short-number.ts';
import { findPlaybook, playbooks } from '../../src/knowledge/library.ts';
import { sectionOf } from '../../src/knowledge/sections.ts';
import { tools } from '../../src/tools/index.ts';
import { filesUnder } from '../sources.ts';
import { cellsOf } from './tables.ts';

const all = await playbooks();

async function read(id: string) {
  const playbook = await findPlaybook(id);
  if (playbook === undefined) throw new Error(`no playbook ${id}`);
  return playbook;
}

/** Words of prose a minute. */
const pace = 200;

const words = (text: string): number => text.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;

const idsIn = (text: string, kind: 'p' | 'b'): string[] => [
  ...new Set(
    [...text.matchAll(new RegExp(`\`(${kind}\\.[a-z0-9_.]+)\``, 'g'))].map((match) => match[1] ?? ''),
  ),
];

it('there are sixteen, and each file of references is a playbook or a document', () => {
  expect(all).toHaveLength(16);
  const others = ['benchmarks', 'key-questions', 'metrics', 'output-standard', 'tools'];
  const names = filesUnder('references', '.md').map((path) => path.replace(/^references\/|\.md$/g, ''));
  expect(names.filter((name) => !others.includes(name))).toEqual(all.map(({ id }) => id));
});

describe.each(all.map((playbook) => [playbook.id, playbook] as const))('%s', (_, playbook) => {
  it('is read in a sitting', () => {
    // The retention playbook holds the published tables besides; it is looked up, not read through.
    const most = playbook.id === 'retention_decomposition' ? 3_500 : 8 * pace;
    expect(words(playbook.body)).toBeGreaterThanOrEqual(500);
    expect(words(playbook.body)).toBeLessThanOrEqual(most);
  });

  it('lists the policies and sources it states, no more and no fewer', () => {
    expect(idsIn(playbook.body, 'p').sort()).toEqual([...playbook.policies].sort());
    expect(idsIn(playbook.body, 'b').sort()).toEqual([...playbook.sources].sort());
    const policies = new Set(policyRows.map(({ id }) => id));
    const sources = new Set(benchmarks.map(({ id }) => id));
    expect(playbook.policies.filter((id) => !policies.has(id))).toEqual([]);
    expect(playbook.sources.filter((id) => !sources.has(id))).toEqual([]);
  });

  it('names tools that exist, those of its front matter in the text', () => {
    const known = tools.map(({ name }) => name);
    expect(playbook.tools.filter((name) => !known.includes(name))).toEqual([]);
    for (const name of playbook.tools) expect(playbook.body).toContain(`\`${name}\``);
  });

  it('explains each human decision it names', () => {
    const section = sectionOf(playbook, 'Human-only decisions');
    for (const name of playbook.human_decisions) expect(section).toContain(`\`${name}\``);
  });

  it('names no origin and makes no empty promise', () => {
    expect(playbook.body).not.toMatch(/\bO[123]\b|best-in-class|world-class|game.chang|leverage synerg/i);
  });
});

it('every action is named by a finding, a cause, a plan row or a gate, and leads somewhere', () => {
  const named = new Set(
    [
      retentionFindings,
      segmentationFindings,
      coverageFindings,
      hiringFindings,
      reviewFindings,
      causeTable,
      planTable,
    ]
      .flatMap((rows) => Object.values(rows).map(({ playbook }) => playbook))
      .concat(Object.values(gatePlaybooks)),
  );
  const known = all.flatMap(({ id, anchors }) => [id, ...anchors]);
  expect([...named].filter((name) => !known.includes(name))).toEqual([]);
  const orphans = all.flatMap(({ id, anchors }) =>
    anchors.filter((anchor) => !named.has(anchor)).map((anchor) => `${id}: ${anchor}`),
  );
  expect(orphans).toEqual([]);
});

it('every action has 3 to 6 lines', () => {
  for (const playbook of all)
    for (const anchor of playbook.anchors) {
      const lines = sectionOf(playbook, anchor).split('\n');
      expect(lines.length, anchor).toBeGreaterThanOrEqual(3);
      expect(lines.length, anchor).toBeLessThanOrEqual(6);
    }
});

const percent = (share: number) => `${Math.round(share * 1_000) / 10}%`;

describe('numbers of the text', () => {
  it('of health scoring', async () => {
    const text = (await read('health_scoring')).body;
    const rows = cellsOf(sectionOf(await read('health_scoring'), 'The test that counts')).slice(1);
    const churn = rows.map(([, accounts, lost]) => Number(lost) / Number(accounts));
    expect(rows.map(([, , , shown]) => shown)).toEqual(churn.map((one) => `${(100 * one).toFixed(1)}%`));
    expect(Math.round((churn[1] ?? 0) / (churn[0] ?? 1))).toBe(20);
    expect(text).toContain('a lift of 20.');
    const kept = 100_000 * 0.85 + 50_000 * 0.45 + 75_000 * 0.25;
    expect(text).toContain(`make ${kept / 1_000}K of 225K, or ${percent(kept / 225_000)}`);
  });

  it('of churn prevention and lifecycle: renewals and unknown causes', async () => {
    const prevention = (await read('churn_prevention')).body;
    expect(prevention).toContain(`Above ${percent(thresholds.unknown_reason_share)} unknown`);
    expect(prevention).toContain(`Preventable causes above ${percent(fixedLines.preventable.leverage)}`);
    expect(prevention).toContain(`below ${percent(fixedLines.preventable.structural)}`);
    expect(prevention).toContain(`else ${ttvTargetDays} days (\`p.ttv\``);
    const policy = (id: string) => policyRows.find((row) => row.id === id)?.value ?? '';
    expect(policy('p.renewal')).toBe('120 days ahead for named accounts, 60 for pooled, 30 for tech-touch');
    expect((await read('lifecycle_playbooks')).body).toContain(
      'Named accounts begin 120 days ahead, pooled 60, tech-touch 30',
    );
    expect(policy('p.hours')).toMatch(/^106\.2 \/ 81\.7 \/ 24\.1 \/ 4\.1 hours/);
    expect((await read('lifecycle_playbooks')).body).toContain('106.2 / 81.7 / 24.1 / 4.1 hours');
  });

  it('of reviews: minutes add up', async () => {
    const minutes = async (id: string, section: string) =>
      cellsOf(sectionOf(await read(id), section))
        .slice(1)
        .reduce((sum, row) => sum + Number(row.at(-1)), 0);
    expect(await minutes('lifecycle_playbooks', 'A review that is worth an hour')).toBe(60);
    expect(await minutes('executive_engagement', 'Ninety minutes that are theirs')).toBe(90);
    expect(await minutes('customer_journey', 'A map in half a day')).toBe(210);
    const weights = cellsOf(
      sectionOf(await read('cs_technology_stack'), 'Choosing in four weeks, not six months'),
    ).slice(1);
    expect(weights.reduce((sum, [, weight]) => sum + Number(weight), 0)).toBe(100);
  });

  it('of operations: what CS Ops frees', async () => {
    const { adminLeft, adminShare, csms } = coverageLines.csOps;
    const rows = cellsOf(sectionOf(await read('cs_operations'), 'When a person pays')).slice(1);
    for (const [team = '', share = '', freed = '', pays = ''] of rows) {
      const [people = 0, cost = 0] = [...team.matchAll(/[\d,]+/g)].map(([n]) =>
        Number(n.replaceAll(',', '')),
      );
      const value = people * (Number.parseFloat(share) / 100 - adminLeft) * cost;
      expect(Math.round(value)).toBe(Number(freed.replaceAll(',', '')));
      expect(pays).toBe(value >= coverageDefaults.cs_ops_cost ? 'pays' : 'not yet');
    }
    const text = (await read('cs_operations')).body;
    expect([csms, percent(adminShare), percent(adminLeft)]).toEqual([3, '30%', '15%']);
    expect(text).toContain('Three CSMs or more, with 30% of their time');
    expect(text).toContain('above the 15% that stays anyway');
  });

  it('of value: return is gain over cost', async () => {
    const text = (await read('value_realization')).body;
    expect((1_200_000 - 120_000) / 120_000).toBe(9);
    expect(text).toContain('is 9 times, not 10');
    const survey = benchmarks.find(({ id }) => id === 'b.ttv.up.2025');
    expect(text).toContain(
      `has a median of ${shortNumber(survey?.median ?? 0, benchmarkMetrics.time_to_value.unit)}`,
    );
    expect(text).toContain(`else ${ttvTargetDays} days (\`p.ttv\``);
    expect(reviewLines.timeToValue.failFactor).toBe(2);
    expect(text).toContain('more than twice that in the segment with most ARR');
  });

  it('of pay: the lines of the sixth gate', async () => {
    const { pay } = reviewLines;
    const text = (await read('cs_compensation')).body;
    const rows = cellsOf(sectionOf(await read('cs_compensation'), 'The house plan')).slice(1);
    const amount = (at: number) => Number(rows[at]?.[1]?.replaceAll(',', ''));
    const target = 140_000;
    expect(amount(0)).toBeCloseTo(target * payRules.csmBaseShare, 6);
    const variable = target * (1 - payRules.csmBaseShare);
    expect([amount(1), amount(2), amount(3)].map((one) => Math.round((100 * one) / variable))).toEqual([
      50, 30, 20,
    ]);
    expect(Math.round((100 * (1 - payRules.csmBaseShare)) / payRules.csmBaseShare)).toBe(43);
    expect(Math.round(100 / 1.3)).toBe(77);
    expect(text).toContain(`A base from ${pay.base.low * 100} to ${pay.base.high * 100}% is accepted`);
    expect([pay.retentionShare, pay.sentimentShare, pay.wrongShare]).toEqual([0.5, 0.2, 0.5]);
    expect(text).toContain('| NPS, CSAT | at most 20% together | more than half |');
    expect(text).toContain(`Wait ${reviewLines.payFreezeDays} days before signing`);
  });

  it('of metrics: lifetime value and a point of GRR', async () => {
    const text = (await read('cs_metrics_reference')).body;
    const value = (discount: number) => (85_800 * 0.81) / (discount + 1 - 0.894);
    expect(Math.round(value(0) / 1_000)).toBe(656);
    expect(Math.round(value(0.125) / 1_000)).toBe(301);
    const after = (grr: number, years: number) => {
      let arr = 5_000_000;
      for (let year = 0; year < years; year++) arr = arr * (grr + 0.12) + 1_500_000;
      return arr;
    };
    const gain = [1, 2, 3].map((years) => after(0.86, years) - after(0.85, years));
    expect(gain.map((one) => Math.round(one / 100) * 100)).toEqual([50_000, 112_500, 186_800]);
    for (const shown of ['656,000', '301,000', '50,000', '112,500', '186,800']) expect(text).toContain(shown);
  });
});
