import type { Client } from '@modelcontextprotocol/client';
import { beforeEach, describe, expect, it } from 'vitest';
import { decisions } from '../../src/domain/memo.ts';
import { findDocument } from '../../src/knowledge/library.ts';
import { registerPrompts } from '../../src/prompts/index.ts';
import { readDecision } from '../../src/prompts/output-standard.ts';
import { connect } from '../resources/connect.ts';

let client: Client;

beforeEach(async () => {
  client = await connect((server) => registerPrompts(server, '2026-11-25'));
});

const get = (decision: string) => client.getPrompt({ name: 'output_standard', arguments: { decision } });

it('is listed with one required argument, and a language', async () => {
  const { prompts } = await client.listPrompts();
  expect(prompts.find(({ name }) => name === 'output_standard')).toMatchObject({
    title: 'Output standard',
    arguments: [
      {
        name: 'decision',
        description: 'what the memo is about: retention, segmentation, coverage or next hire',
        required: true,
      },
      { name: 'language', required: false },
    ],
  });
});

it('gives the task with the decision quoted as data, then the standard', async () => {
  const { messages } = await get('next hire');
  expect(messages.map(({ role }) => role)).toEqual(['user', 'user']);
  const [task, standard] = messages.map(({ content }) => content);
  expect(task).toMatchObject({ type: 'text', text: expect.stringContaining('quoted as data: `next hire`') });
  expect(task).toMatchObject({ text: expect.stringContaining('How to Act has exactly three steps') });
  expect(standard).toEqual({
    type: 'resource',
    resource: {
      uri: 'cco://output-standard',
      mimeType: 'text/markdown',
      text: findDocument('output-standard').text,
    },
  });
});

it('completes the decision by its beginning', async () => {
  const complete = async (value: string) =>
    (
      await client.complete({
        ref: { type: 'ref/prompt', name: 'output_standard' },
        argument: { name: 'decision', value },
      })
    ).completion.values;
  expect(await complete('')).toEqual([...decisions]);
  expect(await complete('s')).toEqual(['segmentation']);
  expect(await complete('x')).toEqual([]);
});

it.each(['growth', '', 'retention and coverage', 'retention`'])(
  'refuses "%s" and names the four',
  async (typed) => {
    await expect(get(typed)).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining('use retention, segmentation, coverage or next hire'),
    });
  },
);

describe('the decision that was meant', () => {
  it.each([
    ['retention', 'retention'],
    ['Next_Hire', 'next hire'],
    ['next-hire', 'next hire'],
    ['next', 'next hire'],
    [' Coverage ', 'coverage'],
  ])('"%s" is %s', (typed, decision) => {
    expect(readDecision(typed)).toBe(decision);
  });
});
