import { expect, it } from 'vitest';
import { loadTensorflow } from './backend';
import { rateFactor, type RateSchedule } from './learning-rate';
import { tf } from './tensorflow';

await loadTensorflow();

const STEPS = 60;

/** The factor in double precision, case by case. */
function factorByHand({ shape, warmupSteps, finalFraction, horizon }: RateSchedule, t: number): number {
  if (t < warmupSteps) return (t + 1) / warmupSteps;
  if (shape === 'constant') return 1;
  if (t >= horizon) return finalFraction;
  const p = (t - warmupSteps) / (horizon - warmupSteps);
  const left = shape === 'linear' ? 1 - p : (1 + Math.cos(Math.PI * p)) / 2;
  return finalFraction + (1 - finalFraction) * left;
}

it.each<RateSchedule>([
  { shape: 'constant', warmupSteps: 0, finalFraction: 0, horizon: 50 },
  { shape: 'constant', warmupSteps: 7, finalFraction: 0, horizon: 50 },
  { shape: 'linear', warmupSteps: 0, finalFraction: 0, horizon: 50 },
  { shape: 'linear', warmupSteps: 9, finalFraction: 0.25, horizon: 50 },
  { shape: 'cosine', warmupSteps: 0, finalFraction: 0, horizon: 50 },
  { shape: 'cosine', warmupSteps: 10, finalFraction: 0.1, horizon: 50 },
  { shape: 'cosine', warmupSteps: 80, finalFraction: 0.1, horizon: 50 },
])('$shape, warm-up of $warmupSteps, to $finalFraction', (schedule) => {
  for (let t = 0; t < STEPS; t++) {
    const factor = tf.tidy(() => rateFactor(tf.tensor1d([t], 'int32'), schedule).dataSync()[0]);
    expect(factor, `step ${String(t)}`).toBeCloseTo(factorByHand(schedule, t), 6);
  }
});
