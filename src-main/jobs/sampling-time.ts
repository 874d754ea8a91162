import type { SamplingTime } from '../contract/quality';
import type { LoadedSplit } from '../datasets/load';
import { processorInfo } from '../engine/processor';
import type { Generator } from '../models/model';
import type { Prepared } from './prepare';
import { samplesOf } from './quality-inputs';

/** The first includes what happens once, such as memory for the batch. */
const TIMES = 4;
const SAMPLES = 1000;

/**
 * How long it takes to draw 1 000 samples: the fastest of several times, since whatever else the machine does only adds to it.
 * @param like items of the dataset, for the labels of conditional models; of fewer than 1 000 the time is scaled
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
