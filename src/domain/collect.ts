/** Collects the figures and findings of one analysis, named by its catalogues: one place gives labels, units and severities. */
import {
  type DisplayContext,
  displayValue,
  type Figure,
  type FigureDefinition,
  numberText,
} from './figure.ts';
import type { Finding, FindingDefinition, Severity } from './finding.ts';

/** A value before it is a figure: full precision, the formula with its numbers, and why it is null when it is. */
export type Draft = {
  value: number | null;
  formula?: string;
  reason?: string;
  /** Lines the shown text must not cross, such as house targets. */
  lines?: readonly number[];
};

/** The figures of one analysis, by id. */
export type Figures = {
  /** Adds a figure and returns its shown text. A null value needs a reason. @throws Error for an id the catalogue does not have, or one added twice: a fault of ours. */
  add: (id: string, draft: Draft) => string;
  /** The value of a figure; null when it is undefined or was never added. */
  value: (id: string) => number | null;
  /** The shown text of a figure; "n/a" when it was never added. */
  show: (id: string) => string;
  has: (id: string) => boolean;
  list: () => Figure[];
};

/**
 * Starts an empty collection over a catalogue.
 * Example: after `add('grr', { value: 0.823, formula: '82.3 / 100' })`, `show('grr')` is "82.3%".
 */
export function collectFigures(
  catalogue: Readonly<Record<string, FigureDefinition>>,
  currency: string,
): Figures {
  const figures = new Map<string, Figure>();
  return {
    add(id, { value, formula, reason, lines }) {
      const definition = catalogue[id];
      if (definition === undefined) throw new Error(`figure ${id} is not in the catalogue`);
      if (figures.has(id)) throw new Error(`figure ${id} was added twice`);
      const context: DisplayContext = lines === undefined ? { currency } : { currency, lines };
      const figure: Figure = {
        id,
        label: definition.label,
        value,
        unit: definition.unit,
        display: displayValue(value, definition, context),
      };
      if (formula !== undefined && value !== null) figure.formula = formula;
      if (value === null) figure.reason = reason ?? 'not_given';
      figures.set(id, figure);
      return figure.display;
    },
    value: (id) => figures.get(id)?.value ?? null,
    show: (id) => figures.get(id)?.display ?? 'n/a',
    has: (id) => figures.has(id),
    list: () => [...figures.values()],
  };
}

/** The findings of one analysis. `raise` takes its severity from the catalogue unless one is given. */
export type Findings = {
  raise: (code: string, because: string, evidence: readonly string[], severity?: Severity) => void;
  has: (code: string) => boolean;
  list: () => Finding[];
};

/** Starts an empty collection over a catalogue. A code is raised once; a second one is a fault of ours and throws. */
export function collectFindings(catalogue: Readonly<Record<string, FindingDefinition>>): Findings {
  const findings = new Map<string, Finding>();
  return {
    raise(code, because, evidence, severity) {
      const definition = catalogue[code];
      if (definition === undefined) throw new Error(`finding ${code} is not in the catalogue`);
      if (findings.has(code)) throw new Error(`finding ${code} was raised twice`);
      findings.set(code, {
        code,
        severity: severity ?? definition.severity,
        because,
        evidence: [...evidence],
        playbook: definition.playbook,
      });
    },
    has: (code) => findings.has(code),
    list: () => [...findings.values()],
  };
}

/** A number as it stands in a formula: thousands separated, at most 4 decimals, none that are zero. Example: `inFormula(18.4)` is "18.4". */
export function inFormula(value: number): string {
  const text = numberText(value, 4);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
