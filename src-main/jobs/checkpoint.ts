import { WorkbenchError } from '../contract/error';
import { decodeSafetensors, encodeSafetensors, type TensorData } from '../engine/safetensors';
import { tf, type Variable } from '../engine/tensorflow';

/** Where a run stands, beside its weights. The batch order and all randomness follow from the seed and the step. */
export interface Position {
  readonly step: number;
  readonly elapsedMs: number;
}

/** The way in which items are chosen to be held out and to keep their labels; another number where that changes. */
const ITEM_CHOICE = '2';

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
  const { step, elapsedMs } = position;
  const metadata = { step: String(step), elapsed_ms: String(elapsedMs), item_choice: ITEM_CHOICE };
  return encodeSafetensors({ tensors, metadata });
}

/** A plain loop, without a callback for each of the millions of values that a checkpoint may have. */
function allFinite(values: Float32Array): boolean {
  for (let i = 0; i < values.length; i++) {
    if (!Number.isFinite(values[i])) return false;
  }
  return true;
}

/** Where a run starts from. */
export interface Start extends Position {
  /** Whether its checkpoint's run held the items out, and kept the labels, that it would now. */
  readonly hasSameItems: boolean;
}
export const BEGINNING: Start = { step: 0, elapsedMs: 0, hasSameItems: true };

/** A run that went on with other items held out would be evaluated on what it was trained on. */
export function outdated(): WorkbenchError {
  return new WorkbenchError({
    code: 'checkpoint.outdated',
    message:
      'The checkpoint is of an earlier version of the workbench, which chose other items to hold out for validation or to keep the labels of.',
    advice: 'Launch a new run with the same settings; this one can still be looked at, and drawn from.',
  });
}

/**
 * @throws WorkbenchError `checkpoint.damaged`, or `checkpoint.mismatch` where the checkpoint is of another model or of
 *   other sizes
 */
export function restoreCheckpoint(variables: ReadonlyMap<string, Variable>, bytes: Uint8Array): Start {
  const { tensors, metadata } = decodeSafetensors(bytes);
  const fits =
    tensors.size === variables.size &&
    [...variables].every(([name, { shape }]) => String(tensors.get(name)?.shape) === String(shape));
  if (!fits) {
    throw new WorkbenchError({
      code: 'checkpoint.mismatch',
      message: 'The checkpoint does not fit the model: its weights have other names or sizes.',
      advice: 'Another version of the workbench wrote it. Launch a new run with the same settings.',
    });
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
