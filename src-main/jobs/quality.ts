import { refusal, type WorkbenchError } from '../contract/error';
import type { Quality, QualityEffort } from '../contract/quality';
import type { QualityValue } from '../contract/quality-value';
import { loadSplit, type LoadedSplit } from '../datasets/load';
import { streamKey } from '../contract/pseudo-random';
import { statelessRandom } from '../engine/random';
import { bootstrapInterval } from '../evaluation/bootstrap';
import { linearAlgebra, seededNumbers } from '../evaluation/engine';
import type { EvaluationContext, EvaluationInput } from '../evaluation/measurement';
import { evaluate, metricsFor } from '../evaluation/registry';
import { part, runSteps, type Steps } from '../evaluation/steps';
import { picturedPairs, type PicturedPairs } from './closest-pairs';
import { encoderOf } from './encoder';
import { partOf } from './held-out';
import { lowerPriority, useOneThread } from './low-priority';
import { classCount, prepareInference } from './prepare';
import type { JobMessage, QualityTask } from './protocol';
import { likelihoodInputs } from './quality-likelihood';
import { cachedFloors, CLOSEST_DISTANCE, floors, type FloorCache, type FloorItems } from './quality-floors';
import { imageInputs, pointInputs, samplesOf, type InputOf } from './quality-inputs';
import { samplingTime } from './sampling-time';

/** Largest number of training items with which samples are compared to find copies. */
const MAX_TRAINING_ITEMS = 10_000;
/** Number of subsets for the kernel distance in a quick evaluation, a fifth of the number in a full one. */
const QUICK_KERNEL_SUBSETS = 20;

/**
 * Draws samples with a checkpoint's weights and measures their quality against as many items of the test split.
 * All randomness follows from the task's seed.
 * @throws WorkbenchError `run.no-samples`, `evaluation.…`, and as `prepare`
 */
export async function measureQuality(task: QualityTask, post: (message: JobMessage) => void): Promise<void> {
  const { seed, effort } = task;
  if (task.isInBackground) lowerPriority();
  if (task.isInBackground && effort === 'quick') useOneThread();
  const prepared = await prepareInference(task);
  const { built, model, backend, test, start, atStart } = prepared;
  const { generator } = built;
  if (generator === null) throw nothingToMeasure(model.info.title);
  const progress = (from: number, to: number) => (fraction: number) => {
    post({ type: 'progress', done: from + (to - from) * fraction, total: 1 });
  };
  // The whole split, regardless of held-out items, so that encoder, floors and copies are the same for all runs on it.
  const training = loadSplit(task.dataset.train);
  const classes = classCount(training.labels, test.labels);
  const real = partOf(test, task.samples, streamKey(seed, 'quality/real'));
  const generated = samplesOf(prepared, generator, real, seed);
  const sampling = effort === 'full' ? { sampling: samplingTime(prepared, generator, real, seed) } : {};
  const known = partOf(training, MAX_TRAINING_ITEMS, streamKey(seed, 'quality/training'));
  const encoder =
    model.info.data === 'points'
      ? null
      : await encoderOf(task.encoderFile, { training, test, classes }, backend, progress(0, 0.5));
  const inputOf =
    encoder === null
      ? pointInputs(task.config.dataset, real)
      : imageInputs(encoder, real, known, test, classes);
  const context: EvaluationContext = {
    algebra: linearAlgebra(backend.native),
    random: (use) => seededNumbers(seed, use),
    ...(effort === 'quick' ? { kernelSubsets: QUICK_KERNEL_SUBSETS } : {}),
  };
  const ids = metricsFor(effort);
  const cache = floorCache(task, encoder?.info.hash ?? null, real.count, ids);
  const random = statelessRandom(seed, atStart.step, backend.native);
  const likelihood = () =>
    built.likelihood === undefined ? none() : likelihoodInputs(built.likelihood, real, random, effort);
  const items = { real, known };
  const isPictured = effort === 'full';
  const steps = measured({ inputOf, generated, items, ids, cache, likelihood, isPictured }, context);
  const { closest, ...result } = await runSteps(steps, { onProgress: progress(0.5, 1) });
  const quality = {
    step: start.step,
    samples: real.count,
    seed,
    effort,
    encoder: encoder?.info ?? null,
    ...result,
    ...sampling,
    ...(closest === null ? {} : { closest: closest.pairs }),
  };
  post({ type: 'measured', quality, ...(closest === null ? {} : { closestPng: closest.png }) });
}

function floorCache(
  { encoderFile, seed, effort }: { encoderFile: string; seed: number; effort: QualityEffort },
  hash: string | null,
  samples: number,
  ids: readonly string[],
): FloorCache {
  const key = [hash ?? 'points', samples, seed, effort, ...ids, CLOSEST_DISTANCE].join(' ');
  return { file: encoderFile.replace(/(\.safetensors)?$/, '.floors.json'), key };
}

interface Evaluated {
  readonly inputOf: InputOf;
  readonly generated: LoadedSplit;
  readonly items: FloorItems;
  readonly ids: readonly string[];
  readonly cache: FloorCache;
  readonly likelihood: () => Steps<EvaluationInput>;
  /** Whether the closest pairs are shown. */
  readonly isPictured: boolean;
}

/** The likelihood inputs of models without a likelihood. */
function* none(): Steps<EvaluationInput> {
  yield 1;
  return {};
}

/** Measures all metrics with their intervals and floors. */
function* measured(
  { inputOf, generated, items, ids, cache, likelihood, isPictured }: Evaluated,
  context: EvaluationContext,
): Steps<Pick<Quality, 'metrics' | 'histogram'> & { readonly closest: PicturedPairs | null }> {
  const own = yield* part(likelihood(), 0, 0.1);
  const input = { ...inputOf(generated), ...own };
  const { values, details } = yield* part(evaluate(input, ids, context), 0.1, 0.4);
  const measureFloors = () => floors(inputOf, items, ids, context);
  const lowest = yield* part(cachedFloors(cache, measureFloors), 0.4, 1);
  const metrics = Object.fromEntries(
    Object.entries(values).map(([id, value]): [string, QualityValue] => {
      const interval = bootstrapInterval(value, context.random);
      return [
        id,
        {
          value: value.value,
          interval: interval && { low: interval.low, high: interval.high },
          floor: lowest[id] ?? null,
        },
      ];
    }),
  );
  const [histogram = null] = Object.values(details).flatMap((one) =>
    one.histogram ? [[...one.histogram]] : [],
  );
  const pairs = Object.values(details).flatMap(({ closestPairs }) => closestPairs ?? []);
  const floorDistance = lowest[CLOSEST_DISTANCE]?.mean ?? null;
  const closest = isPictured ? picturedPairs(pairs, generated, items.known, floorDistance) : null;
  return { metrics, histogram, closest };
}

function nothingToMeasure(title: string): WorkbenchError {
  return refusal('run.no-samples', { model: title, to: 'evaluate' });
}
