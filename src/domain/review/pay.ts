/** G6: are people paid for what the plan wants? */
import { above, atOrAbove, atOrBelow } from '../numbers.ts';
import { reviewLines } from '../policy/review.ts';
import { type GateContext, type GateResult, gateOf } from './gate.ts';

const result = gateOf('G6');
const lines = reviewLines.pay;

/** CSMs in seat as a report counts them; null when none does. */
const csmsOf = ({ reports }: GateContext): number | null => {
  const counted = reports.figure('cco_size_coverage', 'csms');
  if (counted !== null) return counted;
  const csm = reports.rows('cco_plan_hires', 'team').find(({ key }) => key === 'csm');
  if (csm !== undefined) return Number(csm['people']);
  return reports.of('cco_plan_hires') === null ? null : 0;
};

/** Judges pay. Without a CSM in seat it does not apply; without variable pay for those in seat it misses. */
export function judgePay(context: GateContext): GateResult {
  const { answers, figures } = context;
  const pay = answers.pay;
  const mix = pay?.mix;
  const share = (...names: (keyof NonNullable<typeof mix>)[]) =>
    mix === undefined ? null : names.reduce((sum, name) => sum + (mix[name] ?? 0), 0);
  const reason = 'pay was not told';
  figures.add('base_share', { value: pay?.base_share ?? null, reason });
  figures.add('retention_pay', { value: share('grr', 'nrr'), reason });
  figures.add('grr_pay', { value: share('grr'), reason });
  figures.add('nrr_pay', { value: share('nrr'), reason });
  figures.add('sentiment_pay', { value: share('nps'), reason });
  figures.add('bookings_pay', { value: share('expansion', 'new_business'), reason });
  const from = pay === undefined ? [] : ['answers.pay'];
  if (csmsOf(context) === 0 && (pay === undefined || pay === null))
    return result.notApplicable('There is no CSM whose pay could be judged', from);
  if (pay === undefined) return result.unknown('What CSMs are paid for was not told', [], from);
  if (pay === null || mix === undefined)
    return result.sharpen('CSMs are in seat and nothing of their pay depends on retention', [], from);
  const of = (id: string) => figures.value(id) ?? 0;
  const { show } = figures;
  if (above(of('sentiment_pay'), lines.wrongShare))
    return result.block(
      `${show('sentiment_pay')} of variable pay is on NPS or CSAT`,
      ['sentiment_pay'],
      from,
    );
  if (above(of('bookings_pay'), lines.wrongShare))
    return result.block(`${show('bookings_pay')} of variable pay is on bookings`, ['bookings_pay'], from);
  const misses: [boolean, string, string[]][] = [
    [
      !atOrAbove(of('base_share'), lines.base.low) || !atOrBelow(of('base_share'), lines.base.high),
      `Base of ${show('base_share')} is outside the usual range`,
      ['base_share'],
    ],
    [
      !atOrAbove(of('retention_pay'), lines.retentionShare),
      `${show('retention_pay')} of variable pay is on GRR and NRR together`,
      ['retention_pay'],
    ],
    [
      !atOrAbove(of('grr_pay'), of('nrr_pay')),
      `NRR (${show('nrr_pay')}) weighs more than GRR (${show('grr_pay')})`,
      ['nrr_pay', 'grr_pay'],
    ],
    [
      !atOrBelow(of('sentiment_pay'), lines.sentimentShare),
      `${show('sentiment_pay')} of variable pay is on NPS or CSAT`,
      ['sentiment_pay'],
    ],
    [pay.same_as_sales === true, 'CSMs have the pay plan of sales', []],
  ];
  const missed = misses.find(([miss]) => miss);
  return missed === undefined
    ? result.pass(
        'Pay follows retention',
        ['base_share', 'retention_pay', 'grr_pay', 'nrr_pay', 'sentiment_pay'],
        from,
      )
    : result.sharpen(missed[1], missed[2], from);
}
