import { it } from 'vitest';
import sample from '../../../fixtures/segmentation-sample.json';
import { report } from './run.ts';
it('x', () => { const r = report(sample); console.log(JSON.stringify({...r, figures: r.figures.map(f=>[f.id,f.display,f.formula,f.reason].join('|'))}, null, 1)); });
