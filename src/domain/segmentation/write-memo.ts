/** The five-part memo of segmentation, made from figures and nothing else. */
import { cited, type Memo, stepText, threeSteps, within } from '../memo.ts';
import { tierNames } from '../policy/segmentation.ts';
import { quoted } from '../problem.ts';
import type { Question } from '../report.ts';
import type { Judgement } from './judge.ts';
import type { SegmentationVerdict } from './verdict.ts';

/** What a memo is written from. */
export type MemoContext = {
  verdict: SegmentationVerdict;
  fire: Judgement | null;
  growth: readonly Judgement[];
  questions: readonly Question[];
  budgetAssumed: boolean;
  show: (id: string) => string;
  value: (id: string) => number | null;
};

const nameOf = ({ customer }: Judgement): string => quoted(customer.name);

const pathWords = { downgrade: 'move to tech-touch', non_renew: 'do not renew' } as const;

const plural = (count: number | null, one: string, many: string): string => (count === 1 ? one : many);

function bottomLine({ verdict, fire, show, value }: MemoContext): string {
  switch (verdict) {
    case 'exits-first': {
      if (fire === null) {
        const n = value('exits_all');
        return `${show('exits_all')} ${plural(n, 'account meets', 'accounts meet')} the exit criteria; none has a path yet.`;
      }
      const path =
        fire.plan.path === 'reprice'
          ? `reprice at ${show('fire_today_price_floor')}`
          : pathWords[fire.plan.path ?? 'non_renew'];
      const accounts = plural(value('accounts_with_path'), 'account', 'accounts');
      return `${show('accounts_with_path')} ${accounts} with ${show('arr_at_stake')} ARR should change terms or leave; ${nameOf(fire)} first: ${path}.`;
    }
    case 'tiers-only':
      return `Tiers are set, but who earns money stays unknown until service cost is known on ${show('cost_coverage_missing')} of ARR.`;
    case 'over-budget':
      return `Serving costs ${show('service_cost_share')} of ARR against ${show('budget_share')}; the affordable plan is ${show('allocation')}.`;
    case 'not-choosing':
      return `${show('strategic_share')} of customers are called strategic, so nobody is.`;
    case 'balanced':
      return `Spend follows value: ${show('service_cost_share')} of ARR, no account to let go.`;
  }
}

function founderChoice({ verdict, fire, growth }: MemoContext): string {
  switch (verdict) {
    case 'exits-first':
      if (fire === null) return 'Which of them do you let go? (end_customer)';
      return fire.plan.path === 'reprice'
        ? `Do you reprice ${nameOf(fire)} or let it go? (reprice_customer)`
        : `Do you change the terms of ${nameOf(fire)} or let it go? (end_customer)`;
    case 'tiers-only':
      return 'Who logs hours for one quarter?';
    case 'over-budget':
      return 'Which promise do you withdraw? (budget)';
    case 'not-choosing':
      return 'Which accounts does the company exist to serve? (tier_policy)';
    case 'balanced': {
      const names = growth.slice(0, 3).map(nameOf);
      return names.length > 0
        ? `Which of ${names.join(', ')} gets the next dollar? (budget)`
        : 'Where does the next dollar go? (budget)';
    }
  }
}

function evidenceOf({ verdict, fire, budgetAssumed, show, value }: MemoContext): string[] {
  const assumed = budgetAssumed ? ' (assumption)' : '';
  const counted =
    (value('exits_all') ?? 0) > 0 ? 'Accounts to exit or fix {exits_all}, with' : 'Accounts with';
  const last = {
    'not-choosing': 'Strategic share of customers {strategic_share}',
    'tiers-only': 'ARR without a known service cost {cost_coverage_missing}',
  } as Readonly<Record<string, string>>;
  const tiers = tierNames.map((tier) => `${tier} {tiers.${tier}.count}`).join(', ');
  return [
    `${counted} a path {accounts_with_path}, ARR at stake {arr_at_stake}`,
    fire === null
      ? null
      : `${nameOf(fire).replace(/[{}]/g, '')} pays {fire_today_arr}, costs {fire_today_cost}, leaves {fire_today_margin}; price floor {fire_today_price_floor}`,
    `Service cost {service_cost_total}, {service_cost_share} of ARR; budget {budget}, {budget_share} of ARR${assumed}`,
    'Affordable plan {allocation}; over-served accounts {over_served}',
    last[verdict] ?? 'Share of the largest account {top_account_share}',
    `Accounts by tier: ${tiers}`,
  ].flatMap((template) => (template === null ? [] : (cited(template, show) ?? [])));
}

function fireStep({ fire, show }: MemoContext): string | null {
  if (fire === null || fire.plan.path === null) return null;
  const by = fire.notice?.status === 'passed' ? fire.notice.nextOpens : fire.notice?.closes;
  const action = {
    reprice: `Reprice ${nameOf(fire)} to at least ${show('fire_today_price_floor')}`,
    downgrade: `Move ${nameOf(fire)} to tech-touch`,
    non_renew: `Send ${nameOf(fire)} notice of non-renewal`,
  }[fire.plan.path];
  return stepText(action, 'Founder', by ?? within(30));
}

/** Writes the memo. Every number in it is a figure or a table cell, cited in evidence. */
export function writeMemo(context: MemoContext): Memo {
  const { questions, growth, value, show } = context;
  const over = value('over_served') ?? 0;
  const [question] = questions;
  const [top] = growth.filter(({ growth: { list } }) => list !== 'reprice_first');
  return {
    bottom_line: bottomLine(context),
    decision: 'segmentation',
    evidence: evidenceOf(context),
    how_to_act: threeSteps([
      fireStep(context),
      over === 0
        ? null
        : stepText(
            over === 1
              ? `Move ${show('over_served')} over-served account to its allocation`
              : `Move ${show('over_served')} over-served accounts to their allocation`,
            'Head of CS',
            within(30),
          ),
      question === undefined ? null : stepText(`Answer ${quoted(question.ask, 200)}`, 'Founder', within(10)),
      top === undefined
        ? null
        : stepText(`Open an expansion plan for ${nameOf(top)}`, 'Head of CS', within(30)),
      stepText('Hold the quarterly tier review', 'Head of CS', within(90)),
      stepText('Measure service cost per account for one quarter', 'Head of CS', within(90)),
      stepText('Confirm the gross margin used here', 'CFO', within(30)),
    ]),
    your_decision: founderChoice(context),
  };
}
