/** The chart of segmentation: what serving each tier costs, against the range a tier is worth. */
import type { Language } from '../domain/language.ts';
import type { SegmentationReport } from '../domain/segmentation/report.ts';
import { segmentationTables } from '../domain/segmentation/tables.ts';
import { bar } from './bars.ts';
import type { Chart } from './chart.ts';
import { amount, text } from './chart-cells.ts';

/** The charts of a report, the one a summary keeps first. */
export function segmentationCharts({ tables, currency }: SegmentationReport, language: Language): Chart[] {
  const rows = tables.tiers?.rows ?? [];
  return [
    {
      title: 'Service cost by tier, with the range of its programme as marks',
      bars: rows.map((row) => {
        const show = (id: string) => text(segmentationTables.tiers, row, id, currency, language);
        return bar(show('key'), show('cost'), amount(row['cost']), {
          marks: [amount(row['programme_low']), amount(row['programme_high'])],
          note: `range ${show('programme_low')} to ${show('programme_high')}`,
        });
      }),
    },
  ];
}
