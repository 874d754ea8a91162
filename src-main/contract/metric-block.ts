import { at } from './at';

/** Steps of a run, both ends included. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

export const ALL_STEPS: StepRange = { from: 0, to: Number.MAX_SAFE_INTEGER };

/** Longest block, in steps: a block takes a twentieth of the space of the values that it sums up. */
export const BLOCK_STEPS = 64;

/**
 * A summary of consecutive values of a metric: what a line through them covers in one pixel column (M4, Jugel et al.
 * 2014, Proc. VLDB Endow. 7:797), and their mean. In a block of one value, all values are this one.
 */
export interface MetricBlock {
  firstStep: number;
  first: number;
  lowestStep: number;
  lowest: number;
  highestStep: number;
  highest: number;
  lastStep: number;
  last: number;
  count: number;
  sum: number;
}

/** Numbers in a stored block, in the order of `MetricBlock`. */
export const BLOCK_FIELDS = 10;

export function blockOfValue(step: number, value: number): MetricBlock {
  return {
    firstStep: step,
    first: value,
    lowestStep: step,
    lowest: value,
    highestStep: step,
    highest: value,
    lastStep: step,
    last: value,
    count: 1,
    sum: value,
  };
}

/** The block at an index of stored ones. */
export function blockAt(blocks: Float64Array, index: number): MetricBlock {
  const i = index * BLOCK_FIELDS;
  return {
    firstStep: at(blocks, i),
    first: at(blocks, i + 1),
    lowestStep: at(blocks, i + 2),
    lowest: at(blocks, i + 3),
    highestStep: at(blocks, i + 4),
    highest: at(blocks, i + 5),
    lastStep: at(blocks, i + 6),
    last: at(blocks, i + 7),
    count: at(blocks, i + 8),
    sum: at(blocks, i + 9),
  };
}

/** Adds a later block to a block. */
export function extendBlock(block: MetricBlock, next: MetricBlock): void {
  if (next.lowest < block.lowest) [block.lowestStep, block.lowest] = [next.lowestStep, next.lowest];
  if (next.highest > block.highest) [block.highestStep, block.highest] = [next.highestStep, next.highest];
  block.lastStep = next.lastStep;
  block.last = next.last;
  block.count += next.count;
  block.sum += next.sum;
}

/** Sums up (step, value) pairs, which are in order of steps, as stored blocks; each has values of one block of steps. */
export function blocksOfPairs(pairs: Float64Array): Float64Array {
  const blocks: MetricBlock[] = [];
  let place = NaN;
  for (let i = 0; i < pairs.length; i += 2) {
    const step = at(pairs, i);
    const value = blockOfValue(step, at(pairs, i + 1));
    const current = blocks[blocks.length - 1];
    if (current !== undefined && Math.floor(step / BLOCK_STEPS) === place) {
      extendBlock(current, value);
      continue;
    }
    place = Math.floor(step / BLOCK_STEPS);
    blocks.push(value);
  }
  const stored = new Float64Array(blocks.length * BLOCK_FIELDS);
  for (const [index, block] of blocks.entries()) stored.set(Object.values(block), index * BLOCK_FIELDS);
  return stored;
}
