import type { Tensor2D } from '../engine/tensorflow';
import type { Generator } from './model';

type DrawLatents = Generator['drawLatents'];

/** z ~ U(−1, 1). */
export const uniformLatents =
  (size: number): DrawLatents =>
  (random, stream, n) =>
    random.uniform(stream, [n, size], -1, 1) as Tensor2D;

/** z ~ N(0, I). */
export const normalLatents =
  (size: number): DrawLatents =>
  (random, stream, n) =>
    random.normal(stream, [n, size]) as Tensor2D;
