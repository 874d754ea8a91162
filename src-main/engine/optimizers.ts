import { clipByGlobalNorm, type GradientResult, type Objective } from './gradients';
import type { Network } from './network';
import { observeGradients } from './layer-gradients';
import { activeRecorder } from './recorder';
import { stepInput } from './step-inputs';
import { tf, type Scalar, type Tensor, type Variable } from './tensorflow';
import { isUpdated, updateOptions } from './update-options';

export interface Optimizer {
  /** State between steps, by name, e.g. `generator/hidden/weights/m`; saved with a checkpoint. */
  readonly slots: ReadonlyMap<string, Variable>;
  /** Takes one step along `gradients`. */
  apply(result: GradientResult<Objective>): void;
}

export interface AdamOptions {
  /** The run's learning rate at its start; it may change while the run trains. */
  learningRate: number;
  /** This optimiser's own factor of the learning rate; 1 if omitted. */
  rateScale?: number;
  beta1?: number;
  beta2?: number;
  /** ε̂ of the paper: the bias correction is part of the learning rate, as in TensorFlow and Keras. */
  epsilon?: number;
}

/** The learning rate of an optimiser in the current step, before a schedule changes it. */
export function currentRate({
  learningRate,
  rateScale = 1,
}: Pick<AdamOptions, 'learningRate' | 'rateScale'>): Scalar | number {
  const rate = stepInput('learningRate', learningRate);
  return rateScale === 1 ? rate : tf.mul<Scalar>(rate, rateScale);
}

/**
 * Adam; Kingma and Ba 2014, the form at the end of section 2:
 * αₜ = α √(1 − β₂ᵗ) / (1 − β₁ᵗ), θ ← θ − αₜ m / (√v + ε̂).
 */
export function adam(networks: readonly Network[], options: AdamOptions): Optimizer {
  const { beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7 } = options;
  const slots = new Map<string, Variable>();
  const prefix = networks.map((network) => network.name).join('-');
  const m = slotsFor(networks, 'm', slots);
  const v = slotsFor(networks, 'v', slots);
  const beta1Power = addSlot(slots, `${prefix}/beta1_power`, [], beta1);
  const beta2Power = addSlot(slots, `${prefix}/beta2_power`, [], beta2);
  return {
    slots,
    apply: applyToAll(networks, {
      op: 'ResourceApplyAdam',
      rate: () => currentRate(options),
      slots: [m, v],
      inputs: (gradient, alpha) => [beta1Power, beta2Power, alpha, beta1, beta2, epsilon, gradient],
      eagerly(variable, gradient, alpha, [mean, square]) {
        const correction = tf.sqrt(tf.sub(1, beta2Power));
        const rate = tf.div<Scalar>(tf.mul(correction, alpha), tf.sub(1, beta1Power));
        mean.assign(tf.add(mean, tf.mul(tf.sub(gradient, mean), 1 - beta1)));
        square.assign(tf.add(square, tf.mul(tf.sub(tf.square(gradient), square), 1 - beta2)));
        variable.assign(tf.sub(variable, tf.div(tf.mul(rate, mean), tf.add(tf.sqrt(square), epsilon))));
      },
      afterwards() {
        beta1Power.assign(tf.mul(beta1Power, beta1));
        beta2Power.assign(tf.mul(beta2Power, beta2));
      },
    }),
  };
}

/**
 * RMSprop; Tieleman and Hinton 2012, lecture 6.5, with ε inside the root as in TensorFlow and Keras:
 * s ← ρ s + (1 − ρ) g², θ ← θ − α g / √(s + ε).
 */
export function rmsprop(
  networks: readonly Network[],
  { learningRate, rho = 0.9, epsilon = 1e-7 }: { learningRate: number; rho?: number; epsilon?: number },
): Optimizer {
  const slots = new Map<string, Variable>();
  const squares = slotsFor(networks, 'square', slots);
  const momenta = slotsFor(networks, 'momentum', slots);
  return {
    slots,
    apply: applyToAll(networks, {
      op: 'ResourceApplyRMSProp',
      rate: () => currentRate({ learningRate }),
      slots: [squares, momenta],
      inputs: (gradient, alpha) => [alpha, rho, 0, epsilon, gradient],
      eagerly(variable, gradient, alpha, [square, momentum]) {
        square.assign(tf.add(square, tf.mul(tf.sub(tf.square(gradient), square), 1 - rho)));
        // With a momentum of zero the accumulator equals the step; the fused op stores it, too.
        momentum.assign(tf.div(tf.mul(gradient, alpha), tf.sqrt(tf.add(square, epsilon))));
        variable.assign(tf.sub(variable, momentum));
      },
    }),
  };
}

type Slots = ReadonlyMap<Variable, Variable>;

interface UpdateRule {
  /** TensorFlow's fused op: takes the variable, its slots, then `inputs`. */
  readonly op: string;
  /** The learning rate before a schedule changes it. */
  readonly rate: () => Scalar | number;
  readonly slots: readonly Slots[];
  readonly inputs: (gradient: Tensor, learningRate: Scalar | number) => readonly (Tensor | number)[];
  /** The same update in small ops. */
  readonly eagerly: (
    variable: Variable,
    gradient: Tensor,
    learningRate: Scalar | number,
    slots: [Variable, Variable],
  ) => void;
  /** Called once per step, after all variables. */
  readonly afterwards?: () => void;
}

function applyToAll(networks: readonly Network[], rule: UpdateRule): Optimizer['apply'] {
  return (result) => {
    observeGradients(networks, result);
    if (!networks.every(isUpdated)) return;
    const { variables, gradients: given } = result;
    const recorder = activeRecorder();
    const { rateFactor, maxGradientNorm } = updateOptions();
    tf.tidy(() => {
      const fullRate = rule.rate();
      const rate = rateFactor === null ? fullRate : tf.mul<Scalar>(rateFactor, fullRate);
      const gradients = maxGradientNorm === null ? given : clipByGlobalNorm(given, maxGradientNorm);
      variables.forEach((variable, i) => {
        const gradient = gradients[i];
        const slots = rule.slots.map((slot) => slot.get(variable));
        if (gradient === undefined || slots.includes(undefined)) {
          throw new Error(`${variable.name} is not one of this optimiser's variables.`);
        }
        const own = slots as [Variable, Variable];
        if (recorder === null) rule.eagerly(variable, gradient, rate, own);
        else recorder.fusedUpdate(rule.op, [variable, ...own], rule.inputs(gradient, rate));
      });
      rule.afterwards?.();
    });
  };
}

/** Creates a slot of zeros for each variable. */
/** Whether a tensor of a checkpoint is the state of an optimiser, by its name. */
export const isOptimizerSlot = (name: string): boolean =>
  /\/(m|v|square|momentum|beta[12]_power)$/.test(name);

function slotsFor(networks: readonly Network[], name: string, slots: Map<string, Variable>): Slots {
  const entries = networks.flatMap((network) =>
    [...network.variables].map(
      ([key, variable]) =>
        [variable, addSlot(slots, `${network.name}/${key}/${name}`, variable.shape, 0)] as const,
    ),
  );
  return new Map(entries);
}

function addSlot(
  slots: Map<string, Variable>,
  key: string,
  shape: readonly number[],
  value: number,
): Variable {
  const initial = tf.fill([...shape], value);
  const variable = tf.variable(initial, false);
  initial.dispose();
  slots.set(key, variable);
  return variable;
}
