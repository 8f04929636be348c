/**
 * An agent without a model: it connects to two MCP servers, asks the customer advisor about retention and coverage,
 * hands what it says on to a finance server, and prints a brief for the board. No number is typed twice.
 *
 *   node examples/board-brief/board-brief.mjs
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { takeOver } from './hand-offs.mjs';

const here = dirname(fileURLToPath(import.meta.url));

const { values } = parseArgs({
  options: {
    'data-dir': { type: 'string', default: join(here, 'data') },
    accounts: { type: 'string', default: 'accounts.csv' },
    book: { type: 'string', default: 'book.json' },
    stage: { type: 'string', default: 'series_b' },
    cash: { type: 'string', default: '4200000' },
    'monthly-burn': { type: 'string', default: '190000' },
  },
});

async function connect(...args) {
  const client = new Client(
    { name: 'board-brief', version: '1.0.0' },
    { versionNegotiation: { mode: 'auto' } },
  );
  await client.connect(new StdioClientTransport({ command: process.execPath, args }));
  return client;
}

/** The structured answer of a tool. @throws Error with the tool's own words when it refuses. */
async function ask(client, name, input) {
  const { isError, content, structuredContent } = await client.callTool({ name, arguments: input });
  if (isError) throw new Error(content[0].text);
  return structuredContent;
}

/** The parts of a report that a board reads. */
const sectionOf = (title, { memo, verdict, confidence, report_id, findings }) => [
  `## ${title}`,
  '',
  `**${memo.bottom_line}**`,
  '',
  ...memo.evidence.map((line) => `- ${line}`),
  ...findings
    .filter(({ severity }) => severity === 'contradiction' || severity === 'blocker')
    .map(({ code, because }) => `- Caveat \`${code}\`: ${because}`),
  '',
  `Verdict \`${verdict}\`, confidence ${confidence}, report \`${report_id}\`.`,
  '',
];

/** What finance answers, with the questions that it was asked. */
const financeOf = (result, { risk, hires }) => [
  '## Finance',
  '',
  `**${hires.question ?? 'No hires to carry'}** ${result.answer}: ${result.because}.`,
  '',
  `- ${result.hires} hires cost ${result.cost_12_months} in 12 months`,
  ...(hires.payload === null ? [`- No hires were handed over: ${hires.withheld}`] : []),
  `- ${risk.question} What was lost is ${result.burn_months_lost ?? 'an unknown number of'} months of burn`,
  `- The hires pay back when GRR rises by ${result.points_to_pay_back ?? 'an unknown number of'} points`,
  '',
];

const advisor = await connect(
  join(here, '../../bin/cco-advisor.cjs'),
  'serve',
  `--stage=${values.stage}`,
  '--data-dir',
  values['data-dir'],
);
const finance = await connect(join(here, 'finance-server.mjs'));

try {
  const retention = await ask(advisor, 'cco_decompose_retention', { source: { path: values.accounts } });
  const coverage = await ask(advisor, 'cco_size_coverage', { source: { path: values.book } });
  const risk = await takeOver(advisor, retention, 'arr_at_risk', 1);
  const hires = await takeOver(advisor, coverage, 'cs_hires', 1);
  if (risk.payload === null) throw new Error(`nothing to tell finance: ${risk.withheld}`);
  const result = await ask(finance, 'finance_test_plan', {
    cash: Number(values.cash),
    monthly_burn: Number(values['monthly-burn']),
    arr_at_risk: risk.payload,
    cs_hires: hires.payload,
  });
  const lines = [
    '# Board brief',
    '',
    ...sectionOf('Retention', retention),
    ...sectionOf('Coverage', coverage),
    ...financeOf(result, { risk, hires }),
    '## Decisions',
    '',
    `1. ${retention.memo.your_decision}`,
    `2. ${coverage.memo.your_decision}`,
  ];
  console.log(lines.join('\n'));
} catch (error) {
  console.error(`board-brief: ${error.message}`);
  process.exitCode = 1;
} finally {
  await Promise.all([advisor.close(), finance.close()]);
}
