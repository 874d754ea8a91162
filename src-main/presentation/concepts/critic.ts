/**
 * A critic of points on a line, trained like that of a Wasserstein GAN, shows the effect of each way to bound its
 * slope. f(x) = Σ aᵢ tanh(wᵢ x + bᵢ), one hidden layer of 32 units; slope and gradients have closed forms.
 */
import { fourDigits } from '../../contract/numbers';
import { t as texts } from '../../contract/texts';

export const CONSTRAINTS = ['none', 'weights', 'gradients', 'penalty'] as const;
export type Constraint = (typeof CONSTRAINTS)[number];

/** The default strength of each constraint; `none` has no strength. */
export const STRENGTHS: Readonly<Record<Exclude<Constraint, 'none'>, number>> = {
  weights: 0.2,
  gradients: 0.1,
  penalty: 10,
};

export interface CriticTask {
  /** Points in ascending order, as many real as generated. */
  readonly real: readonly number[];
  readonly generated: readonly number[];
  readonly constraint: Constraint;
  readonly strength: number;
}

export interface Critic {
  readonly step: number;
  /** [a, w, b] of each unit, one after the other: [96]. */
  readonly weights: Float64Array;
  readonly velocity: Float64Array;
}

const UNITS = 32;
const RATE = 0.005;
const MOMENTUM = 0.9;
/** The critic is shown from −`SPAN` to `SPAN`. */
export const SPAN = 4;

/** Returns an untrained critic: units with evenly spaced centres and small weights, the same each time. */
export function newCritic(): Critic {
  const weights = new Float64Array(3 * UNITS);
  for (let unit = 0; unit < UNITS; unit++) {
    const place = SPAN * ((2 * unit + 1) / UNITS - 1);
    const steepness = 1 + (unit % 3) / 2;
    weights.set([0.02 * (unit % 2 === 0 ? 1 : -1), steepness, -steepness * place], 3 * unit);
  }
  return { step: 0, weights, velocity: new Float64Array(3 * UNITS) };
}

const weight = (weights: Float64Array, unit: number): [a: number, w: number, b: number] => [
  weights[3 * unit] as number,
  weights[3 * unit + 1] as number,
  weights[3 * unit + 2] as number,
];

export function scoreAt({ weights }: Critic, x: number): number {
  let score = 0;
  for (let unit = 0; unit < UNITS; unit++) {
    const [a, w, b] = weight(weights, unit);
    score += a * Math.tanh(w * x + b);
  }
  return score;
}

/** f′(x) */
export function slopeAt({ weights }: Critic, x: number): number {
  let slope = 0;
  for (let unit = 0; unit < UNITS; unit++) {
    const [a, w, b] = weight(weights, unit);
    slope += a * w * (1 - Math.tanh(w * x + b) ** 2);
  }
  return slope;
}

/** Adds to `gradient` the derivatives of `factor` · f(x) by the weights. */
function addScore(gradient: Float64Array, weights: Float64Array, x: number, factor: number): void {
  for (let unit = 0; unit < UNITS; unit++) {
    const [a, w, b] = weight(weights, unit);
    const t = Math.tanh(w * x + b);
    const s = 1 - t * t;
    add(gradient, unit, factor * t, factor * a * s * x, factor * a * s);
  }
}

/** Adds to `gradient` the derivatives of `factor` · f′(x) by the weights. */
function addSlope(gradient: Float64Array, weights: Float64Array, x: number, factor: number): void {
  for (let unit = 0; unit < UNITS; unit++) {
    const [a, w, b] = weight(weights, unit);
    const t = Math.tanh(w * x + b);
    const s = 1 - t * t;
    const bend = -2 * t * s * a * w;
    add(gradient, unit, factor * w * s, factor * (a * s + bend * x), factor * bend);
  }
}

function add(gradient: Float64Array, unit: number, da: number, dw: number, db: number): void {
  const at = 3 * unit;
  gradient[at] = (gradient[at] as number) + da;
  gradient[at + 1] = (gradient[at + 1] as number) + dw;
  gradient[at + 2] = (gradient[at + 2] as number) + db;
}

/**
 * E f(generated) − E f(real), with the penalty + λ E (|f′(x̂)| − 1)² if that is the constraint; Gulrajani et al. 2017.
 */
export function lossOf(critic: Critic, task: CriticTask): number {
  const penalties = task.constraint === 'penalty' ? betweenPoints(critic.step, task) : [];
  const penalty = mean(penalties.map((x) => (Math.abs(slopeAt(critic, x)) - 1) ** 2));
  return task.strength * penalty - estimateOf(critic, task);
}

export function lossGradient(critic: Critic, task: CriticTask): Float64Array {
  const { weights } = critic;
  const gradient = new Float64Array(weights.length);
  const share = 1 / task.real.length;
  for (const x of task.generated) addScore(gradient, weights, x, share);
  for (const x of task.real) addScore(gradient, weights, x, -share);
  if (task.constraint !== 'penalty') return gradient;
  for (const x of betweenPoints(critic.step, task)) {
    const slope = slopeAt(critic, x);
    const factor = 2 * task.strength * share * (Math.abs(slope) - 1) * Math.sign(slope);
    addSlope(gradient, weights, x, factor);
  }
  return gradient;
}

/** Returns x̂: points between generated and real ones; pairs and positions differ from step to step. */
function betweenPoints(step: number, { real, generated }: CriticTask): number[] {
  return generated.map((x, i) => {
    const other = real[(7 * i + 13 * step) % real.length] as number;
    // Multiples of the golden ratio modulo 1 are evenly distributed.
    const share = ((i + 1) * 0.618034 + step * 0.377) % 1;
    return x + share * (other - x);
  });
}

/** Trains by gradient descent with momentum 0.9; clipping is applied at each step. */
export function trained(critic: Critic, task: CriticTask, steps: number): Critic {
  let next = critic;
  for (let i = 0; i < steps; i++) next = oneStep(next, task);
  return next;
}

function oneStep(critic: Critic, task: CriticTask): Critic {
  const gradient = lossGradient(critic, task);
  const norm = Math.hypot(...gradient);
  const scale = task.constraint === 'gradients' ? Math.min(1, task.strength / norm) : 1;
  const velocity = critic.velocity.map(
    (value, i) => MOMENTUM * value - RATE * scale * (gradient[i] as number),
  );
  const bound = task.constraint === 'weights' ? task.strength : Infinity;
  const weights = critic.weights.map((value, i) =>
    Math.min(bound, Math.max(-bound, value + (velocity[i] as number))),
  );
  return { step: critic.step + 1, weights, velocity };
}

/** E f(real) − E f(generated); for the optimal critic of slope 1 this is the earth mover’s distance. */
export function estimateOf(critic: Critic, { real, generated }: CriticTask): number {
  return mean(real.map((x) => scoreAt(critic, x))) - mean(generated.map((x) => scoreAt(critic, x)));
}

/** The largest |f′| from −4 to 4. */
export function steepestSlope(critic: Critic): number {
  let largest = 0;
  for (let x = -SPAN; x <= SPAN; x += SPAN / 100) largest = Math.max(largest, Math.abs(slopeAt(critic, x)));
  return largest;
}

/** The earth mover’s distance of two sets of equal size: mean |x − y| of the points paired in ascending order. */
export function earthMover({ real, generated }: Pick<CriticTask, 'real' | 'generated'>): number {
  return mean(real.map((x, i) => Math.abs(x - (generated[i] as number))));
}

/**
 * Returns the values of the optimal critic of slope 1 at `xs`: it rises where more generated points than real ones lie
 * to the left, and falls where fewer do (Kantorovich and Rubinstein 1958). Its mean over `xs` is 0.
 */
export function bestCritic(
  { real, generated }: Pick<CriticTask, 'real' | 'generated'>,
  xs: readonly number[],
) {
  const below = (points: readonly number[], x: number) => points.filter((point) => point <= x).length;
  const values: number[] = [];
  let value = 0;
  for (const [i, x] of xs.entries()) {
    const before = xs[i - 1] ?? x;
    const middle = (before + x) / 2;
    value += (x - before) * Math.sign(below(generated, middle) - below(real, middle));
    values.push(value);
  }
  const middle = mean(values);
  return values.map((each) => each - middle);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Returns 64 real points in two bumps, around −1.5 and 1.5, and 64 generated points in one bump around `shift`. */
export function bumps(shift: number): Pick<CriticTask, 'real' | 'generated'> {
  const normal = Array.from({ length: 32 }, (_, i) => 0.3 * probit((i + 0.5) / 32));
  const wide = Array.from({ length: 64 }, (_, i) => 0.3 * probit((i + 0.5) / 64));
  return {
    real: [...normal.map((x) => x - 1.5), ...normal.map((x) => x + 1.5)],
    generated: wide.map((x) => x + shift),
  };
}

/** The standard normal quantile of a share, by Newton's method from the logistic approximation. */
function probit(share: number): number {
  let x = Math.log(share / (1 - share)) / 1.702;
  for (let i = 0; i < 6; i++) {
    const density = Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);
    x -= (cumulative(x) - share) / density;
  }
  return x;
}

/** The standard normal distribution function; Abramowitz and Stegun 1964, 26.2.17, error below 7.5e−8. */
function cumulative(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}

/** Says in a sentence or two what the constraint has done to the critic so far. */
export function criticText(critic: Critic, task: CriticTask): string {
  if (critic.step === 0) return texts.concepts.notTrained;
  const steepest = steepestSlope(critic);
  const estimate = estimateOf(critic, task);
  const distance = earthMover(task);
  const values = texts.concepts.afterSteps(
    critic.step,
    fourDigits(estimate),
    fourDigits(distance),
    fourDigits(steepest),
  );
  return `${values} ${texts.concepts.effects[task.constraint]}`;
}
