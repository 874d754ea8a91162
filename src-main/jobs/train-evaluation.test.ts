import { describe, expect, it } from 'vitest';
import { loadSplit } from '../datasets/load';
import { decodeSafetensors } from '../engine/safetensors';
import { COUNTS, configOf, ofType, seriesOf, trained, jobFixture } from '../testing/job-fixture';
import { prepare } from './prepare';
import type { TrainMessage } from './send-parts';

const data = jobFixture();

describe('the evaluation of a run', () => {
  const autoencoder = {
    model: 'autoencoder',
    dataset: 'noise',
    hyperparameters: { batchSize: 32, latentSize: 6, validationSplit: 0.25 },
  };
  const noise = data.noise();
  const HELD_OUT = Math.floor(0.25 * COUNTS.train);
  const evaluationsOf = (messages: readonly TrainMessage[]) =>
    ofType(messages, 'metrics').flatMap(({ evaluations }) => evaluations);

  /** Computes the mean squared error of an autoencoder's checkpoint over items, in plain loops. */
  function errorOf(checkpoint: Uint8Array, items: Uint8Array | Float32Array, prefix = ''): number {
    const { tensors } = decodeSafetensors(checkpoint);
    const dense = (layer: string, input: readonly number[]) => {
      const { shape: [, units = 0] = [], values: w } = tensors.get(`${prefix}${layer}/weights`) ?? {
        values: [],
      };
      const { values: b } = tensors.get(`${prefix}${layer}/biases`) ?? { values: [] };
      return Array.from({ length: units }, (_, unit) =>
        input.reduce((sum, value, i) => sum + value * (w[i * units + unit] ?? NaN), b[unit] ?? NaN),
      );
    };
    let squares = 0;
    for (let from = 0; from < items.length; from += 64) {
      const image = Array.from(items.subarray(from, from + 64), (value) => value / 255);
      const code = dense('encoder/code', image).map((value) => Math.max(0, value));
      const restored = dense('decoder/output', code).map((value) => 1 / (1 + Math.exp(-value)));
      squares += image.reduce((sum, value, i) => sum + (value - (restored[i] ?? NaN)) ** 2, 0);
    }
    return squares / items.length;
  }

  it('uses all held-out and all test items at the end, none of which were used for training', async () => {
    const messages = await trained(noise, autoencoder);
    const checkpoint = ofType(messages, 'checkpoint').at(-1)?.bytes ?? new Uint8Array();
    const { training, validation, test } = await prepare({
      config: configOf(autoencoder),
      dataset: noise,
      checkpoint: null,
    });
    if (validation === null) throw new Error('Nothing is held out.');
    expect([training.count, validation.count, test.count]).toEqual([
      COUNTS.train - HELD_OUT,
      HELD_OUT,
      COUNTS.test,
    ]);
    const expected = {
      validation_loss: errorOf(checkpoint, validation.items),
      test_loss: errorOf(checkpoint, loadSplit(noise.test).items),
    };
    for (const [name, value] of Object.entries(expected)) {
      const [step, measured] = seriesOf(messages, name).at(-1) ?? [];
      expect(step, name).toBe(25);
      expect(measured, name).toBeCloseTo(value, 6);
    }
    // Other items have another error.
    const others = [errorOf(checkpoint, training.items), ...Object.values(expected)].map((value) =>
      value.toFixed(5),
    );
    expect(new Set(others).size).toBe(3);
    expect(evaluationsOf(messages).slice(-2)).toMatchObject([
      { split: 'validation', step: 25, count: HELD_OUT, of: HELD_OUT },
      { split: 'test', step: 25, count: COUNTS.test, of: COUNTS.test },
    ]);
    expect(evaluationsOf(messages).at(-1)?.metrics.test_loss?.mean).toBe(
      seriesOf(messages, 'test_loss').at(-1)?.[1],
    );
  });

  it('uses only the validation split during training, after each epoch', async () => {
    const messages = await trained(noise, autoencoder);
    const epoch = Math.floor((COUNTS.train - HELD_OUT) / 32);
    expect(ofType(messages, 'ready')[0]?.stepsPerEpoch).toBe(epoch);
    expect(seriesOf(messages, 'validation_loss').map(([step]) => step)).toEqual([
      epoch,
      2 * epoch,
      3 * epoch,
      25,
    ]);
    expect(seriesOf(messages, 'test_loss').map(([step]) => step)).toEqual([25]);
    expect(seriesOf(messages, 'validation_loss')[0]?.[1]).not.toBe(
      seriesOf(messages, 'validation_loss')[1]?.[1],
    );
  });

  it('uses only the test split if nothing is held out', async () => {
    const hyperparameters = { ...autoencoder.hyperparameters, validationSplit: 0 };
    const messages = await trained(noise, { ...autoencoder, hyperparameters });
    expect(ofType(messages, 'ready')[0]?.stepsPerEpoch).toBe(10);
    expect(seriesOf(messages, 'validation_loss')).toEqual([]);
    expect(seriesOf(messages, 'test_loss').map(([step]) => step)).toEqual([10, 20, 25]);
  });

  it('happens at the end of every run, also if it is stopped or shorter than an epoch', async () => {
    const short = await trained(noise, { ...autoencoder, budget: { unit: 'steps', count: 3 } });
    expect(evaluationsOf(short).map(({ split, step }) => [split, step])).toEqual([
      ['validation', 3],
      ['test', 3],
    ]);
    const stopped = await trained(
      noise,
      { ...autoencoder, budget: { unit: 'steps', count: 1_000_000 } },
      null,
      (message, tasks) => {
        if (message.type === 'checkpoint') tasks.stop();
      },
    );
    const end = ofType(stopped, 'finished')[0];
    expect(end?.outcome).toBe('stopped');
    expect(
      evaluationsOf(stopped)
        .slice(-2)
        .map(({ split, step }) => [split, step]),
    ).toEqual([
      ['validation', end?.step],
      ['test', end?.step],
    ]);
    // The checkpoint comes first, so that nothing is lost if the evaluation is interrupted.
    const last = (type: TrainMessage['type']) => stopped.map((message) => message.type).lastIndexOf(type);
    expect(last('checkpoint')).toBeLessThan(last('metrics'));
    expect(last('progress')).toBeLessThan(last('metrics'));
  });

  it('happens once if the last step ends an epoch, and does not count as training time', async () => {
    const evaluationMs = 60;
    const until = (at: number) => {
      while (performance.now() < at);
    };
    const budget = { unit: 'epochs', count: 2 } as const;
    const messages = await trained(noise, { ...autoencoder, budget }, null, (message) => {
      if (message.type === 'progress') until(performance.now() + evaluationMs);
    });
    expect(seriesOf(messages, 'validation_loss').map(([step]) => step)).toEqual([7, 14]);
    const [trainedMs = NaN] = ofType(messages, 'checkpoint')
      .slice(-1)
      .map(({ elapsedMs }) => elapsedMs);
    const [totalMs = NaN] = ofType(messages, 'metrics')
      .slice(-1)
      .map(({ elapsedMs }) => elapsedMs);
    expect(totalMs - trainedMs).toBeLessThan(evaluationMs);
  });

  it('uses the averaged weights if the run has them', async () => {
    const hyperparameters = { ...autoencoder.hyperparameters, averageDecay: 0.9 };
    const messages = await trained(noise, { ...autoencoder, hyperparameters });
    const checkpoint = ofType(messages, 'checkpoint').at(-1)!.bytes;
    const { items } = loadSplit(noise.test);
    const ofAverages = errorOf(checkpoint, items, 'average/');
    expect(seriesOf(messages, 'test_loss').at(-1)?.[1]).toBeCloseTo(ofAverages, 6);
    expect(Math.abs(errorOf(checkpoint, items) - ofAverages)).toBeGreaterThan(1e-5);
  });

  it('depends only on the seed, including its noise', async () => {
    const denoiser = { ...autoencoder, model: 'denoising-autoencoder' };
    const [first, second] = [await trained(noise, denoiser), await trained(noise, denoiser)];
    expect(evaluationsOf(second)).toEqual(evaluationsOf(first));
  });
});
