/** Writes the tool reference from the schemas and tables the code itself runs on, so that it cannot drift. */
import * as z from 'zod';
import type { Column } from '../../src/domain/column.ts';
import { coverageFigures } from '../../src/domain/coverage/figures.ts';
import { coverageFindings } from '../../src/domain/coverage/findings.ts';
import { coverageTables } from '../../src/domain/coverage/tables.ts';
import type { FigureDefinition, Unit } from '../../src/domain/figure.ts';
import type { FindingDefinition } from '../../src/domain/finding.ts';
import type { HandoffKind } from '../../src/domain/handoff.ts';
import { handoffKindsByTool } from '../../src/domain/handoff-kinds.ts';
import { hiringFigures } from '../../src/domain/hiring/figures.ts';
import { hiringFindings } from '../../src/domain/hiring/findings.ts';
import { hiringTables } from '../../src/domain/hiring/tables.ts';
import { retentionFigures } from '../../src/domain/retention/figures.ts';
import { retentionFindings } from '../../src/domain/retention/findings.ts';
import { retentionTables } from '../../src/domain/retention/tables.ts';
import { reviewFigures } from '../../src/domain/review/figures.ts';
import { reviewFindings } from '../../src/domain/review/findings.ts';
import { reviewTables } from '../../src/domain/review/tables.ts';
import { segmentationFigures } from '../../src/domain/segmentation/figures.ts';
import { segmentationFindings } from '../../src/domain/segmentation/findings.ts';
import { segmentationTables } from '../../src/domain/segmentation/tables.ts';
import { fullInputSchema, fullOutputSchema } from '../../src/tools/advertise.ts';
import type { Tool } from '../../src/tools/define-tool.ts';
import { tools } from '../../src/tools/index.ts';

type Json = Record<string, unknown>;

/** What an analyzer's answers are made of, beside its schemas. */
type Parts = {
  findings: Readonly<Record<string, FindingDefinition>>;
  figures: Readonly<Record<string, FigureDefinition>>;
  tables: Readonly<Record<string, readonly Column[]>>;
};

const partsOf: Readonly<Record<string, Parts>> = {
  cco_decompose_retention: {
    findings: retentionFindings,
    figures: retentionFigures,
    tables: retentionTables,
  },
  cco_design_segments: {
    findings: segmentationFindings,
    figures: segmentationFigures,
    tables: segmentationTables,
  },
  cco_size_coverage: {
    findings: coverageFindings,
    figures: coverageFigures,
    tables: coverageTables,
  },
  cco_plan_hires: {
    findings: hiringFindings,
    figures: hiringFigures,
    tables: hiringTables,
  },
  cco_review_plan: {
    findings: reviewFindings,
    figures: reviewFigures,
    tables: reviewTables,
  },
};

const row = (...cells: string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const table = (head: string[], rows: string[][]): string[] => [
  row(...head),
  row(...head.map(() => '---')),
  ...rows.map((cells) => row(...cells)),
];

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Follows a reference inside a schema. */
function resolve(schema: Json, root: Json): Json {
  const ref = schema['$ref'];
  if (typeof ref !== 'string') return schema;
  const definition = (root['$defs'] as Json)[ref.replace('#/$defs/', '')];
  return isJson(definition) ? { ...definition, ...schema, $ref: undefined } : schema;
}

/** The type of a field in words. */
function typeOf(schema: Json, root: Json): string {
  const inner = resolve(schema, root);
  if (Array.isArray(inner['enum'])) return inner['enum'].map((choice) => JSON.stringify(choice)).join(', ');
  if ('const' in inner) return JSON.stringify(inner['const']);
  if (Array.isArray(inner['type'])) return inner['type'].join(' or ');
  const union = inner['anyOf'];
  if (Array.isArray(union)) return union.map((one) => typeOf(one as Json, root)).join(' or ');
  if (inner['type'] === 'array') {
    const items = isJson(inner['items']) ? typeOf(inner['items'], root) : 'value';
    return `list of ${items}`;
  }
  if (inner['type'] === 'object' && !('properties' in inner)) return 'object of names and values';
  return String(inner['type'] ?? 'value');
}

/** The definition a field or the items of a list refer to. */
function refOf(schema: Json): string | undefined {
  const ref = schema['$ref'] ?? (isJson(schema['items']) ? schema['items']['$ref'] : undefined);
  return typeof ref === 'string' ? ref : undefined;
}

/** Every field below a schema, a row each, by its path. A definition used again is named, not repeated. */
function fieldRows(schema: Json, root: Json, path = '', seen = new Map<string, string>()): string[][] {
  if (schema['type'] === 'array' && isJson(schema['items'])) {
    return fieldRows(schema['items'], root, `${path}[]`, seen);
  }
  const inner = resolve(schema, root);
  const variants = inner['anyOf'];
  if (Array.isArray(variants)) return variants.flatMap((one) => fieldRows(one as Json, root, path, seen));
  if (!isJson(inner['properties'])) return [];
  const required = new Set(Array.isArray(inner['required']) ? inner['required'] : []);
  return Object.entries(inner['properties']).flatMap(([name, value]) => {
    if (!isJson(value)) return [];
    const here = path === '' ? name : `${path}.${name}`;
    const meaning = String(resolve(value, root)['description'] ?? '');
    const ref = refOf(value);
    const first = ref === undefined ? undefined : seen.get(ref);
    if (ref !== undefined && first === undefined) seen.set(ref, here);
    const type = first === undefined ? typeOf(value, root) : `${typeOf(value, root)} as in \`${first}\``;
    const own = [`\`${here}\``, type, required.has(name) ? 'yes' : '', meaning];
    return [own, ...(first === undefined ? fieldRows(value, root, here, seen) : [])];
  });
}

/** The schema of an answer, without that of a refusal. */
const answerOf = (schema: Json): Json => {
  const union = schema['oneOf'] ?? schema['anyOf'];
  const [answer] = Array.isArray(union) ? union : [schema];
  return answer as Json;
};

const unitText = (unit: Unit | 'text' | 'flag', signed?: boolean): string =>
  signed === true ? `${unit}, shown in points` : unit;

function handoffLines(handoffs: Readonly<Record<string, HandoffKind>>): string[] {
  return Object.entries(handoffs).flatMap(([kind, { to, question, version, payload }]) => {
    const schema = z.toJSONSchema(payload) as Json;
    return [
      '',
      `**\`${kind}\`** (version ${version}), to the ${to.toUpperCase()}: ${question}`,
      '',
      ...table(['field', 'type', 'always', 'meaning'], fieldRows(schema, schema)),
    ];
  });
}

function partLines(tool: string, { findings, figures, tables }: Parts): string[] {
  return [
    '### Findings',
    '',
    'Ordered by severity, then as here. `playbook` is a playbook or a heading in one.',
    '',
    ...table(
      ['code', 'severity', 'fires when', 'playbook'],
      Object.entries(findings).map(([code, { severity, fires, playbook }]) => [
        `\`${code}\``,
        severity,
        fires,
        playbook,
      ]),
    ),
    '',
    '### Figures',
    '',
    ...table(
      ['id', 'meaning', 'unit'],
      Object.entries(figures).map(([id, { label, unit, signed }]) => [
        `\`${id}\``,
        label,
        unitText(unit, signed),
      ]),
    ),
    '',
    '### Tables',
    '',
    'The id of a cell is `<table>.<key>.<column>`.',
    ...Object.entries(tables).flatMap(([name, columns]) => [
      '',
      `**\`${name}\`**`,
      '',
      ...table(
        ['column', 'label', 'unit', 'formula'],
        columns.map(({ id, label, unit, signed, formula }) => [
          `\`${id}\``,
          label,
          unitText(unit, signed),
          formula ?? '',
        ]),
      ),
    ]),
    '',
    '### Hand-offs',
    '',
    'Payloads by kind, as JSON Schema at `cco://schemas/handoffs/{kind}`; a payload that cannot be made is null, with `withheld_reason`.',
    ...handoffLines(handoffKindsByTool[tool] ?? {}),
  ];
}

async function toolLines(tool: Tool): Promise<string[]> {
  const { inputSchema, outputSchema } = await tool.load();
  const input = fullInputSchema(inputSchema);
  const output = fullOutputSchema(outputSchema);
  const parts = partsOf[tool.name];
  const { readOnlyHint, destructiveHint, idempotentHint, openWorldHint } = tool.annotations;
  return [
    `## \`${tool.name}\``,
    '',
    `${tool.title}. ${readOnlyHint ? 'Read only' : 'Writes'}, ${destructiveHint ? '' : 'not '}destructive, ${idempotentHint ? '' : 'not '}idempotent, ${openWorldHint ? 'reaches the outside world' : 'reaches nothing outside the machine'}.`,
    '',
    ...tool.description.split('\n').map((line) => `> ${line}`),
    '',
    '### Input',
    '',
    ...table(['field', 'type', 'required', 'meaning'], fieldRows(input, input)),
    '',
    '### Answer',
    '',
    ...table(['field', 'type', 'always', 'meaning'], fieldRows(answerOf(output), output)),
    ...(parts === undefined ? [] : ['', ...partLines(tool.name, parts)]),
  ];
}

/** The whole reference as Markdown. */
export async function toolReference(): Promise<string> {
  const parts = await Promise.all(tools.map(toolLines));
  return [
    '# Tool reference',
    '',
    '<!-- Generated by `npm run docs`; a test fails when it differs from the code. -->',
    '',
    'All inputs are strict: an unknown field is refused with the likely intended one. A refusal is `{ ok: false, problems: [{ path, code, message, suggestion? }] }` and lists every problem at once. Shares are 0..1, money is in currency units, dates are `YYYY-MM-DD`.',
    '',
    ...parts.flatMap((lines) => [...lines, '']),
  ].join('\n');
}
