/** The built-in examples: the only place that takes anything from the fixtures. Each is the input of its tool. */
import coverage from '../../fixtures/coverage-sample.json' with { type: 'json' };
import hiring from '../../fixtures/hiring-sample.json' with { type: 'json' };
import retention from '../../fixtures/retention-sample.json' with { type: 'json' };
import review from '../../fixtures/review-sample.json' with { type: 'json' };
import segmentation from '../../fixtures/segmentation-sample.json' with { type: 'json' };

export const samples = { retention, segmentation, coverage, hiring, review } as const;
