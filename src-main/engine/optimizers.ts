import type { GradientResult, Objective } from './gradients';
import type { Network } from './network';
import { activeRecorder } from './recorder';
import { tf, type Scalar, type Tensor, type Variable } from './tensorflow';

export interface Optimizer {
  /** Everything it remembers between steps, by name, e.g. `generator/hidden/weights/m`; saved with a checkpoint. */
  readonly slots: ReadonlyMap<string, Variable>;
  /** Takes one step along `gradients`. */
  apply(result: GradientResult<Objective>): void;
}

export interface AdamOptions {
  learningRate: number;
  beta1?: number;
  beta2?: number;
  /** ε̂ of the paper: added after the bias correction went into the rate, as TensorFlow and Keras do. */
  epsilon?: number;
}

/**
 * Adam; Kingma and Ba 2014, the form at the end of section 2:
 * αₜ = α √(1 − β₂ᵗ) / (1 − β₁ᵗ), θ ← θ − αₜ m / (√v + ε̂).
 */
export function adam(networks: readonly Network[], options: AdamOptions): Optimizer {
  const { learningRate, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  const slots = new Map<string, Variable>();
  const moments = new Map<Variable, { m: Variable; v: Variable }>();
  const slot = (key: string, shape: readonly number[], value: number): Variable => {
    const initial = tf.fill([...shape], value);
    const variable = tf.variable(initial, false);
    initial.dispose();
    slots.set(key, variable);
    return variable;
  };
  for (const { name, variables } of networks) {
    for (const [key, variable] of variables) {
      const path = `${name}/${key}`;
      moments.set(variable, {
        m: slot(`${path}/m`, variable.shape, 0),
        v: slot(`${path}/v`, variable.shape, 0),
      });
    }
  }
  const prefix = networks.map((network) => network.name).join('-');
  const beta1Power = slot(`${prefix}/beta1_power`, [], beta1);
  const beta2Power = slot(`${prefix}/beta2_power`, [], beta2);

  const applyEagerly = (variable: Variable, m: Variable, v: Variable, gradient: Tensor) => {
    const correction = tf.sqrt(tf.sub(1, beta2Power));
    const rate = tf.div<Scalar>(tf.mul(correction, learningRate), tf.sub(1, beta1Power));
    m.assign(tf.add(m, tf.mul(tf.sub(gradient, m), 1 - beta1)));
    v.assign(tf.add(v, tf.mul(tf.sub(tf.square(gradient), v), 1 - beta2)));
    variable.assign(tf.sub(variable, tf.div(tf.mul(rate, m), tf.add(tf.sqrt(v), epsilon))));
  };

  return {
    slots,
    apply({ variables, gradients }) {
      const recorder = activeRecorder();
      tf.tidy(() => {
        variables.forEach((variable, i) => {
          const moment = moments.get(variable);
          const gradient = gradients[i];
          if (moment === undefined || gradient === undefined) throw new Error(`Not mine: ${variable.name}`);
          const { m, v } = moment;
          if (recorder === null) applyEagerly(variable, m, v, gradient);
          else {
            const rates = [learningRate, beta1, beta2, epsilon];
            recorder.fusedUpdate(
              'ResourceApplyAdam',
              [variable, m, v],
              [beta1Power, beta2Power, ...rates, gradient],
            );
          }
        });
        beta1Power.assign(tf.mul(beta1Power, beta1));
        beta2Power.assign(tf.mul(beta2Power, beta2));
      });
    },
  };
}
