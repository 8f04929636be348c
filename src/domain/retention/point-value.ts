/** What one point of GRR is worth over three years. */
import { type Figures, inFormula } from '../collect.ts';

/** Inputs of the projection: opening ARR, GRR, expansion rate and new ARR a year. */
export type PointInput = { arr: number; grr: number; expansionRate: number; newArr: number };

/**
 * ARR gained after 1, 2, 3 years by keeping one point more: A(t+1) = A(t)·(g + e) + new, with g + 0.01 against g.
 * Example: 5,000,000 at 0.85 + 0.12 with 1,500,000 new gives 50,000, 112,500 and 186,845.
 */
export function pointGains({ arr, grr, expansionRate, newArr }: PointInput): [number, number, number] {
  const gains: number[] = [];
  let [base, better] = [arr, arr];
  for (let year = 0; year < 3; year++) {
    base = base * (grr + expansionRate) + newArr;
    better = better * (grr + 0.01 + expansionRate) + newArr;
    gains.push(better - base);
  }
  return [gains[0] ?? 0, gains[1] ?? 0, gains[2] ?? 0];
}

/** Adds the value of a point of GRR; returns notes on what was taken as 0 or as the base. Annual periods only. */
export function addPointValue(figures: Figures, annual: boolean, grossMargin: number | undefined): string[] {
  const value = (id: string) => figures.value(id);
  const arr = value('ending_arr') ?? value('starting_arr');
  const [grr, expansionRate] = [value('grr'), value('expansion_rate')];
  if (!annual || arr === null || grr === null || expansionRate === null) return [];
  const newArr = value('new_arr') ?? 0;
  const gains = pointGains({ arr, grr, expansionRate, newArr });
  const formula = `A(t+1) = A(t)·(${inFormula(grr)} + ${inFormula(expansionRate)}) + ${inFormula(newArr)}, A(0) ${inFormula(arr)}, against GRR + 0.01`;
  const sum = gains[0] + gains[1] + gains[2];
  gains.forEach((gain, i) => {
    figures.add(`point_value_y${i + 1}`, { value: gain, formula });
  });
  figures.add('point_value_sum', { value: sum, formula: gains.map(inFormula).join(' + ') });
  if (grossMargin !== undefined) {
    figures.add('point_value_margin', {
      value: sum * grossMargin,
      formula: `${inFormula(sum)} × ${inFormula(grossMargin)}`,
    });
  }
  const notes = ['value of a point of GRR: retention and expansion stay as they are for three years'];
  if (value('new_arr') === null) notes.push('value of a point of GRR: new ARR is unknown and taken as 0');
  if (value('ending_arr') === null)
    notes.push('value of a point of GRR: ending ARR is unknown, starting ARR stands in');
  return notes;
}
