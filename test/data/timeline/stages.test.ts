/** Stages of deals: those that are won, those that are sold or lost, and those of which only the reader knows. */
import { describe, expect, test } from 'vitest';
import { stageKind } from '../../../src/data/cells/stages.ts';
import { inspected } from '../inspections.ts';
import { book, csv, leftOut, type Options, refusals } from '../load.ts';

const period: Options = { period_start: '2024-06', period_end: '2024-12' };

const file = (column: string, ...stages: string[]) =>
  csv(
    `account,deal name,${column},amount,close date,term_months`,
    ...stages.map((stage, i) => `${'ABCDEF'[i]},deal ${i},${stage},24000,2024-01-01,24`),
  );

const paying = async (content: string, options: Options = {}) =>
  (await book(content, { ...period, ...options })).accounts.map(({ id, arr_start }) => [id, arr_start]);

describe('a stage', () => {
  test.each(['Closed Won', 'closedwon', '8 - Closed Won', 'Won (EMEA)'])('%s is won', (stage) => {
    expect(stageKind(stage)).toBe('active');
  });

  test.each([
    ...['Closed Lost', 'closedlost', 'Lost - price', 'Renewal - Closed Lost', "Won't buy", 'Disqualified'],
    ...[
      'appointmentscheduled',
      'qualifiedtobuy',
      'presentationscheduled',
      'decisionmakerboughtin',
      'contractsent',
    ],
    ...['Prospecting', 'Needs Analysis', 'Value Proposition', 'Id. Decision Makers', 'Proposal/Price Quote'],
    ...['Negotiation/Review', '3. Commit (80%)', 'New', 'Open', 'Pilot', 'On hold', 'Verbal 90%'],
  ])('%s is not won', (stage) => {
    expect(stageKind(stage)).toBe('incomplete');
  });

  test.each([
    ...['Renewed', 'Active', 'Signed', 'Live', 'Customer', 'New customer', 'Proposal accepted', 'Paid pilot'],
    ...['Churned', 'Cancelled', 'Lost customer', 'Gewonnen', 'Contract signed', 'Closed', '__proto__'],
  ])('%s is for the reader to say', (stage) => {
    expect(stageKind(stage)).toBeUndefined();
  });
});

describe('deals in stages that may be won', () => {
  const content = file('stage', 'Closed Won', 'Renewed', 'Renewed', 'Signed', 'Negotiation', '');

  test('are asked about, with how many they are and what they would pay', async () => {
    expect(await refusals(content, period)).toEqual([
      'source.status_map: "Renewed" (2 rows, ARR 24,000.00), "Signed" (1 row, ARR 12,000.00) are stages that may be won; map each to active where such deals are won, to incomplete where they are not',
    ]);
    const { questions } = await inspected(content);
    expect(questions.find(({ id }) => id === 'unknown-stage')).toMatchObject({
      field: 'source.status_map',
      options: [{ value: 'active' }, { value: 'incomplete' }],
      blocking: true,
    });
  });

  test('are what the caller says', async () => {
    const status_map = { Renewed: 'active', signed: 'incomplete' } as const;
    const read = await book(content, { ...period, status_map });
    expect(read.accounts.map(({ id }) => id)).toEqual(['A', 'B', 'C']);
    expect(leftOut(read)).toEqual({ lost_deal: 3 });
  });

  test('have no total where they are in several currencies', async () => {
    const mixed = csv(
      'account,stage,amount,close date,term_months,currency',
      'A,Closed Won,24000,2024-01-01,24,EUR',
      'B,Live,24000,2024-01-01,24,EUR',
      'C,Live,24000,2024-01-01,24,USD',
    );
    expect(await refusals(mixed, period)).toEqual([expect.stringContaining('"Live" (2 rows) is a stage')]);
  });

  test('are left alone where a flag says what is won', async () => {
    const flagged = csv(
      'account,stage,is won,amount,close date,term_months',
      'A,Live,true,24000,2024-01-01,24',
      'B,Live,false,24000,2024-01-01,24',
    );
    expect(await paying(flagged)).toEqual([['A', 12000]]);
  });
});

describe('a status in the place of a stage', () => {
  test('says which deals are won', async () => {
    expect(await paying(file('status', 'Won', 'Lost', 'Open', 'Active', 'Expired', ''))).toEqual([
      ['A', 12000],
      ['D', 12000],
      ['E', 12000],
      ['F', 12000],
    ]);
    expect(await refusals(file('status', 'Won', 'Cancelled'), period)).toEqual([
      expect.stringContaining('"Cancelled" (1 row, ARR 12,000.00) is a stage'),
    ]);
  });

  test('is no state of a country', async () => {
    expect(await paying(file('state', 'NY', 'CA'))).toEqual([
      ['A', 12000],
      ['B', 12000],
    ]);
  });
});
