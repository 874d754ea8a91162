import { refusal } from '../contract/error';
import type { StepContext } from '../engine/training-step';
import { tf, type Tensor1D, type Tensor2D } from '../engine/tensorflow';

/** How many classes a dataset has, for a model that cannot do without. @throws WorkbenchError `model.needs-labels` */
export function classesOf(classes: number | null, model: string): number {
  if (classes !== null) return classes;
  throw refusal('model.needs-labels', { model });
}

/** The labels of a discriminator's batch: of real or generated items, or of both in one, which have the same. */
export function labelsOfBatch(labels: Tensor1D, items: Tensor2D): Tensor1D {
  return items.shape[0] === labels.shape[0] ? labels : tf.concat([labels, labels]);
}

/** The labels of a step's images, int32 [batch]. */
export function labelsOf({ labels }: StepContext): Tensor1D {
  if (labels === null) throw new Error('The step was given no labels.');
  return labels;
}
