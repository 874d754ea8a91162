import { countText } from '../contract/numbers';
import type { ModelInfo } from '../contract/model';
import type { Run } from '../contract/run';
import { t } from '../contract/texts';

/** Values with four decimals, as text to copy. */
export const latentText = (latent: Iterable<number>): string =>
  Array.from(latent, (value) => String(Number(value.toFixed(4)))).join(',');

/** What determines the latents of a run's samples. */
export interface LatentsOf {
  readonly run: Pick<Run, 'config' | 'engine'>;
  readonly model: Pick<ModelInfo, 'prior'> | undefined;
  /** Number of samples on a sheet. */
  readonly count: number;
}

/** Says whether a cell shows the same latent in all runs, or why not. A run's latents are drawn with its seed. */
export function latentsText(runs: readonly LatentsOf[]): string {
  const reason = differenceOf(runs);
  return reason === null ? t.compare.sameLatents : t.compare.otherLatents(reason);
}

function differenceOf(runs: readonly LatentsOf[]): string | null {
  const sizes = different(runs, ({ run }) => run.config.hyperparameters['latentSize']);
  if (sizes !== null) return t.compare.latentSizes(sizes);
  const priors = different(runs, ({ model }) => (model?.prior ?? 'normal').replace('-', ' '));
  if (priors !== null) return t.compare.latentPriors(priors);
  const seeds = different(runs, ({ run }) => run.config.seed);
  if (seeds !== null) return t.compare.latentSeeds(seeds);
  const counts = different(runs, ({ count }) => countText(count));
  if (counts !== null) return t.compare.sheetCounts(counts);
  // The native library and pure JavaScript draw different random numbers.
  return different(runs, ({ run }) => run.engine?.backend) === null ? null : t.compare.otherEngines;
}

/** Lists the values that differ, as “2 and 100”; null if all are the same. */
function different(runs: readonly LatentsOf[], valueOf: (run: LatentsOf) => unknown): string | null {
  const values = [...new Set(runs.map((run) => String(valueOf(run))))];
  if (values.length < 2) return null;
  return t.common.list(values);
}
