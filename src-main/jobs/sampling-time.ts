import type { SamplingTime } from '../contract/quality';
import type { LoadedSplit } from '../datasets/load';
import { processorInfo } from '../engine/processor';
import type { Generator } from '../models/model';
import type { Prepared } from './prepare';
import { samplesOf } from './quality-inputs';

/** Number of measurements. The first includes one-time costs, such as allocating memory for the batch. */
const TIMES = 4;
const SAMPLES = 1000;

/**
 * Measures the time to draw 1 000 samples: the fastest of several times, since other load can only increase it.
 * @param like items of the dataset, for the labels of conditional models; with fewer than 1 000 items, the time is
 *   scaled
 */
export function samplingTime(
  prepared: Prepared,
  generator: Generator,
  like: LoadedSplit,
  seed: number,
): SamplingTime {
  const count = Math.min(SAMPLES, like.count);
  const some = { ...like, count, items: like.items.subarray(0, (like.items.length / like.count) * count) };
  const times = Array.from({ length: TIMES }, () => {
    const start = performance.now();
    samplesOf(prepared, generator, some, seed);
    return performance.now() - start;
  });
  const { name, device, native } = prepared.backend;
  const { processor = 'unknown', threads } = processorInfo(native !== null);
  return {
    msPer1000: (Math.min(...times) * 1000) / count,
    backend: name,
    device,
    processor,
    threads: threads?.intraOp ?? 1,
  };
}
