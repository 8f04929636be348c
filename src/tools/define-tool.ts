/** What a tool is: a card that hosts read, and a line from input to answer that is loaded at the first call. */
import type * as z from 'zod';
import type { DataContext } from '../data/context.ts';
import type { Refusal } from '../domain/problem.ts';
import type { Memory } from '../memory/store.ts';
import type { Reader } from '../render/reader.ts';
import type { Detail } from '../render/section.ts';
import type { ReportStore } from '../report-store.ts';
import type { Settings } from './settings.ts';

/** All four are always set, so that a host never has to guess. */
export type Annotations = {
  readOnlyHint: boolean;
  destructiveHint: boolean;
  idempotentHint: boolean;
  openWorldHint: boolean;
};

/** What a tool may reach besides its input: the files it may read, reports of the run, start-up settings, kept reviews. */
export type ToolContext = DataContext & {
  reports: ReportStore;
  settings?: Settings | undefined;
  memory?: Memory | undefined;
  /** The folder that takes report pages. */
  output?: string | undefined;
  /** Who reads the text; a host unless the command line says otherwise. */
  reader?: Reader | undefined;
};

/** The two halves of a result, each complete on its own. */
export type Rendered = { text: string; structured: Record<string, unknown> };

export type Answer = { ok: true; report: Record<string, unknown>; rendered: Rendered };

/** What a tool computes with. */
export type ToolLine = {
  inputSchema: z.ZodObject;
  outputSchema: z.ZodType;
  run: (raw: unknown, context: ToolContext) => Promise<Answer | Refusal>;
};

/** What hosts read of a tool before anybody calls it. */
export type Tool = {
  name: string;
  title: string;
  description: string;
  annotations: Annotations;
  /** Loads the tool's schema up front where a host defers tools: for entry tools only. */
  alwaysLoad: boolean;
  /** The address of the view that shows its answers, where the host can show one. */
  view?: string;
  /** The line is no part of starting up. */
  load: () => Promise<ToolLine>;
};

/** The detail a raw input asks for; summary when it does not say. */
export const detailOf = (raw: unknown): Detail =>
  typeof raw === 'object' && raw !== null && 'detail' in raw && raw.detail === 'full' ? 'full' : 'summary';
