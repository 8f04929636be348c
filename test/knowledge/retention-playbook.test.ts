/** The playbook's numbers are those of the policy tables, and every finding leads to a section of it. */
import { expect, it } from 'vitest';
import { benchmarks as allBenchmarks } from '../../src/domain/policy/benchmarks.ts';
import { causes, causeTable } from '../../src/domain/policy/causes.ts';
import { planTable } from '../../src/domain/policy/plan.ts';
import {
  fixedLines,
  houseTargets,
  rateNames,
  smallContract,
  stages,
  thresholds,
} from '../../src/domain/policy/retention.ts';
import { retentionFindings } from '../../src/domain/retention/findings.ts';
import { findPlaybook, playbooks } from '../../src/knowledge/library.ts';
import type { Playbook } from '../../src/knowledge/playbook.ts';
import { sectionOf } from '../../src/knowledge/sections.ts';
import { cellsOf, percent } from './tables.ts';

/** Rows the tool may show beside a founder's own rates; the others are context. */
const benchmarks = allBenchmarks.filter(({ by }) => by !== null);

async function retention(): Promise<Playbook> {
  const playbook = await findPlaybook('retention_decomposition');
  if (playbook === undefined) throw new Error('no retention playbook');
  return playbook;
}

it('every playbook a finding, cause or plan row names is a playbook or a heading in one', async () => {
  const all = await playbooks();
  const known = new Set(all.flatMap(({ id, anchors }) => [id, ...anchors]));
  const named = [
    ...Object.values(retentionFindings),
    ...Object.values(causeTable),
    ...Object.values(planTable),
  ];
  expect(named.map(({ playbook }) => playbook).filter((name) => !known.has(name))).toEqual([]);
});

it('every action is named by a finding, a cause or a plan row, and has 3 to 6 lines', async () => {
  const playbook = await retention();
  const rows = [
    ...Object.values(retentionFindings),
    ...Object.values(causeTable),
    ...Object.values(planTable),
  ];
  const named = new Set(rows.map((row) => row.playbook));
  expect(playbook.anchors.filter((anchor) => !named.has(anchor))).toEqual([]);
  for (const anchor of playbook.anchors) {
    const lines = sectionOf(playbook, anchor).split('\n');
    expect(lines.length, anchor).toBeGreaterThanOrEqual(3);
    expect(lines.length, anchor).toBeLessThanOrEqual(6);
  }
});

it('house targets are the policy', async () => {
  const rows = cellsOf(sectionOf(await retention(), 'House targets'));
  for (const stage of stages) {
    const row = rows.find(([name]) => name?.split(' ')[0] === stage) ?? [];
    const expected = rateNames.flatMap((rate) => {
      const { healthy, concerning } = houseTargets[stage][rate];
      return [percent(healthy), percent(concerning)];
    });
    expect(row.slice(1, 7), stage).toEqual(expected);
    expect(row[7], stage).toBe(rateNames.map((rate) => `\`p.${rate}.${stage}\``).join(', '));
  }
  const { acv, grr } = smallContract;
  expect(sectionOf(await retention(), 'House targets')).toContain(
    `ACV below ${acv / 1000}K USD, offer the GRR override ${percent(grr.healthy)} / ${percent(grr.concerning)}`,
  );
});

it('every line that may be overridden stands with its default', async () => {
  const rows = cellsOf(sectionOf(await retention(), 'Lines of the tool')).slice(1);
  const shown = rows.map(([key, value]) => {
    const [number = '', unit] = (value ?? '').split(' ');
    const share = number.endsWith('%') || unit?.startsWith('point') === true;
    return [key?.replaceAll('`', ''), share ? Number.parseFloat(number) / 100 : Number(number)];
  });
  expect(Object.fromEntries(shown)).toEqual(thresholds);
});

it('numbers in running text are the policy', async () => {
  const { body } = await retention();
  const { leverage, structural } = fixedLines.preventable;
  for (const text of [
    `NRR of ${percent(fixedLines.leakyNrr)} or more while GRR is at or below the stage's critical line`,
    `Above ${percent(leverage)} is leverage for customer success, ${structural * 100}-${percent(leverage)} mixed, below ${percent(structural)} structural`,
    `More than ${percent(thresholds.unknown_reason_share)} unknown`,
    `Contraction below ${percent(thresholds.contraction_ceiling)} a year`,
    `expansion of ${thresholds.expansion_low * 100}-${percent(thresholds.expansion_high)}`,
    `Below ${thresholds.min_accounts} accounts there is no verdict`,
    `any account above ${percent(thresholds.dominance_share)} of start ARR`,
    `An NRR above ${percent(fixedLines.implausibleNrr)}`,
  ]) {
    expect(body).toContain(text);
  }
});

it('every cause stands with its action', async () => {
  const rows = cellsOf(sectionOf(await retention(), 'Causes of churn')).slice(1);
  expect(rows.map((row) => [row[0], row[4]])).toEqual(
    causes.map((cause) => [`\`${cause}\``, `\`${causeTable[cause].playbook}\``]),
  );
});

it('every published row the tool may show stands with its values, publisher, year and grade', async () => {
  const { body } = await retention();
  const text = sectionOf({ id: 'retention', body }, 'Published figures');
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  for (const row of benchmarks) {
    const line = lines.find((candidate) => candidate.includes(`\`${row.id}\``)) ?? '';
    for (const value of [row.p25, row.median, row.p75]) {
      if (value !== null) expect(line, row.id).toContain(percent(value));
    }
    expect(line, row.id).toContain(String(row.year));
    const shared = row.by === 'acv' && row.year === 2023 ? `${text.split('\n')[2]}` : line;
    for (const part of [row.publisher, row.grade, row.n ?? 'n unknown'])
      expect(shared, row.id).toContain(part);
    expect(shared.includes('relayed'), row.id).toBe(row.relayed);
  }
});

it('front matter lists the policies and sources of the text, and no others', async () => {
  const { body, policies, sources } = await retention();
  const ids = (letter: string) => [
    ...new Set([...body.matchAll(new RegExp(`\`(${letter}\\.[a-z0-9_.]+)\``, 'g'))].map(([, id]) => id)),
  ];
  expect([...policies].sort()).toEqual(ids('p').sort());
  expect([...sources].sort()).toEqual(ids('b').sort());
  expect([...sources].sort()).toEqual(benchmarks.map(({ id }) => id).sort());
});

it('human-only decisions in the text are those of the front matter', async () => {
  const playbook = await retention();
  const section = sectionOf(playbook, 'Human-only decisions');
  expect([...section.matchAll(/^- `(\w+)`/gm)].map(([, slug]) => slug)).toEqual(playbook.human_decisions);
});
