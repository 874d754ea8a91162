import { describe, expect, it } from 'vitest';
import { defaultsOf } from '../contract/hyperparameters';
import { trainingFields, type TrainingOptions } from '../contract/training-fields';
import { loadTensorflow } from '../engine/backend';
import { compileStep } from '../engine/compiled-step';
import { eagerStep } from '../engine/eager-step';
import { gradientsOf } from '../engine/gradients';
import { dense } from '../engine/layers';
import { network } from '../engine/network';
import { adam, rmsprop, type Optimizer } from '../engine/optimizers';
import { tf, type Scalar } from '../engine/tensorflow';
import { stepRequest, type StepContext, type StepRequest, type StepRunner } from '../engine/training-step';
import { updateOptions } from '../engine/update-options';
import { buildSmall, SMALL, smallRequest, valuesOf } from '../testing/small-models';
import { modelById, MODELS } from './registry';
import { withTrainingOptions } from './training-options';

const backend = await loadTensorflow();
const { native } = backend;
if (native === null) throw new Error('These tests are about native TensorFlow.');

const DEFAULTS = defaultsOf(trainingFields);
const ALL: TrainingOptions = {
  schedule: 'cosine',
  warmupSteps: 4,
  finalRate: 0.1,
  scheduleSteps: 0,
  clipNorm: 0.5,
  averageDecay: 0.8,
};
const STEPS = 20;
const RATE = 0.05;

function runTo(runner: StepRunner, step: number, end: number): number[][] {
  for (let at = step; at < end;) at += runner.run(at, end - at);
  return runner.readMetrics().map((row) => [...row]);
}

/** Two weights that start at 0.5 and −1.5, with the loss a² + 3 b², and an optimiser. */
function bowl(optimizerOf: (line: ReturnType<typeof network>) => Optimizer) {
  const line = network('line', () => tf.tensor2d([[-1.5]]), 0.5);
  const layer = line.stack('line', { name: 'x', shape: [1] }, [dense('only', 1)]);
  const optimizer = optimizerOf(line);
  const at = (x: number) => layer(tf.tensor2d([[x]]));
  const step = () => {
    const result = gradientsOf([line], () => {
      const b = at(0);
      const a = tf.sub(at(1), b);
      return { loss: tf.mean<Scalar>(tf.add(tf.square(b), tf.mul(3, tf.square(a)))) };
    });
    optimizer.apply(result);
    return { loss: result.parts.loss };
  };
  return { networks: [line], optimizers: [optimizer], step };
}

/** The same training in double precision: returns the weight, the bias, and their averages after all steps. */
function byHand(rule: 'adam' | 'rmsprop', options: TrainingOptions): number[] {
  const x = [-1.5, 0.5];
  const m = [0, 0];
  const v = [0, 0];
  const average = [...x];
  for (let t = 0; t < STEPS; t++) {
    const gradients = [6 * (x[0] ?? NaN), 2 * (x[1] ?? NaN)];
    const norm = Math.hypot(...gradients);
    const clip = options.clipNorm > 0 && norm > options.clipNorm ? options.clipNorm / norm : 1;
    const horizon = options.scheduleSteps || STEPS;
    const p = Math.min(1, Math.max(0, (t - options.warmupSteps) / (horizon - options.warmupSteps)));
    const left = { constant: 1, linear: 1 - p, cosine: (1 + Math.cos(Math.PI * p)) / 2 }[options.schedule];
    const decayed = options.schedule === 'constant' ? 1 : options.finalRate + (1 - options.finalRate) * left;
    const rate = RATE * decayed * Math.min(1, (t + 1) / Math.max(1, options.warmupSteps));
    for (const i of [0, 1]) {
      const g = (gradients[i] ?? NaN) * clip;
      if (rule === 'adam') {
        m[i] = 0.9 * (m[i] ?? NaN) + 0.1 * g;
        v[i] = 0.999 * (v[i] ?? NaN) + 0.001 * g * g;
        const alpha = (rate * Math.sqrt(1 - 0.999 ** (t + 1))) / (1 - 0.9 ** (t + 1));
        x[i] = (x[i] ?? NaN) - (alpha * (m[i] ?? NaN)) / (Math.sqrt(v[i] ?? NaN) + 1e-7);
      } else {
        v[i] = 0.9 * (v[i] ?? NaN) + 0.1 * g * g;
        x[i] = (x[i] ?? NaN) - (rate * g) / Math.sqrt((v[i] ?? NaN) + 1e-7);
      }
      const decay = Math.min(options.averageDecay, (1 + t) / (10 + t));
      average[i] = decay * (average[i] ?? NaN) + (1 - decay) * (x[i] ?? NaN);
    }
  }
  return options.averageDecay === 0 ? x : [...x, ...average];
}

describe.each(['adam', 'rmsprop'] as const)('%s', (rule) => {
  it.each<[string, Partial<TrainingOptions>]>([
    ['a linear schedule', { schedule: 'linear', finalRate: 0.2 }],
    ['a cosine over half the run', { schedule: 'cosine', scheduleSteps: 10, finalRate: 0.2 }],
    ['warm-up alone', { warmupSteps: 6 }],
    ['clipping', { clipNorm: 1 }],
    ['averaging', { averageDecay: 0.7 }],
    ['all together', ALL],
  ])('%s: takes the steps of plain numbers, eagerly and compiled', async (_, changes) => {
    const options = { ...DEFAULTS, ...changes };
    const data = { items: Float32Array.of(0, 0), labels: null, height: 1, width: 1, channels: 1 } as const;
    const reached = async (start: (request: StepRequest) => Promise<StepRunner>) => {
      const made = bowl((line) => (rule === 'adam' ? adam : rmsprop)([line], { learningRate: RATE }));
      const request = stepRequest(
        backend,
        withTrainingOptions(made, { ...options, learningRate: RATE }, STEPS),
        data,
        {
          seed: 1,
          batchSize: 1,
        },
      );
      const runner = await start(request);
      runTo(runner, 0, STEPS);
      runner.pull();
      runner.dispose();
      const values = valuesOf(request.variables);
      return ['line/only/weights', 'line/only/biases']
        .flatMap((name) => [name, `average/${name}`])
        .sort((a, b) => Number(a.startsWith('average')) - Number(b.startsWith('average')))
        .flatMap((name) => [...(values.get(name) ?? [])]);
    };
    const expected = byHand(rule, options);
    for (const start of [
      (request: StepRequest) => Promise.resolve(eagerStep(request)),
      (request: StepRequest) => compileStep(request, native),
    ]) {
      const values = await reached(start);
      expect(values).toHaveLength(expected.length);
      values.forEach((value, i) => {
        // In single precision 1 − β₂ equals 0.001 to five digits only.
        expect(value).toBeCloseTo(expected[i] ?? NaN, 4);
      });
    }
  });
});

describe('training options', () => {
  it('do not change a model at their defaults: its step sees no options, and returns its own metrics', () => {
    const metrics = {};
    let seen: unknown = null;
    const step = (_context: StepContext) => {
      seen = updateOptions();
      return metrics;
    };
    const built = { ...buildSmall(modelById('gan-mlp'), backend), step };
    const withDefaults = withTrainingOptions(built, { ...DEFAULTS, learningRate: RATE }, STEPS);
    expect(withDefaults.step({} as StepContext)).toBe(metrics);
    expect(seen).toEqual({ rateFactor: null, maxGradientNorm: null });
    expect(withDefaults.average).toBeUndefined();
  });

  it('are offered by every model after its own fields, under unique names', () => {
    for (const { info } of MODELS)
      expect(Object.entries(info.fields).slice(-Object.keys(trainingFields).length)).toEqual(
        Object.entries(trainingFields),
      );
  });

  it('average the generator of a GAN with its normalisation, and all networks of an autoencoder or a classifying GAN', () => {
    const averagesOf = (id: string) =>
      [...(buildSmall(modelById(id), backend, { averageDecay: 0.9 }).average?.variables.keys() ?? [])].sort();
    const namesOf = (id: string, prefix: string) =>
      buildSmall(modelById(id), backend)
        .networks.filter(({ name }) => name.startsWith(prefix))
        .flatMap(({ name, variables, averages }) =>
          [...variables.keys(), ...averages.keys()].map((key) => `average/${name}/${key}`),
        )
        .sort();
    expect(averagesOf('dcgan')).toEqual(namesOf('dcgan', 'generator'));
    expect(averagesOf('wgan')).toEqual(namesOf('wgan', 'generator'));
    expect(averagesOf('sgan')).toEqual(namesOf('sgan', ''));
    expect(averagesOf('vae-mlp')).toEqual(namesOf('vae-mlp', ''));
  });

  it.each(['gan-mlp', 'dcgan', 'wgan', 'vae-mlp'])(
    '%s: trains compiled as in eager mode, and bit for bit the same with one step per call as with several',
    async (id) => {
      const model = modelById(id);
      const request = () => smallRequest(model, buildSmall(model, backend, { ...ALL }), backend);
      const after = (runner: StepRunner, { variables }: StepRequest) => {
        const metrics = runTo(runner, 0, SMALL.totalSteps);
        runner.pull();
        runner.dispose();
        return { metrics, values: valuesOf(variables) };
      };
      const requests = [request(), request(), request()] as const;
      const eager = after(eagerStep(requests[0]), requests[0]);
      const single = after(await compileStep(requests[1], native, 2), requests[1]);
      const several = after(await compileStep(requests[2], native, 8), requests[2]);
      expect(several).toEqual(single);
      eager.metrics.forEach((row, step) => {
        row.forEach((value, i) => {
          expect(Math.abs((single.metrics[step]?.[i] ?? NaN) - value)).toBeLessThan(
            2e-3 * Math.max(1, Math.abs(value)),
          );
        });
      });
    },
  );
});
