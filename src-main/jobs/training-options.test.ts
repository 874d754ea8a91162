import { describe, expect, it } from 'vitest';
import { decodeSafetensors } from '../engine/safetensors';
import { figureMaker } from './figures';
import { configOf, jobFixture, ofType, seriesOf, trained } from '../testing/job-fixture';
import { prepareInference } from './prepare';
import type { TrainMessage } from './send-parts';

const stripes = jobFixture().stripes();

const OPTIONS = { schedule: 'cosine', warmupSteps: 30, finalRate: 0.1, clipNorm: 0.5, averageDecay: 0.95 };
const changes = (count: number, more: object = {}) => ({
  budget: { unit: 'steps', count } as const,
  hyperparameters: { batchSize: 32, hiddenUnits: 16, ...OPTIONS, ...more },
});

const checkpointAt = (messages: readonly TrainMessage[], step: number): Uint8Array => {
  const found = ofType(messages, 'checkpoint').find((checkpoint) => checkpoint.step === step);
  if (found === undefined) throw new Error(`There is no checkpoint of step ${String(step)}.`);
  return found.bytes;
};
const tensorsAt = (messages: readonly TrainMessage[], step: number) =>
  decodeSafetensors(checkpointAt(messages, step)).tensors;

describe('a run with warm-up, schedule, clipping and averages', () => {
  it.each(['compiled', 'eager'] as const)(
    '%s: continues bit for bit from the middle of the warm-up, in another process or after a pause',
    async (engine) => {
      const run = { ...changes(60), engine };
      const whole = await trained(stripes, run);
      const resumed = await trained(stripes, run, checkpointAt(whole, 20));
      const paused = await trained(stripes, run, null, (message, tasks) => {
        if (message.type === 'metrics' && message.step < 30) tasks.pause();
        if (message.type === 'paused') setTimeout(tasks.resume);
      });
      expect(ofType(paused, 'paused')).not.toEqual([]);
      for (const other of [resumed, paused]) {
        expect(tensorsAt(other, 60)).toEqual(tensorsAt(whole, 60));
        for (const metric of ['loss', 'learning_rate'])
          expect(seriesOf(other, metric).slice(-40)).toEqual(seriesOf(whole, metric).slice(-40));
        expect(ofType(other, 'figure').at(-1)?.bytes).toEqual(ofType(whole, 'figure').at(-1)?.bytes);
      }
    },
  );

  it('records the learning rate of each step if it is not constant', async () => {
    const rates = seriesOf(await trained(stripes, changes(60, { learningRate: 0.002 })), 'learning_rate');
    expect(rates.map(([step]) => step)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    for (const [step, rate] of rates) {
      const warmup = Math.min(1, step / 30);
      const done = Math.max(0, step - 1 - 30) / 30;
      const decay = 0.1 + (0.9 * (1 + Math.cos(Math.PI * done))) / 2;
      expect(rate, String(step)).toBeCloseTo(0.002 * warmup * decay, 8);
    }
    const constant = await trained(stripes, changes(5, { schedule: 'constant', warmupSteps: 0 }));
    expect(seriesOf(constant, 'learning_rate')).toEqual([]);
    expect(seriesOf(constant, 'loss')).toHaveLength(5);
  });

  it('draws from a checkpoint with the same averaged weights as its figures', async () => {
    const run = changes(20);
    const messages = await trained(stripes, run);
    const task = { config: configOf(run), dataset: stripes, checkpoint: checkpointAt(messages, 20) };
    const { built, model, test, atStart } = await prepareInference(task);
    const figures = figureMaker(built, model.info, { columns: 8, rows: 8 }, test, atStart.random);
    const remade = figures.make('sample').map(({ kind, bytes }) => [kind, bytes]);
    built.average?.swap();
    const ofWeights = figures.make('sample').map(({ kind, bytes }) => [kind, bytes]);
    figures.dispose();
    const recorded = ofType(messages, 'figure')
      .filter(({ step, kind }) => step === 20 && kind !== 'manifold')
      .map(({ kind, bytes }) => [kind, bytes]);
    expect(recorded).toEqual(remade);
    expect(recorded).not.toEqual(ofWeights);
  });

  it('has a schedule over its budget, or over a fixed length that a larger budget does not change', async () => {
    const prolonged = async (scheduleSteps: number) => {
      const settings = { warmupSteps: 5, scheduleSteps };
      const short = await trained(stripes, changes(20, settings));
      const whole = await trained(stripes, changes(40, settings));
      const resumed = await trained(stripes, changes(40, settings), checkpointAt(short, 20));
      return { short: tensorsAt(short, 20), whole, resumed: tensorsAt(resumed, 40) };
    };
    const ofLength = await prolonged(20);
    expect(tensorsAt(ofLength.whole, 20)).toEqual(ofLength.short);
    expect(ofLength.resumed).toEqual(tensorsAt(ofLength.whole, 40));
    const ofBudget = await prolonged(0);
    expect(ofBudget.short).toEqual(ofLength.short);
    expect(tensorsAt(ofBudget.whole, 20)).not.toEqual(ofBudget.short);
    expect(ofBudget.resumed).not.toEqual(ofLength.resumed);
  });
});

it('adds nothing to a checkpoint by default, so that older ones fit', async () => {
  const names = [...tensorsAt(await trained(stripes), 25).keys()];
  expect(names.filter((name) => !/^(encoder|decoder)[/-]/.test(name))).toEqual([]);
});
