/** Columns of tables, and short ways to write them. The lists of columns are the only place where columns are named. */
import type { Unit } from './display.ts';

export type Column = {
  id: string;
  label: string;
  unit: Unit | 'text' | 'flag';
  decimals?: number;
  signed?: boolean;
  formula?: string;
};

/** Builds columns of one unit. Example: `columnOf('money')('arr', 'ARR', 'start + new')` is `{ id: 'arr', label: 'ARR', unit: 'money', formula: 'start + new' }`. */
const columnOf =
  (unit: Column['unit']) =>
  (id: string, label: string, formula?: string): Column => ({
    id,
    label,
    unit,
    ...(formula === undefined ? {} : { formula }),
  });

export const textColumn = columnOf('text');
export const flagColumn = columnOf('flag');
export const moneyColumn = columnOf('money');
export const shareColumn = columnOf('share');
export const countColumn = columnOf('count');
export const fteColumn = columnOf('fte');
export const hoursColumn = columnOf('hours');
export const monthsColumn = columnOf('months');
export const scoreColumn = columnOf('score');
export const ratioColumn = columnOf('ratio');

/** A difference of shares, shown in points. */
export const changeColumn = (id: string, label: string, formula: string): Column => ({
  id,
  label,
  unit: 'share',
  signed: true,
  formula,
});
