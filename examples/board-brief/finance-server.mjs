/**
 * The other server of the example: a finance advisor with one tool, as somebody else might have written it. It knows
 * the two hand-offs it takes by their published schemas, and nothing of the server that made them.
 */
import { McpServer } from '@modelcontextprotocol/server';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import * as z from 'zod';

/** Months of cash below which this finance team funds nothing new. */
const floorMonths = 18;

/** How far ahead cash is followed, in months. */
const horizon = 60;

const money = z.number().nullable();

const hire = z.looseObject({
  month: z.int().min(1),
  role: z.string(),
  annual_salary: z.number(),
  benefits_pct: z.number(),
  recruiting_cost: z.number(),
});

const inputSchema = z.strictObject({
  cash: z.number().positive(),
  monthly_burn: z.number().positive(),
  arr_at_risk: z.looseObject({
    lost_arr: money,
    largest_account_arr: money,
    point_value: z.array(money).length(3),
  }),
  cs_hires: z.looseObject({ hires: z.array(hire) }).nullable(),
});

const outputSchema = z.strictObject({
  answer: z.enum(['carried', 'not-carried', 'nothing-to-fund']),
  because: z.string(),
  runway_months_now: z.number().nullable(),
  runway_months_with_hires: z.number().nullable(),
  hires: z.number(),
  cost_12_months: z.number(),
  burn_months_lost: z.number().nullable(),
  points_to_pay_back: z.number().nullable(),
});

/** What a hire costs in a month of the plan: recruiting once, then pay with benefits. */
const costIn = (month, { month: begins, annual_salary, benefits_pct, recruiting_cost }) =>
  month < begins ? 0 : (annual_salary * (1 + benefits_pct)) / 12 + (month === begins ? recruiting_cost : 0);

const sum = (values) => values.reduce((total, value) => total + value, 0);

const costOfMonth = (month, hires) => sum(hires.map((one) => costIn(month, one)));

/** The months that cash lasts; null beyond the horizon. */
function runway(cash, burn, hires) {
  let left = cash;
  for (let month = 1; month <= horizon; month++) {
    left -= burn + costOfMonth(month, hires);
    if (left < 0) return month - 1;
  }
  return null;
}

const months = (value) => (value === null ? `more than ${horizon} months` : `${value} months`);

function test({ cash, monthly_burn: burn, arr_at_risk: risk, cs_hires: plan }) {
  const hires = plan?.hires ?? [];
  const cost = sum(Array.from({ length: 12 }, (_, i) => costOfMonth(i + 1, hires)));
  const [now, withHires] = [runway(cash, burn, []), runway(cash, burn, hires)];
  const [firstYear] = risk.point_value;
  const carried = withHires === null || withHires >= floorMonths;
  return {
    answer: hires.length === 0 ? 'nothing-to-fund' : carried ? 'carried' : 'not-carried',
    because: `cash lasts ${months(now)}, with the hires ${months(withHires)}; the floor is ${floorMonths}`,
    runway_months_now: now,
    runway_months_with_hires: withHires,
    hires: hires.length,
    cost_12_months: Math.round(cost),
    burn_months_lost: risk.lost_arr === null ? null : Math.round((risk.lost_arr / burn) * 10) / 10,
    points_to_pay_back:
      firstYear === null || firstYear <= 0 ? null : Math.round((cost / firstYear) * 10) / 10,
  };
}

serveStdio(() => {
  const server = new McpServer({ name: 'finance', version: '1.0.0' });
  server.registerTool(
    'finance_test_plan',
    {
      title: 'Test a plan',
      description: 'Says whether cash carries planned hires, and what lost revenue is in months of burn.',
      inputSchema,
      outputSchema,
      annotations: { readOnlyHint: true, destructiveHint: false, idempotentHint: true, openWorldHint: false },
    },
    (input) => {
      const result = test(input);
      return { content: [{ type: 'text', text: JSON.stringify(result) }], structuredContent: result };
    },
  );
  return server;
});
