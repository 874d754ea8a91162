import { refusal } from '../contract/error';
import type { StepContext } from '../engine/training-step';
import { tf, type Tensor1D, type Tensor2D } from '../engine/tensorflow';

/** Returns the number of classes for a model that needs labels. @throws WorkbenchError `model.needs-labels` */
export function classesOf(classes: number | null, model: string): number {
  if (classes !== null) return classes;
  throw refusal('model.needs-labels', { model });
}

/**
 * Labels for a batch of the discriminator: real items, generated items, or both in one batch, which share the labels.
 */
export function labelsOfBatch(labels: Tensor1D, items: Tensor2D): Tensor1D {
  return items.shape[0] === labels.shape[0] ? labels : tf.concat([labels, labels]);
}

/** Labels of a step's images, int32 [batch]. */
export function labelsOf({ labels }: StepContext): Tensor1D {
  if (labels === null) throw new Error('The step was given no labels.');
  return labels;
}
