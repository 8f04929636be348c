/** Prompt `segmentation_audit`: a day, from the customer list to tiers, exits and the growth list. */
import type { McpServer } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { Memory } from '../memory/store.ts';
import { readNumber } from './arguments.ts';
import { lastReview } from './last-review.ts';
import { given, memoRules, numbered, optional, paragraphs, registerPrompt } from './prompt.ts';

/** Registers the prompt. */
export function registerSegmentationAudit(server: McpServer, memory?: Memory): void {
  registerPrompt(server, {
    name: 'segmentation_audit',
    title: 'Segmentation audit',
    description: 'Takes a customer list to tiers, spend per tier, candidates to let go and a memo. A day.',
    args: {
      gross_margin: z
        .string()
        .describe('gross margin before service cost, as a fraction such as 0.8')
        .optional(),
    },
    task: (typed) =>
      paragraphs(
        'Run the segmentation audit with the founder, a step a turn.',
        given(
          'Gross margin',
          optional(typed.gross_margin, (text) => String(readNumber('gross_margin', text, 0.05, 1))),
        ),
        numbered([
          'Build the list: customer, ARR, tenure, signs of fit, what serving costs, renewal date. Unknown stays empty; 0 means none.',
          'Run `cco_design_segments`.',
          'Read tiers by customers and by ARR, and list whose fit is unknown.',
          'Go through moves: up, down, and named exceptions, which are the founder’s.',
          'Compare what serving costs with its cap: over-served and under-served accounts.',
          'Go through candidates to exit, each with its path and notice date. Nobody is let go by a list.',
          'Take candidates to sales leadership, margins to finance, lost references to marketing, fit to product.',
          'Answer as a memo on `segmentation`.',
        ]),
        memoRules,
      ),
    starts: () => lastReview('segmentation', memory),
    embeds: [{ playbook: 'customer_segmentation_strategy' }],
  });
}
