import { WorkbenchError } from '../contract/error';
import { decodeSafetensors, encodeSafetensors, type TensorData } from '../engine/safetensors';
import { tf, type Variable } from '../engine/tensorflow';

/** Where a run stands, beside its weights. The batch order and all randomness follow from the seed and the step. */
export interface Position {
  readonly step: number;
  readonly elapsedMs: number;
}

/**
 * Safetensors of all variables and the position.
 * @returns null where a value is not finite: such weights are beyond saving, and an older checkpoint is worth more
 */
export function saveCheckpoint(
  variables: ReadonlyMap<string, Variable>,
  position: Position,
): Uint8Array | null {
  const tensors = new Map<string, TensorData>();
  for (const [name, variable] of variables) {
    const values = variable.dataSync<'float32'>();
    if (!allFinite(values)) return null;
    tensors.set(name, { shape: variable.shape, values });
  }
  const metadata = { step: String(position.step), elapsed_ms: String(position.elapsedMs) };
  return encodeSafetensors({ tensors, metadata });
}

/** A plain loop, without a callback for each of the millions of values that a checkpoint may have. */
function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) return false;
  }
  return true;
}

/** @throws WorkbenchError `checkpoint.mismatch` where the checkpoint is of another model or of other sizes */
export function restoreCheckpoint(variables: ReadonlyMap<string, Variable>, bytes: Uint8Array): Position {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const fits =
    tensors.size === variables.size &&
    [...variables].every(([name, { shape }]) => String(tensors.get(name)?.shape) === String(shape));
  if (!fits) {
    throw new WorkbenchError({
      code: 'checkpoint.mismatch',
      message: 'The checkpoint does not fit the model: its weights have other names or sizes.',
      advice: 'It was made by another version of this model. Start the run anew.',
    });
  }
  tf.tidy(() => {
    for (const [name, variable] of variables) {
      const saved = tensors.get(name);
      if (saved !== undefined) variable.assign(tf.tensor(saved.values, variable.shape));
    }
  });
  return { step: Number(metadata.step), elapsedMs: Number(metadata.elapsed_ms) };
}
