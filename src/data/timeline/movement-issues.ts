/** What a file of movements says that contradicts itself, told with its rows and the ARR at stake. */
import { numberText } from '../../domain/figure.ts';
import { addTo, readSum, startSum } from '../../domain/numbers.ts';
import { movementRules } from '../../domain/policy/files.ts';
import { problem } from '../../domain/problem.ts';
import type { Contradictions, Odd } from './movement-levels.ts';
import type { Reading } from './read-ledger.ts';

/** Ends that leave open whether their customer left which are listed one by one. */
const listedOpen = 5;

/** ARR of all of them, as text. */
function arrOf(list: readonly Odd[]): string {
  const sum = startSum();
  for (const { arr } of list) addTo(sum, arr);
  return numberText(readSum(sum), 2);
}

/** Tells the contradictions of a file: what decides the answer is a problem, the rest an issue and what was made of it. */
export function tellMovements(
  { ledger, notes }: Pick<Reading, 'ledger' | 'notes'>,
  { balance, far, compared, ends, parts, open }: Contradictions,
  openings: readonly Odd[],
): void {
  const tell = (code: string, list: readonly Odd[], says: (arr: string) => string) => {
    const message = says(arrOf(list));
    for (const { row } of [...list].sort((a, b) => a.row - b.row))
      ledger.issues.add(code, message, { row }, 'warning');
  };
  if (compared >= movementRules.fewest && far > movementRules.mostOff * compared) {
    const [first] = balance;
    const rest = `${far} of ${compared} balances are not the sum of the movements before them and their own (first in row ${first?.row ?? 0}); name the column of what a customer pays after each movement, or rename this one where the file has none`;
    notes.problems.push(problem('source.columns.balance', 'balance-differs', rest));
    return;
  }
  if (open.length > 0) {
    const listed = open
      .slice(0, listedOpen)
      .map(({ row, taken, paid }) => `row ${row}: ${numberText(taken, 2)} of ${numberText(paid, 2)}`);
    const more = open.length > listedOpen ? `; and ${open.length - listedOpen} more` : '';
    const rest = `${open.length} end${open.length > 1 ? 's take' : ' takes'} less than the ARR that the customer pays, and no movement follows (${listed.join('; ')}${more}), so ${arrOf(open)} of ARR stays or goes; write 0 as the amount where the customer left, and call it a contraction where it stayed`;
    notes.problems.push(problem('source.columns.type', 'churn-differs', rest));
  }
  tell(
    'balance-differs',
    balance,
    (arr) =>
      `balances that are not the sum of the movements up to them, by ${arr} of ARR in all: the balance counts; movements may be missing`,
  );
  if (balance.length > 0)
    notes.assumptions.push({
      field: 'source.columns.balance',
      value: 'the balance counts',
      source: `${balance.length} movement${balance.length > 1 ? 's' : ''} beside it add${balance.length > 1 ? '' : 's'} up to something else, ${arrOf(balance)} of ARR in all`,
    });
  tell(
    'churn-differs',
    ends,
    (arr) =>
      `ends of another amount than the customer paid, by ${arr} of ARR in all: each ends its customer all the same`,
  );
  tell(
    'churn-in-part',
    parts,
    (arr) =>
      `ends of a part of what the customer pays, which goes on with ${arr} of ARR in all: counted as contraction`,
  );
  tell(
    'opening-from-balance',
    openings,
    (arr) =>
      `customers that begin with another movement than new paid before, ${arr} of ARR in all by their balance; customers without a movement in the file are in no figure: export from the first movement on`,
  );
}
