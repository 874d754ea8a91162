import { at } from '../contract/at';
import type { Shape } from './layers';
import { tf, type Tensor } from './tensorflow';

/** An input from outside a network, with its sizes. */
export interface ExternalInput {
  /** One word: `z`, `image`. */
  readonly name: string;
  readonly shape: Shape;
}

/** A stack of the network, with the sizes of its output. */
export interface StackOutput {
  readonly title: string;
  readonly output: Shape;
}

type Operand = StackOutput | ExternalInput;

/** Combines two inputs. The stack that takes the merge also computes it, so that a summary shows the computation. */
export interface Merge {
  readonly operation: '×' | ',';
  readonly operands: readonly [Operand, Operand];
  readonly shape: Shape;
  readonly apply: (first: Tensor, second: Tensor) => Tensor;
}

/** Product of both inputs, element by element. */
export function multiply(first: Operand, second: Operand): Merge {
  const [shape, other] = [shapeOf(first), shapeOf(second)];
  if (String(shape) !== String(other)) throw mismatch('multiplied', shape, other);
  return {
    operation: '×',
    operands: [first, second],
    shape,
    apply: (a, b) => tf.mul(withSizes(a, shape), withSizes(b, other)),
  };
}

/** Concatenates both inputs along the last axis: units or channels. */
export function concat(first: Operand, second: Operand): Merge {
  const [shape, other] = [shapeOf(first), shapeOf(second)];
  const axis = shape.length - 1;
  if (String(shape.slice(0, -1)) !== String(other.slice(0, -1)) || shape.length !== other.length)
    throw mismatch('concatenated', shape, other);
  return {
    operation: ',',
    operands: [first, second],
    shape: [...shape.slice(0, -1), at(shape, axis) + at(other, axis)],
    // Axis 0 is the batch.
    apply: (a, b) => tf.concat([withSizes(a, shape), withSizes(b, other)], axis + 1),
  };
}

/** Sizes of an operand's output, without the batch. */
export function shapeOf(operand: Operand | Merge): Shape {
  return 'output' in operand ? operand.output : operand.shape;
}

/** Label of an operand in a diagram of the network. */
export function nameOf(operand: Operand): string {
  return 'title' in operand ? operand.title : operand.name;
}

/** Checks the sizes, because broadcasting would accept sizes other than the declared ones. */
function withSizes(values: Tensor, declared: Shape): Tensor {
  const found = values.shape.slice(1);
  if (String(found) === String(declared)) return values;
  throw new Error(`An input of sizes ${declared.join(' × ')} was given ${found.join(' × ')}.`);
}

function mismatch(how: string, first: Shape, second: Shape): Error {
  return new Error(`Sizes ${first.join(' × ')} and ${second.join(' × ')} cannot be ${how}.`);
}
