/** What a shape of records is: the fields a row may have, and which of them it needs. */

/** What a column of a record holds. Choices map the words of an export to the choice they mean. */
export type RecordField = {
  kind: 'id' | 'text' | 'amount' | 'number' | 'share' | 'count' | 'date' | 'flag' | 'choice' | 'currency';
  /** Headers, in order of preference, normalised. */
  names: readonly string[];
  /** Where the value goes, dotted; the field's own name unless given. */
  target?: string;
  choices?: Readonly<Record<string, string>>;
  /** Of a choice: another word is unknown and named in a notice; else its row, or the column, cannot be read. */
  lenient?: boolean;
};

export type RecordShape = {
  name: string;
  fields: Readonly<Record<string, RecordField>>;
  /** Fields of which each row needs one, the first that has a value being its key. */
  keys: readonly string[];
  /** The amount that must be there and is reconciled. */
  amount: string;
  /** The flag of those who left, where a status column may say it. */
  gone?: string;
};
