/** The columns of every review table: the only list, from which display, checks and the tool reference come. */
import { type Column, flagColumn as flag, textColumn as text } from '../column.ts';

export const reviewTables = {
  gates: [
    text('key', 'Gate'),
    text('asks', 'Asks'),
    flag('counts', 'Counts'),
    flag('key_gate', 'Key'),
    text('status', 'Status'),
    flag('stops', 'Stops'),
    text('because', 'Because'),
    text('from', 'From'),
    text('playbook', 'Playbook'),
  ],
  form: [text('key', 'Form'), text('asks', 'Names'), flag('there', 'There'), text('says', 'As given')],
} satisfies Record<string, readonly Column[]>;

export type ReviewTable = keyof typeof reviewTables;
