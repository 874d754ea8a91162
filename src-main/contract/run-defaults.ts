import * as z from 'zod';
import { wholeNumber } from './validation';

export const RUN_DEFAULT_LIMITS = {
  samples: { min: 1, max: 500 },
  checkpoints: { min: 1, max: 100 },
  threads: { min: 0, max: 256 },
  pictureScale: { min: 1, max: 8 },
} as const;

/** Settings of runs that a person need not set for each run, and of pictures that are saved. */
export const RunDefaultsSchema = z.object({
  /** Approximate number of recordings of samples per run: enough to watch it learn, few enough to cost little time. */
  samples: wholeNumber('default-samples', RUN_DEFAULT_LIMITS.samples),
  /** Approximate number of checkpoints per run. */
  checkpoints: wholeNumber('default-checkpoints', RUN_DEFAULT_LIMITS.checkpoints),
  /** Threads of one operation of TensorFlow; 0 for all processors. */
  threads: wholeNumber('threads', RUN_DEFAULT_LIMITS.threads),
  /** Pixels in a saved picture for each pixel of a sample, so that it is large enough for any image viewer. */
  pictureScale: wholeNumber('picture-scale', RUN_DEFAULT_LIMITS.pictureScale),
});
export type RunDefaults = z.infer<typeof RunDefaultsSchema>;

export const RUN_DEFAULTS: RunDefaults = { samples: 50, checkpoints: 10, threads: 0, pictureScale: 4 };
