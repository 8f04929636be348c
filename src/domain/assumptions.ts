/** The defaults of one analysis: whatever stands in for a value that was not given is listed with its source. */
import type { Assumption } from './report.ts';

export type Assumptions = {
  /** The value given; else the standard, which is listed. */
  use: <T extends Assumption['value']>(field: string, given: T | undefined, standard: T, source: string) => T;
  /** Lists something that was assumed without a field to give it by. */
  note: (field: string, value: Assumption['value'], source: string) => void;
  list: () => Assumption[];
};

/** Starts an empty list. Example: `use('gross_margin', undefined, 0.8, 'house judgement')` is 0.8, and is listed. */
export function collectAssumptions(): Assumptions {
  const assumptions: Assumption[] = [];
  const note: Assumptions['note'] = (field, value, source) => assumptions.push({ field, value, source });
  return {
    use(field, given, standard, source) {
      if (given !== undefined) return given;
      note(field, standard, source);
      return standard;
    },
    note,
    list: () => [...assumptions],
  };
}

/** Where a line comes from that no survey stands behind. */
export const houseJudgement = 'house judgement';
