/** Plans ruled on by hand. */
import { expect, it } from 'vitest';
import sample from '../../../fixtures/review-sample.json' with { type: 'json' };
import { cause, codes, coverage, fast, gate, goodPay, grr, plan, review } from './run.ts';

it('V1: a growth report with GRR of 91.2% ships', () => {
  const of = review(
    plan('report', { answers: { gross_retention: grr(0.912), top_cause: cause, ttv: fast } }),
  );
  expect(of.verdict).toBe('SHIP');
  expect(of.memo.bottom_line).toBe(
    'Go ahead: 3 of 3 gates that count pass, and owner, date and outcome are named.',
  );
  expect(of.memo.your_decision).toBe('Do you publish it? (public_number)');
});

it('V2: a growth report with GRR of 83% is blocked by G1', () => {
  const of = review(plan('report', { answers: { gross_retention: grr(0.83), top_cause: cause, ttv: fast } }));
  expect(of.verdict).toBe('BLOCK');
  expect(gate(of, 'G1')).toMatchObject({
    status: 'fail',
    stops: true,
    because: 'GRR of 83.0% is below 85.0%',
  });
  expect(codes(of)).toEqual(['evidence-against']);
  expect(of.memo.bottom_line).toBe('Do not go ahead: GRR of 83.0% is below 85.0%.');
});

it('V3: an onboarding hire to repair ships as addressed', () => {
  const of = review(
    plan('major_hire', {
      aim: 'repair',
      outcome: { metric: 'GRR', target: 0.88, by: '2026-12-31' },
      answers: {
        gross_retention: grr(0.83),
        top_cause: cause,
        target_causes: ['no_value_realized'],
        ttv: fast,
        load: { heads_planned: 5 },
      },
    }),
    [coverage()],
  );
  expect(gate(of, 'G1').status).toBe('addressed');
  expect(gate(of, 'G2').because).toBe('The causes the plan works on hold 60.0% of lost ARR');
  expect(of.verdict).toBe('SHIP');
  expect(codes(of)).toContain('addressed-by-plan');
});

it('V4: headcount at 18% of ARR against a budget of 10% is blocked by G5', () => {
  const of = review(
    plan('headcount', {
      answers: { gross_retention: grr(0.92), top_cause: cause, load: { cost_share: 0.18 }, pay: goodPay },
    }),
  );
  expect(of.verdict).toBe('BLOCK');
  expect(gate(of, 'G5')).toMatchObject({ status: 'fail', stops: true });
  expect(of.handoffs.find(({ to }) => to === 'cfo')?.payload).not.toBeNull();
});

it('V5: a re-segmentation with costs for 55% of ARR has no evidence', () => {
  const of = review(
    plan('re_segmentation', {
      answers: {
        gross_retention: grr(0.92),
        ttv: fast,
        exit_list: { candidates: 3, with_path: 3, cost_coverage: 0.55 },
      },
    }),
    [coverage()],
  );
  expect(of.verdict).toBe('BLOCK');
  expect(codes(of)).toContain('no-evidence');
  expect(codes(of)).not.toContain('evidence-against');
});

it('V6: a seed report with GRR of 84% is to be sharpened', () => {
  const of = review(
    plan('report', { stage: 'seed', answers: { gross_retention: grr(0.84), top_cause: cause, ttv: fast } }),
  );
  expect(of.verdict).toBe('SHARPEN');
  expect(gate(of, 'G1')).toMatchObject({
    status: 'fail',
    stops: false,
    because: 'GRR of 84.0% is below 85.0%',
  });
});

it('V7: a hire without an outcome is blocked by F3', () => {
  const { outcome: _, ...rest } = plan('major_hire', {
    answers: { gross_retention: grr(0.92), top_cause: cause, ttv: fast, load: { heads_planned: 5 } },
  });
  const of = review(rest, [coverage()]);
  expect(of.verdict).toBe('BLOCK');
  expect(codes(of)).toEqual(['no-evidence', 'form-missing']);
  expect(of.memo.bottom_line).toContain('names no measurable outcome');
  expect(of.memo.how_to_act[0]).toContain('Define the number the plan will change');
});

it('V8: variable pay with 60% on NPS is blocked by G6', () => {
  const of = review(
    plan('comp_change', {
      answers: {
        gross_retention: grr(0.92),
        pay: { base_share: 0.8, mix: { nps: 0.6, grr: 0.4 } },
      },
    }),
  );
  expect(of.verdict).toBe('BLOCK');
  expect(gate(of, 'G6').because).toBe('60.0% of variable pay is on NPS or CSAT');
  expect(codes(of)).toContain('pay-waits');
});

it('the built-in example is to be sharpened: first value comes late', () => {
  const of = review(sample);
  expect(of.verdict).toBe('SHARPEN');
  expect(gate(of, 'G3')).toMatchObject({ status: 'fail', stops: false });
});
