/** The page of metrics names what the code computes, leaves out no rate, and its worked numbers are computed anew. */
import { describe, expect, it } from 'vitest';
import coverageSample from '../../fixtures/coverage-sample.json' with { type: 'json' };
import hiringSample from '../../fixtures/hiring-sample.json' with { type: 'json' };
import segmentationSample from '../../fixtures/segmentation-sample.json' with { type: 'json' };
import { analyzeCoverage } from '../../src/domain/coverage/analyze.ts';
import { coverageFigures } from '../../src/domain/coverage/figures.ts';
import type { CoverageInput } from '../../src/domain/coverage/input.ts';
import type { Figure, FigureDefinition } from '../../src/domain/figure.ts';
import { hiringFigures } from '../../src/domain/hiring/figures.ts';
import { retentionFigures } from '../../src/domain/retention/figures.ts';
import { segmentationFigures } from '../../src/domain/segmentation/figures.ts';
import { readDocument } from '../../src/knowledge/library.ts';
import { sectionOf } from '../../src/knowledge/sections.ts';
import { report as hiring } from '../domain/hiring/run.ts';
import { report as retention } from '../domain/retention/run.ts';
import { report as segmentation } from '../domain/segmentation/run.ts';
import { cellsOf } from './tables.ts';

const catalogues = {
  retention: retentionFigures,
  segmentation: segmentationFigures,
  coverage: coverageFigures,
  hiring: hiringFigures,
};

/** The sections that define the figures of each catalogue. */
const sectionsOf: Readonly<Record<keyof typeof catalogues, readonly string[]>> = {
  retention: ['Retention', 'Causes', 'What expansion rests on', 'Renewals and risk', 'Groups and time'],
  segmentation: ['Segmentation'],
  coverage: ['Coverage'],
  hiring: ['Next hire'],
};

const bare = (cell: string | undefined): string => (cell ?? '').replaceAll('`', '');

/** Ids of the first column of a section's table, without its head. */
async function definedIn(titles: readonly string[]): Promise<string[]> {
  const document = await readDocument('metrics');
  return titles.flatMap((title) =>
    cellsOf(sectionOf(document, title))
      .slice(1)
      .map(([id]) => bare(id)),
  );
}

/** The id under which a figure is defined: families share one line. */
const lineOf = (id: string): string =>
  id
    .replace(/^(?:annual_equivalent|compounded_monthly)_/, '')
    .replace(/^(grr|nrr|logo_retention)_(?:low|high)$/, '$1')
    .replace(/_on_evidence$/, '')
    .replace(/(?<=_top)\d+/, 'N')
    .replace(/(?<=^survival_m)\d+$/, 'N');

const isRate = ([, { unit }]: [string, FigureDefinition]): boolean => unit === 'share' || unit === 'ratio';

describe.each(Object.keys(catalogues) as (keyof typeof catalogues)[])('%s', (subject) => {
  it('defines every rate, and nothing that is not computed', async () => {
    const rates = Object.entries(catalogues[subject]).filter(isRate);
    const lines = new Set(rates.map(([id]) => lineOf(id)));
    expect((await definedIn(sectionsOf[subject])).sort()).toEqual([...lines].sort());
  });
});

const shownOf = (figures: readonly Figure[], id: string): string =>
  figures.find((figure) => figure.id === id)?.display ?? 'missing';

it('the four accounts give what the page says', async () => {
  const section = sectionOf(await readDocument('metrics'), 'Four accounts');
  const [, input = ''] = /```json\n([\s\S]+?)\n```/.exec(section) ?? [];
  const { figures } = retention(JSON.parse(input));
  const rows = cellsOf(section).slice(1);
  expect(rows.length).toBeGreaterThan(15);
  expect(rows.map(([id]) => [bare(id), shownOf(figures, bare(id))])).toEqual(
    rows.map(([id, shown]) => [bare(id), shown]),
  );
});

it('the built-in samples give what the page says', async () => {
  const figures: Readonly<Record<string, readonly Figure[]>> = {
    cco_design_segments: segmentation(segmentationSample).figures,
    cco_size_coverage: analyzeCoverage(coverageSample as CoverageInput, { reportId: 'test' }).figures,
    cco_plan_hires: hiring(hiringSample).figures,
  };
  const rows = cellsOf(sectionOf(await readDocument('metrics'), 'The built-in samples')).slice(1);
  expect(rows.length).toBeGreaterThan(10);
  expect(rows.map(([tool, id]) => [tool, id, shownOf(figures[bare(tool)] ?? [], bare(id))])).toEqual(
    rows.map(([tool, id, shown]) => [tool, id, shown]),
  );
});
