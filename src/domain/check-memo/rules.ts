/** The rules of the output standard by code: what each asks, and how a breach is mended unless its place says more. */

export const memoRules = {
  'memo-structure': {
    rule: 'five bold labels of one language, in order; none empty, none repeated',
    mend: 'write the five labels in bold and in order: Bottom Line, The Decision, The Evidence, How to Act, Your Decision',
  },
  'one-sentence': {
    rule: 'the bottom line ends once, has at most 40 words or 90 Chinese or Japanese characters, a figure and a reason',
    mend: 'say it in one sentence: what to do, because of which figure',
  },
  'decision-enum': {
    rule: 'the decision is exactly one of the four, or its translation',
    mend: 'write one of retention, segmentation, coverage, next hire',
  },
  'evidence-form': {
    rule: '2 to 6 bullets; each has a number and known figure ids in brackets, as many as it needs',
    mend: 'end the line with the id of each number, in order: [grr, nrr]',
  },
  'untraced-number': {
    rule: 'every number is a figure of a cited report, as precise as it is written, under its own name',
    mend: 'write the figure as the report shows it, or ask the tool for this number',
  },
  'new-number': {
    rule: 'a number outside of the evidence stands in the evidence too',
    mend: 'add it to The Evidence with its figure id, or leave it out',
  },
  'evaluative-word': {
    rule: 'the evidence holds numbers, no judgement; codes stand in backticks',
    mend: 'take the word out; the number and its target say it',
  },
  'step-count': { rule: 'exactly three numbered steps', mend: 'write three steps, numbered 1. to 3.' },
  'step-verb': {
    rule: 'a step begins with a verb of the list',
    mend: 'begin with a verb that says what to do, such as Call, Fix or Interview; cco://output-standard lists them',
  },
  'step-owner': {
    rule: 'Owner: names one role or person',
    mend: 'write Owner: and one role, such as Head of CS',
  },
  'step-date': {
    rule: 'By: is a date, a quarter with its year, or within N days',
    mend: 'write By: and 2026-12-15, Q1 2027 or within 30 days',
  },
  'founder-choice': {
    rule: 'the last part is a question or 2 to 3 options, in at most 60 words; a slug in parentheses is one of the list',
    mend: 'ask what only the founder can decide, or give options A) and B)',
  },
  'missing-grade': {
    rule: 'assumption, estimate and relayed figures carry the word; a figure with an interval prints it',
    mend: 'carry over what the report says of the figure',
  },
  'certainty-word': {
    rule: 'no guarantee, certainly, proven, definitely, will ensure',
    mend: 'say what the figures show and leave the promise out',
  },
  'memo-length': {
    rule: 'at most 350 words, or 700 Chinese or Japanese characters',
    mend: 'shorten it: a founder reads it in a minute',
  },
  'verdict-overstated': {
    rule: 'no verdict but that of the report, and none where it was withheld',
    mend: 'use the verdict of the report, or say that there is none',
  },
  'caveat-dropped': {
    rule: 'contradictions, blockers and assumptions of the report stand in the memo',
    mend: 'name it, by its code in backticks or in words',
  },
} as const;

export type RuleCode = keyof typeof memoRules;

export const ruleCodes = Object.keys(memoRules) as RuleCode[];
