import { tf, type Scalar, type Tensor, type Tensor1D } from './tensorflow';

/** How learning rates change while a run trains. */
export interface RateSchedule {
  readonly shape: 'constant' | 'linear' | 'cosine';
  /** Number of steps in which the rate rises linearly to its full value. */
  readonly warmupSteps: number;
  /** The rate at the end of the decay, as a fraction of the full rate. */
  readonly finalFraction: number;
  /** Number of steps from the start of the run to the end of the decay; the rate is constant after that. */
  readonly horizon: number;
}

/** Whether the rate is the same at every step, so that no schedule has to be computed. */
export const isConstant = ({ shape, warmupSteps }: RateSchedule): boolean =>
  shape === 'constant' && warmupSteps === 0;

/**
 * The factor of the learning rate in the step after `t` steps: min(1, (t + 1) / warm-up), times
 * f + (1 − f) (1 − p) or, for a cosine, f + (1 − f) (1 + cos πp) / 2 (Loshchilov and Hutter 2016, "SGDR", eq. 5,
 * without restarts), where p is the completed fraction of the steps from warm-up to horizon.
 * @param step t as int32 [1]; single precision represents it exactly up to 2²⁴
 */
export function rateFactor(step: Tensor1D, schedule: RateSchedule): Scalar {
  const { shape, warmupSteps, finalFraction, horizon } = schedule;
  return tf.tidy(() => {
    const t: Tensor = tf.reshape(tf.cast(step, 'float32'), []);
    const warmup =
      warmupSteps === 0 ? null : tf.minimum<Scalar>(tf.div(tf.add(t, 1), warmupSteps), tf.scalar(1));
    if (shape === 'constant') return warmup ?? tf.scalar(1);
    const done = tf.div<Scalar>(tf.sub(t, warmupSteps), Math.max(1, horizon - warmupSteps));
    const p = tf.clipByValue(done, 0, 1);
    const fraction =
      shape === 'linear' ? tf.sub<Scalar>(1, p) : tf.mul<Scalar>(tf.add(tf.cos(tf.mul(p, Math.PI)), 1), 0.5);
    const decay = tf.add<Scalar>(tf.mul(fraction, 1 - finalFraction), finalFraction);
    return warmup === null ? decay : tf.mul<Scalar>(warmup, decay);
  });
}
