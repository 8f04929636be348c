/** Missing figures are asked by form where the client has forms, in both protocol eras; the same call works without. */
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { describe, expect, it } from 'vitest';
import { bundle } from './spawned.ts';

type Reply = { action: 'accept' | 'decline' | 'cancel'; content?: Record<string, string | number | boolean> };
type Asked = {
  message: string;
  requestedSchema: { properties: Record<string, { type: string; title: string }> };
};
type Answer = {
  confidence: string;
  assumptions: { field: string }[];
  questions: { id: string; field: string; ask: string }[];
};

async function withClient<T>(
  mode: 'auto' | 'legacy',
  reply: Reply | null,
  run: (
    call: (
      name: string,
      input: Record<string, unknown>,
    ) => Promise<{ isError: boolean; text: string; answer: Answer }>,
    asked: Asked[],
  ) => Promise<T>,
): Promise<T> {
  const asked: Asked[] = [];
  const client = new Client(
    { name: 'e2e', version: '1' },
    {
      versionNegotiation: { mode },
      capabilities: reply === null ? {} : { elicitation: { form: {} } },
    },
  );
  if (reply !== null)
    client.setRequestHandler('elicitation/create', ({ params }) => {
      asked.push(params as unknown as Asked);
      return reply;
    });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: [bundle, 'serve'], stderr: 'ignore' }),
  );
  try {
    return await run(async (name, input) => {
      const { isError, content, structuredContent } = await client.callTool({ name, arguments: input });
      const [first] = content as { text: string }[];
      return {
        isError: isError === true,
        text: first?.text ?? '',
        answer: structuredContent as unknown as Answer,
      };
    }, asked);
  } finally {
    await client.close();
  }
}

const book = {
  enterprise: { customer_count: 42, total_arr: 2_100_000, current_csm_count: 2, hours_per_account: 60 },
};

describe.each(['auto', 'legacy'] as const)('a client of the era "%s"', (mode) => {
  it('fills in what it knows, and the answer stands on it', async () => {
    const reply: Reply = {
      action: 'accept',
      content: { 'loaded-cost': 150_000, growth: 0.3, attrition: 0.1 },
    };
    await withClient(mode, reply, async (call, asked) => {
      const { isError, answer } = await call('cco_size_coverage', { book });
      expect(isError).toBe(false);
      expect(asked).toHaveLength(1);
      expect(asked[0]?.requestedSchema.properties).toEqual({
        growth: { type: 'number', title: 'How much will ARR grow in 12 months, as a fraction?' },
        'loaded-cost': {
          type: 'number',
          title: 'What does a CSM cost a year, with taxes and benefits, by tier?',
        },
        'as-of': { type: 'string', format: 'date', title: 'On which day does the plan begin?' },
        attrition: { type: 'number', title: 'Which share of CSMs left in the last 12 months?' },
      });
      expect(answer.confidence).toBe('high');
      const assumed = answer.assumptions.map(({ field }) => field);
      for (const field of ['growth_rate', 'attrition_rate', 'loaded_cost.enterprise'])
        expect(assumed).not.toContain(field);
    });
  });

  it('that declines gets the answer with its questions, as one without forms does', async () => {
    const plain = await withClient(mode, null, (call) => call('cco_size_coverage', { book }));
    for (const action of ['decline', 'cancel'] as const)
      await withClient(mode, { action }, async (call, asked) => {
        const { text, answer } = await call('cco_size_coverage', { book });
        expect(asked).toHaveLength(1);
        expect(text).toBe(plain.text);
        expect(answer).toEqual(plain.answer);
        expect(answer.questions.map(({ field }) => field)).toContain('loaded_cost');
      });
  });

  it('is refused what makes no sense, like any input', async () => {
    await withClient(mode, { action: 'accept', content: { growth: 40 } }, async (call) => {
      const { isError, text } = await call('cco_size_coverage', { book });
      expect(isError).toBe(true);
      expect(text).toContain('growth_rate: 40 is growth of 4000%; did you mean 0.40?');
    });
  });

  it('is not asked about the built-in example, nor where the answer stands', async () => {
    await withClient(mode, { action: 'decline' }, async (call, asked) => {
      await call('cco_size_coverage', { sample: true });
      await call('cco_size_coverage', { book, growth_rate: 0.1, attrition_rate: 0.1, loaded_cost: 150_000 });
      expect(asked).toEqual([]);
    });
  });

  it('is asked by the other analyzers too, for what one value answers', async () => {
    await withClient(mode, { action: 'decline' }, async (call, asked) => {
      const form = async (name: string, input: Record<string, unknown>) => {
        const { answer } = await call(name, { ...input, detail: 'full' });
        const titles = Object.values(asked.at(-1)?.requestedSchema.properties ?? {}).map(
          ({ title }) => title,
        );
        expect(answer.questions.map(({ ask }) => ask)).toEqual(expect.arrayContaining(titles));
        return titles;
      };
      expect(
        await form('cco_plan_hires', {
          outcomes: [{ outcome: 'Go live', arr_at_stake: 90_000, cause: 'never_went_live' }],
        }),
      ).toEqual([
        'What is ARR today?',
        'On which day does the plan begin?',
        'How much ARR left in the last 12 months?',
        'How many customers pay today?',
      ]);
      expect(
        await form('cco_decompose_retention', { accounts: [{ id: 'A', arr_start: 100, arr_end: 90 }] }),
      ).toEqual(['Which stage are you at: seed, growth or scale?']);
      expect(asked.at(-1)?.requestedSchema.properties['stage']).toMatchObject({
        type: 'string',
        enum: ['seed', 'growth', 'scale'],
      });
      expect(await form('cco_design_segments', { customers: [{ name: 'A', arr: 60_000 }] })).toContain(
        'What is your gross margin before support and customer success?',
      );
    });
  });
});
