import { at } from '../contract/at';
import type { PointCloud, PointField, PointGrid } from '../contract/point-cloud';
import type { LoadedSplit } from '../datasets/load';
import type { Random } from '../engine/random';
import { valuesOf } from '../engine/read-values';
import { tf, type Scalar, type Tensor, type Tensor2D } from '../engine/tensorflow';
import { latentGrid } from './latent-grid';
import type { DiscriminatorOutput, Generator } from '../models/model';
import { chosenItems } from './tensors';

/** Enough points to see the modes, few enough to be no larger than a sheet of images. */
const POINTS = 1000;

/** Which points to generate: of one class or, if that is null, of each class in turn, from a stream of latents. */
export interface PointRequest {
  readonly stream: string;
  readonly count: number;
  readonly label: number | null;
}
const RECORDED: PointRequest = { stream: 'figures', count: POINTS, label: null };

/** Number of cells along a side of the decision field. */
const SIDE = 48;
/** The grid of latents: its lines each way, and its reach, which holds 95 % of each normal latent. */
const [GRID_SIDE, GRID_REACH] = [25, 1.96];
/** Enough arrows to see where points are pushed, few enough to see each. */
const ARROWS = 120;
/** Keeps the logarithm of a probability finite. Arrows of points with probabilities near it would be too short. */
const EPSILON = 1e-35;
/** Margin around the data, so that points generated outside of them are visible. */
const MARGIN = 1.3;

/** Each `make` uses the same latents and the same test points. */
export function pointFigure(
  generator: Generator,
  discriminator: DiscriminatorOutput | undefined,
  test: LoadedSplit,
  random: Random,
  { stream, count, label }: PointRequest = RECORDED,
): { make: () => PointCloud; dispose: () => void } {
  const data = shownPoints(test);
  const view = viewOf(data);
  const { classes } = generator;
  const latents = generator.drawLatents(random, stream, count);
  const asked = Int32Array.from({ length: count }, (_, i) =>
    classes === null ? -1 : (label ?? i % classes),
  );
  const labels = classes === null ? null : tf.tensor1d(asked, 'int32');

  const field = (from: DiscriminatorOutput): PointField => {
    const centers = new Float32Array(2 * SIDE * SIDE);
    const offset = (cell: number) => view.reach * ((2 * cell + 1) / SIDE - 1);
    for (let row = 0; row < SIDE; row++)
      for (let column = 0; column < SIDE; column++)
        centers.set([view.x + offset(column), view.y - offset(row)], 2 * (row * SIDE + column));
    const values = valuesOf(() => from.at(tf.tensor2d(centers, [SIDE * SIDE, 2]), null));
    if (from.output === 'probability') return { side: SIDE, values, low: 0, high: 1 };
    const [low, high] = [Math.min(...values), Math.max(...values)];
    return { side: SIDE, values, low, high };
  };

  const grid = classes === null && generator.latentSize === 2 ? latentGrid(GRID_SIDE, GRID_REACH) : null;
  const gridPoints = (latents: Float32Array): PointGrid => ({
    side: GRID_SIDE,
    points: valuesOf(() => generator.decode(tf.tensor2d(latents, [GRID_SIDE ** 2, 2]), null)),
  });

  return {
    make() {
      const points = valuesOf(() => generator.decode(latents, labels));
      const generated = new Float32Array(3 * count);
      for (let i = 0; i < count; i++)
        generated.set([at(points, 2 * i), at(points, 2 * i + 1), asked[i] ?? -1], 3 * i);
      return {
        view,
        data,
        generated,
        field: discriminator === undefined ? null : field(discriminator),
        ...(grid !== null && { grid: gridPoints(grid) }),
        ...(discriminator !== undefined && { arrows: arrowsOf(discriminator, points, asked) }),
      };
    },
    dispose: () => {
      tf.dispose([latents, labels ?? []]);
    },
  };
}

/**
 * The gradients by which the generator learns from the first points: of the log probability of being real, or of the
 * critic's score.
 * @param points [n, 2] @param asked the class of each, −1 without one
 */
function arrowsOf({ at: outputAt, output }: DiscriminatorOutput, points: Float32Array, asked: Int32Array) {
  const count = Math.min(ARROWS, asked.length);
  const gradients = valuesOf(() => {
    const labels = at(asked, 0) < 0 ? null : tf.tensor1d(asked.slice(0, count), 'int32');
    const objective = (items: Tensor): Scalar => {
      const outputs = outputAt(items as Tensor2D, labels);
      return tf.sum(output === 'probability' ? tf.log(tf.add(outputs, EPSILON)) : outputs);
    };
    return tf.grad(objective)(tf.tensor2d(points.slice(0, 2 * count), [count, 2]));
  });
  const arrows = new Float32Array(4 * count);
  for (let i = 0; i < count; i++) {
    arrows.set(points.subarray(2 * i, 2 * i + 2), 4 * i);
    arrows.set(gradients.subarray(2 * i, 2 * i + 2), 4 * i + 2);
  }
  return arrows;
}

/** The test points that figures show, [n, 2]. */
export function shownPoints(test: LoadedSplit): Float32Array {
  const chosen = chosenItems(test, POINTS, 'figures/points');
  const shown = new Float32Array(2 * chosen.length);
  chosen.forEach((item, i) => shown.set(test.items.subarray(2 * item, 2 * item + 2), 2 * i));
  return shown;
}

/** The smallest square around the centre of the data that contains them all, plus a margin. */
export function viewOf(points: Float32Array): PointCloud['view'] {
  const bounds = (axis: 0 | 1) => {
    const values = points.filter((_, i) => i % 2 === axis);
    return [Math.min(...values), Math.max(...values)] as const;
  };
  const [[left, right], [bottom, top]] = [bounds(0), bounds(1)];
  // A single point has no extent.
  const reach = (MARGIN * Math.max(right - left, top - bottom)) / 2 || 1;
  return { x: (left + right) / 2, y: (bottom + top) / 2, reach };
}
