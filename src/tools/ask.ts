/**
 * Asking the founder by form for the few figures an answer lacks, where the client can show one. The answer is complete
 * without it: the same questions stand in the result, so a client without forms loses nothing.
 */
import {
  acceptedContent,
  CLIENT_CAPABILITIES_META_KEY,
  type ClientCapabilities,
  type ElicitRequestFormParams,
  type InputRequiredResult,
  inputRequired,
  type ServerContext,
} from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { Question } from '../domain/report.ts';

/** The most a form asks: more than a founder answers in passing is an interview, and prompts hold that. */
const mostFields = 4;

/** The name under which the form travels. */
const key = 'missing_figures';

type Property = ElicitRequestFormParams['requestedSchema']['properties'][string];

export type Form = {
  properties: Record<string, Property>;
  /** The input field that each answer fills, by the id of its question. */
  paths: ReadonlyMap<string, readonly string[]>;
};

function bare(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while (inner instanceof z.ZodOptional || inner instanceof z.ZodNullable || inner instanceof z.ZodDefault)
    inner = inner.unwrap() as z.ZodType;
  return inner;
}

/** The schema of a plain field path; undefined for one that leads into a list or to nothing. */
function fieldAt(root: z.ZodObject, path: readonly string[]): z.ZodType | undefined {
  let schema: z.ZodType | undefined = root;
  for (const name of path) {
    if (!(schema instanceof z.ZodObject)) return undefined;
    const next = schema.shape[name] as z.ZodType | undefined;
    schema = next === undefined ? undefined : bare(next);
  }
  return schema;
}

/** A field as a form can show it: a number, a yes or no, a choice, a date. Anything else is no question for a form. */
function propertyOf(field: z.ZodType, title: string): Property | null {
  if (field instanceof z.ZodUnion) {
    const number = (field.options as z.ZodType[]).find((option) => option instanceof z.ZodNumber);
    return number === undefined ? null : propertyOf(number, title);
  }
  const { type, enum: choices } = z.toJSONSchema(field) as { type?: string; enum?: string[] };
  if (choices !== undefined) return { type: 'string', title, enum: choices };
  if (type === 'number' || type === 'integer') return { type, title };
  if (type === 'boolean') return { type, title };
  return field.meta()?.['kind'] === 'date' ? { type: 'string', title, format: 'date' } : null;
}

/**
 * The form for the questions of a report that one value answers, those that unlock most first; null when there is none,
 * or when the answer stands as it is.
 * Example: a coverage answer without them asks loaded cost, growth, attrition and the first day of the plan.
 */
export function formOf(
  inputSchema: z.ZodObject,
  report: Readonly<Record<string, unknown>>,
  input: unknown,
): Form | null {
  const sample = typeof input === 'object' && input !== null && 'sample' in input;
  if (report['confidence'] === 'high' || sample) return null;
  const questions = Array.isArray(report['questions']) ? (report['questions'] as Question[]) : [];
  const fields = questions
    .flatMap(({ id, field, ask }) => {
      const path = field.split('.');
      const schema = fieldAt(inputSchema, path);
      const property = schema === undefined ? null : propertyOf(schema, ask);
      return property === null ? [] : [{ id, path, property }];
    })
    .slice(0, mostFields);
  if (fields.length === 0) return null;
  return {
    properties: Object.fromEntries(fields.map(({ id, property }) => [id, property])),
    paths: new Map(fields.map(({ id, path }) => [id, path])),
  };
}

/** The result that asks for a form. Every field may stay empty. */
export const askBy = ({ properties }: Form): InputRequiredResult =>
  inputRequired({
    inputRequests: {
      [key]: inputRequired.elicit({
        message: 'The answer rests on assumptions here. Fill in what you know and leave the rest empty.',
        requestedSchema: { type: 'object', properties },
      }),
    },
  });

/**
 * Whether the client can show a form and was not asked yet. Its capabilities come with each request in the newest era,
 * and once, when it connects, in the older one.
 */
export function canAsk({ mcpReq }: ServerContext, connected: ClientCapabilities | undefined): boolean {
  const declared = (mcpReq.envelope as Readonly<Record<string, unknown>> | undefined)?.[
    CLIENT_CAPABILITIES_META_KEY
  ] as ClientCapabilities | undefined;
  const { elicitation } = declared ?? connected ?? {};
  // A client that names its modes must name forms; one that names none has forms.
  const forms =
    elicitation !== undefined && (elicitation.form !== undefined || elicitation.url === undefined);
  return forms && mcpReq.inputResponses === undefined;
}

/** The input with what the founder filled in; null when nothing was. Text of a form is checked like any input. */
export function withAnswers(
  input: unknown,
  { paths }: Form,
  responses: Record<string, unknown> | undefined,
): Record<string, unknown> | null {
  const content = acceptedContent(responses, key) ?? {};
  const given = [...paths].filter(([id]) => content[id] !== undefined && content[id] !== '');
  if (given.length === 0) return null;
  const filled = structuredClone(typeof input === 'object' && input !== null ? input : {}) as Record<
    string,
    unknown
  >;
  for (const [id, path] of given) {
    let place = filled;
    for (const name of path.slice(0, -1)) {
      const inner = place[name];
      const next =
        typeof inner === 'object' && inner !== null && !Array.isArray(inner)
          ? (inner as Record<string, unknown>)
          : {};
      place[name] = next;
      place = next;
    }
    place[path.at(-1) ?? ''] = content[id];
  }
  return filled;
}
