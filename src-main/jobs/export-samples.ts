import { refusal } from '../contract/error';
import type { Run } from '../contract/run';
import type { DatasetFiles } from '../datasets/files';
import { statelessRandom } from '../engine/random';
import { valuesOf } from '../engine/read-values';
import { tf, type Tensor2D } from '../engine/tensorflow';
import type { SampleRequest, SampleSet } from '../exports/samples';
import type { Generator } from '../models/model';
import { prepareInference } from './prepare';
import { imagesToBytes } from './tensors';

/** Samples decoded together. */
const BLOCK = 250;

/**
 * Loads a checkpoint of a run and draws its samples, which are decoded when they are requested.
 * @throws WorkbenchError `run.no-samples`, or as `prepareInference`
 */
export async function drawSamples(
  { config }: Pick<Run, 'config'>,
  dataset: DatasetFiles,
  checkpoint: Uint8Array,
  { count, seed, label }: SampleRequest,
): Promise<SampleSet> {
  // Any device can decode, so the one that the run was trained on may be missing.
  const task = { config: { ...config, device: 'auto' as const }, dataset, checkpoint };
  const { built, model, backend, atStart, test } = await prepareInference(task);
  const { generator } = built;
  if (generator === null) throw refusal('run.no-samples', { model: model.info.title, to: 'draw' });
  const { latentSize, classes } = generator;
  const random = statelessRandom(seed, atStart.step, backend.native);
  const latents = valuesOf(() => generator.drawLatents(random, 'draw', count));
  const labels = classes === null ? null : Int32Array.from({ length: count }, (_, i) => label ?? i % classes);
  const isOfPoints = model.info.data === 'points';
  return {
    latents,
    latentSize,
    labels,
    shape: isOfPoints ? [2] : [test.height, test.width, test.channels],
    blocks: blocksOf(generator, { latents, labels, count }, isOfPoints),
  };
}

type Drawn = Pick<SampleSet, 'latents' | 'labels'> & { readonly count: number };

function* blocksOf(generator: Generator, { latents, labels, count }: Drawn, isOfPoints: boolean) {
  const { latentSize } = generator;
  for (let from = 0; from < count; from += BLOCK) {
    const to = Math.min(count, from + BLOCK);
    const decoded = (): Tensor2D =>
      generator.decode(
        tf.tensor2d(latents.subarray(from * latentSize, to * latentSize), [to - from, latentSize]),
        labels === null ? null : tf.tensor1d(labels.subarray(from, to), 'int32'),
      );
    yield isOfPoints ? valuesOf(decoded) : imagesToBytes(decoded);
  }
}
