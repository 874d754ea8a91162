import type { Run } from '../contract/run';
import type { DatasetFiles } from '../datasets/files';
import type { DecodedWalk, WalkRequest } from '../exports/walk/decoded-walk';
import { latentAnswer, latentItem } from './latent';
import { shownPoints } from './point-figure';
import { prepareInference, type Prepared } from './prepare';

/** Frames decoded together. */
const BLOCK = 60;

/**
 * Loads a checkpoint of a run and decodes the frames of a walk as the Latent screen decodes them, when they are requested.
 * @throws WorkbenchError as `latentAnswer`, or as `prepareInference`
 */
export async function decodeWalk(
  { config }: Pick<Run, 'config'>,
  dataset: DatasetFiles,
  checkpoint: Uint8Array,
  { weights, chosen, through: given, along }: WalkRequest,
): Promise<DecodedWalk> {
  // Any device can decode, so the one that the run was trained on may be missing.
  const task = { config: { ...config, device: 'auto' as const }, dataset, checkpoint };
  const prepared = await prepareInference(task, weights);
  const item = latentItem(prepared);
  const through = 'seed' in given ? drawn(prepared, config, given) : given;
  const latents = along(through);
  return {
    through,
    latents,
    item,
    data: item.kind === 'points' ? shownPoints(prepared.test) : null,
    blocks: blocksOf(prepared, config, latents, chosen),
  };
}

function drawn(
  prepared: Prepared,
  config: Run['config'],
  { count, seed }: { readonly count: number; readonly seed: number },
): Float32Array[] {
  const bytes = latentAnswer(prepared, config, { kind: 'draw', count, seed }, new Float32Array(0));
  const values = new Float32Array(bytes.buffer);
  const size = values.length / count;
  return Array.from({ length: count }, (_, i) => values.subarray(i * size, (i + 1) * size));
}

function* blocksOf(
  prepared: Prepared,
  config: Run['config'],
  latents: readonly Float32Array[],
  chosen: WalkRequest['chosen'],
): Generator<Uint8Array | Float32Array, void, void> {
  const isOfPoints = latentItem(prepared).kind === 'points';
  for (let from = 0; from < latents.length; from += BLOCK) {
    const values = Float32Array.from(latents.slice(from, from + BLOCK).flatMap((latent) => [...latent]));
    const bytes = latentAnswer(prepared, config, { kind: 'decode', ...chosen }, values);
    yield isOfPoints ? new Float32Array(bytes.buffer) : bytes;
  }
}
