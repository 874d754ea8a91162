import { loadTensorflow } from '../src-main/engine/backend';
import { linearAlgebra, seededNumbers } from '../src-main/evaluation/engine';
import { frechetDistance } from '../src-main/evaluation/frechet';
import { manifoldMetrics } from '../src-main/evaluation/manifold';
import type { Matrix, Pair } from '../src-main/evaluation/matrix';
import { complete } from '../src-main/evaluation/steps';

const ITEMS = 10_000;
const FEATURES = 512;
/** The sizes of prdc's example. */
const PRDC = { columns: 1000, options: { kPrecision: 5, kDensity: 5 } };

function normal(use: string, columns: number, seed: number): Matrix {
  const next = seededNumbers(seed, use);
  const values = Float32Array.from(
    { length: ITEMS * columns },
    () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  );
  return { values, rows: ITEMS, columns };
}

function draws(columns: number, seed = 1): Pair {
  return { real: normal('real', columns, seed), generated: normal('generated', columns, seed) };
}

/**
 * Computes the metrics that compare all features with all others, and the Fréchet distance; answers with their times.
 */
export async function evaluationBench() {
  const algebra = linearAlgebra((await loadTensorflow('cpu')).native);
  const pair = draws(FEATURES);
  return {
    round(): Record<string, number> {
      const [start, processor] = [performance.now(), process.cpuUsage()];
      complete(manifoldMetrics(pair, algebra));
      const manifoldMs = performance.now() - start;
      complete(frechetDistance(pair, algebra));
      const { user, system } = process.cpuUsage(processor);
      const msPerStep = performance.now() - start;
      return { manifoldMs, msPerStep, processorMs: (user + system) / 1000 };
    },
    /** Two draws from one normal distribution; the density varies by a tenth between draws. */
    prdc(seed = 1): Record<string, number> {
      const { precision, recall, density, coverage } = complete(
        manifoldMetrics(draws(PRDC.columns, seed), algebra, PRDC.options),
      );
      return {
        precision: precision.value,
        recall: recall.value,
        density: density.value,
        coverage: coverage.value,
      };
    },
  };
}
