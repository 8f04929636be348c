/** Generated tests draw the same values in every run; set FC_SEED to explore others. */
import fc from 'fast-check';

fc.configureGlobal({ seed: Number(process.env['FC_SEED'] ?? 20_261_101) });
