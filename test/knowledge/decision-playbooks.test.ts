/** The playbooks of segments, coverage and hires: their numbers are the policy's, and every finding leads to a heading. */
import { describe, expect, it } from 'vitest';
import { coverageFindings } from '../../src/domain/coverage/findings.ts';
import { hiringFindings } from '../../src/domain/hiring/findings.ts';
import {
  coverageDefaults,
  loadedCostPolicy,
  motionNames,
  motionPolicy,
  rampPolicy,
  ratioPolicy,
} from '../../src/domain/policy/coverage.ts';
import { hiringCausePolicy, roleNames, rolePolicy, stagePolicy } from '../../src/domain/policy/hiring.ts';
import {
  fitWeights,
  segmentationDefaults,
  signalNames,
  tierNames,
  tierPolicy,
} from '../../src/domain/policy/segmentation.ts';
import { segmentationFindings } from '../../src/domain/segmentation/findings.ts';
import { findPlaybook, playbooks } from '../../src/knowledge/library.ts';
import type { Playbook } from '../../src/knowledge/playbook.ts';
import { sectionOf } from '../../src/knowledge/sections.ts';
import { cellsOf } from './tables.ts';

const ids = ['customer_segmentation_strategy', 'cs_coverage_model', 'cs_team_org_evolution'] as const;

async function read(id: string): Promise<Playbook> {
  const playbook = await findPlaybook(id);
  if (playbook === undefined) throw new Error(`no playbook ${id}`);
  return playbook;
}

const thousands = (value: number): string => value.toLocaleString('en-US');

it('every finding leads to a heading', async () => {
  const known = new Set((await playbooks()).flatMap(({ id, anchors }) => [id, ...anchors]));
  const named = [segmentationFindings, coverageFindings, hiringFindings].flatMap((some) =>
    Object.values(some).map(({ playbook }) => playbook),
  );
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

describe.each(ids)('%s', (id) => {
  it('has actions of 3 to 6 lines, each named by a finding', async () => {
    const playbook = await read(id);
    const named = new Set(
      [segmentationFindings, coverageFindings, hiringFindings].flatMap((some) =>
        Object.values(some).map((one) => one.playbook),
      ),
    );
    expect(playbook.anchors.filter((anchor) => !named.has(anchor))).toEqual([]);
    for (const anchor of playbook.anchors) {
      const lines = sectionOf(playbook, anchor).split('\n');
      expect(lines.length, anchor).toBeGreaterThanOrEqual(3);
      expect(lines.length, anchor).toBeLessThanOrEqual(6);
    }
  });

  it('is read in five minutes', async () => {
    const { body } = await read(id);
    expect(body.length).toBeGreaterThan(5_000);
    expect(body.split(/\s+/).length).toBeLessThan(2_000);
  });

  it('lists the policies of its text, and its human-only decisions', async () => {
    const playbook = await read(id);
    const stated = [...new Set([...playbook.body.matchAll(/`(p\.[a-z0-9_.]+)`/g)].map(([, name]) => name))];
    expect([...playbook.policies].sort()).toEqual(stated.sort());
    const section = sectionOf(playbook, 'Human-only decisions');
    expect([...section.matchAll(/^- `(\w+)`/gm)].map(([, slug]) => slug)).toEqual(playbook.human_decisions);
  });
});

describe('numbers are the policy', () => {
  it('of tiers and fit', async () => {
    const playbook = await read('customer_segmentation_strategy');
    const tiers = cellsOf(sectionOf(playbook, 'Tiers')).slice(1);
    expect(tiers.map((row) => row.slice(0, 3))).toEqual(
      tierNames.map((tier) => {
        const { floor, invest } = tierPolicy[tier];
        return [`\`${tier}\``, thousands(floor), `${thousands(invest.low)}-${thousands(invest.high)}`];
      }),
    );
    expect(tiers.map((row) => row[5])).toEqual(tierNames.map((tier) => tierPolicy[tier].coverage));
    expect(cellsOf(sectionOf(playbook, 'Fit')).slice(1)).toEqual(
      signalNames.map((name) => [`\`${name}\``, String(fitWeights[name])]),
    );
    const text = sectionOf(playbook, 'Tiers');
    expect(text).toContain(`usual budget of ${segmentationDefaults.cs_budget_share_of_arr * 100}%`);
    expect(text).toContain(
      `more than ${segmentationDefaults.account_cap_share * 100}% of an account's own ARR`,
    );
  });

  it('of coverage models, motions and ramps', async () => {
    const playbook = await read('cs_coverage_model');
    const models = cellsOf(sectionOf(playbook, 'Models')).slice(1);
    expect(models.map((row) => [row[0]?.toLowerCase(), row[2], row[3], row[4]])).toEqual(
      tierNames.map((tier) => {
        const { model, arrPerCsm, accountsPerCsm } = ratioPolicy[tier];
        return [
          model.toLowerCase(),
          `${arrPerCsm / 1_000_000}M`,
          thousands(accountsPerCsm),
          thousands(loadedCostPolicy[tier]),
        ];
      }),
    );
    const motions = cellsOf(sectionOf(playbook, 'Hours by motion')).slice(1);
    expect(motions.map(([name, hours]) => [name, hours?.split(',')[0]])).toEqual(
      motionNames.map((name) => {
        const { scheduled, reactive, onboarding } = motionPolicy[name];
        return [`\`${name}\``, String(Number((scheduled + reactive + onboarding).toFixed(1)))];
      }),
    );
    const ramps = cellsOf(sectionOf(playbook, 'Time')).slice(1);
    expect(ramps.map((row) => row[1]?.split(' ')[0])).toEqual(
      tierNames.map((tier) => String(rampPolicy[tier].months_to_half)),
    );
    expect(sectionOf(playbook, 'Time')).toContain(`less ${coverageDefaults.hiring_lead_days} days`);
    expect(sectionOf(playbook, 'Time')).toContain(`Attrition of ${coverageDefaults.attrition_rate * 100}%`);
  });

  it('of roles, causes and stages', async () => {
    const playbook = await read('cs_team_org_evolution');
    expect(cellsOf(sectionOf(playbook, 'Roles')).slice(1)).toEqual(
      roleNames.map((role) => {
        const { owns, doesNotOwn, loadedCost, rampMonths } = rolePolicy[role];
        return [`\`${role}\``, owns, doesNotOwn, thousands(loadedCost), String(rampMonths)];
      }),
    );
    const shares = cellsOf(sectionOf(playbook, 'From cause to role'))
      .slice(1)
      .map((row) => row[2]);
    const {
      never_went_live,
      slow_time_to_value,
      unresolved_tickets,
      low_adoption,
      sponsor_loss,
      renewal_lapsed,
      expansion_unworked,
      advocacy_gap,
      payment_failure,
      product_gap,
      pricing,
      wrong_fit,
      company_event,
    } = hiringCausePolicy;
    expect(shares).toEqual(
      [
        never_went_live,
        slow_time_to_value,
        unresolved_tickets,
        low_adoption,
        sponsor_loss,
        renewal_lapsed,
        expansion_unworked,
        advocacy_gap,
        payment_failure,
        product_gap,
        pricing,
        wrong_fit,
        company_event,
      ].map(({ preventable }) => `${(preventable ?? 0) * 100}%`),
    );
    const stages = cellsOf(sectionOf(playbook, 'Stages')).slice(1);
    expect(stages.map((row) => row[3])).toEqual(
      (['seed', 'series_a', 'series_b', 'growth', 'late'] as const).map((stage) => stagePolicy[stage].notYet),
    );
  });
});
