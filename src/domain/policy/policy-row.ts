/** What a row of the house's own lines is. Its value is made from the constants the code computes with. */

/** `definition`: how a thing is counted. `house target`: from practitioner guides. `assumption`: chosen here, without evidence. */
export type PolicyGrade = 'definition' | 'survey' | 'practitioner' | 'house target' | 'assumption';

export type PolicyRow = {
  id: string;
  /** What the line is about. */
  title: string;
  value: string;
  grades: readonly PolicyGrade[];
  why: string;
  /** Published rows beside it. */
  sources: readonly string[];
  /** For an assumption: what would change with it. */
  otherwise: string | null;
};

/** A row from what it has; without published rows and, for all but assumptions, without `otherwise`. Example: `policyRow({ id: 'p.x', title: 'X', value: '1', grades: ['definition'], why: 'so' }).sources` is empty. */
export const policyRow = (
  row: Pick<PolicyRow, 'id' | 'title' | 'value' | 'grades' | 'why'> & Partial<PolicyRow>,
): PolicyRow => ({ sources: [], otherwise: null, ...row });
