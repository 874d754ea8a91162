import { refusal, type WorkbenchError } from '../contract/error';
import { decodeSafetensors, encodeSafetensors, type TensorData } from '../engine/safetensors';
import { tf, type Variable } from '../engine/tensorflow';

/** The position of a run, in addition to its weights. Batch order and randomness follow from the seed and the step. */
export interface Position {
  readonly step: number;
  readonly elapsedMs: number;
}

/** Version of how items are chosen to be held out and to keep their labels; increment it when that changes. */
const ITEM_CHOICE = '2';

/**
 * Saves all variables and the position as safetensors.
 * @returns null if a value is not finite, since such weights are useless and an older checkpoint is more valuable
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
  const { step, elapsedMs } = position;
  const metadata = { step: String(step), elapsed_ms: String(elapsedMs), item_choice: ITEM_CHOICE };
  return encodeSafetensors({ tensors, metadata });
}

/** A plain loop, because a callback for each of millions of values would be slow. */
function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) return false;
  }
  return true;
}

/** The position that a run starts from. */
export interface Start extends Position {
  /** Whether the checkpoint's run held out the same items, and kept the same labels, as this version would. */
  readonly hasSameItems: boolean;
}
export const BEGINNING: Start = { step: 0, elapsedMs: 0, hasSameItems: true };

/** If different items were held out after resuming, the run would be evaluated on items that it was trained on. */
export function outdated(): WorkbenchError {
  return refusal('checkpoint.outdated', {});
}

/**
 * Restores all variables from safetensors.
 * @throws WorkbenchError `checkpoint.damaged`, or `checkpoint.mismatch` if the checkpoint is of another model or has
 *   other shapes
 */
export function restoreCheckpoint(variables: ReadonlyMap<string, Variable>, bytes: Uint8Array): Start {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const fits =
    tensors.size === variables.size &&
    [...variables].every(([name, { shape }]) => String(tensors.get(name)?.shape) === String(shape));
  if (!fits) {
    throw refusal('checkpoint.mismatch', {});
  }
  tf.tidy(() => {
    for (const [name, variable] of variables) {
      const saved = tensors.get(name);
      if (saved !== undefined) variable.assign(tf.tensor(saved.values, variable.shape));
    }
  });
  return {
    step: Number(metadata.step),
    elapsedMs: Number(metadata.elapsed_ms),
    hasSameItems: metadata.item_choice === ITEM_CHOICE,
  };
}
