import { describe, expect, it } from 'vitest';
import { decodePointCloud } from '../contract/point-cloud';
import { WorkbenchError } from '../contract/error';
import { ELAPSED_METRIC } from '../contract/run';
import { decode } from 'fast-png';
import { loadTensorflow } from '../engine/backend';
import { decodeSafetensors, encodeSafetensors } from '../engine/safetensors';
import { COUNTS, ofType, seriesOf, trained, jobFixture } from '../testing/job-fixture';
import type { TrainMessage } from './send-parts';

const data = jobFixture();
const stripes = data.stripes();
/** A tenth of 333 items is held out, which leaves 300: nine full batches of 32, and a remainder. */
const EPOCH = 9;

describe('train', () => {
  it('records every step, figures at their steps, and checkpoints, and ends', async () => {
    const messages = await trained(stripes);
    expect(messages[0]).toMatchObject({ type: 'ready', step: 0, totalSteps: 25, stepsPerEpoch: EPOCH });
    const [ready] = ofType(messages, 'ready');
    expect(ready?.networks.map(({ name }) => name)).toEqual(['encoder', 'decoder']);
    expect(ready?.networks[0]?.stacks[0]).toMatchObject({
      name: 'body',
      from: 'image',
      input: [64],
      layers: [{ kind: 'Dense', output: [16], parameters: 64 * 16 + 16 }, {}, {}, {}],
    });
    expect(seriesOf(messages, 'loss').map(([step]) => step)).toEqual(
      Array.from({ length: 25 }, (_, i) => i + 1),
    );
    const elapsed = seriesOf(messages, ELAPSED_METRIC).map(([, ms]) => ms);
    expect([...elapsed].sort((a, b) => a - b)).toEqual(elapsed);
    const figures = ofType(messages, 'figure');
    for (const kind of ['samples', 'reconstructions', 'latent-scatter']) {
      expect(figures.filter((figure) => figure.kind === kind).map(({ step }) => step)).toEqual([
        0, 10, 20, 25,
      ]);
    }
    expect(ofType(messages, 'checkpoint').map(({ step }) => step)).toEqual([10, 20, 25]);
    expect(messages.at(-1)).toEqual({ type: 'finished', outcome: 'completed', step: 25, problem: null });
  });

  it('leaves no tensors of its steps on the device', async () => {
    const { native } = await loadTensorflow();
    const loaded = () => native?.binding.getNumOfSavedModels();
    const before = loaded();
    await trained(stripes);
    expect(loaded()).toBe(before);
  });

  it('makes expensive figures with the checkpoints, whether samples are due or not', async () => {
    const figures = ofType(await trained(stripes, { checkpointEvery: 7 }), 'figure');
    const manifolds = figures.filter(({ kind }) => kind === 'manifold').map(({ step }) => step);
    expect(manifolds).toEqual([0, 7, 14, 21, 25]);
  });

  it('trains the steps of its epochs, all of full batches', async () => {
    const messages = await trained(stripes, { budget: { unit: 'epochs', count: 2 } });
    expect(ofType(messages, 'ready')[0]).toMatchObject({ totalSteps: 2 * EPOCH, stepsPerEpoch: EPOCH });
    expect(messages.at(-1)).toMatchObject({ outcome: 'completed', step: 2 * EPOCH });
  });

  it('posts the metrics of a step before the figures and the checkpoint of that step', async () => {
    const messages = await trained(stripes);
    const at = (type: TrainMessage['type'], step: number) =>
      messages.findIndex((message) => message.type === type && 'step' in message && message.step === step);
    for (const step of [10, 20]) {
      expect(at('metrics', step)).toBeGreaterThan(-1);
      expect(at('metrics', step)).toBeLessThan(at('figure', step));
      expect(at('metrics', step)).toBeLessThan(at('checkpoint', step));
    }
  });

  it.each(['compiled', 'eager'] as const)(
    '%s: continues from a checkpoint as if it had never stopped',
    async (engine) => {
      const whole = await trained(stripes, { engine });
      const [first] = ofType(whole, 'checkpoint');
      const rest = await trained(stripes, { engine }, first?.bytes ?? null);
      expect(ofType(rest, 'ready')[0]?.step).toBe(10);
      expect(seriesOf(rest, 'loss')).toEqual(seriesOf(whole, 'loss').slice(10));
      expect(seriesOf(rest, 'validation_loss')).toEqual(seriesOf(whole, 'validation_loss').slice(1));
      expect(seriesOf(rest, 'test_loss')).toEqual(seriesOf(whole, 'test_loss'));
      const last = (messages: TrainMessage[]) =>
        ofType(messages, 'checkpoint').at(-1)?.bytes ?? new Uint8Array();
      expect(decodeSafetensors(last(rest)).tensors).toEqual(decodeSafetensors(last(whole)).tensors);
      expect(ofType(rest, 'figure').at(-1)?.bytes).toEqual(ofType(whole, 'figure').at(-1)?.bytes);
    },
  );

  it('continues the training time of the checkpoint', async () => {
    const first = ofType(await trained(stripes), 'checkpoint')[1];
    const { tensors, metadata } = decodeSafetensors(first?.bytes ?? new Uint8Array());
    expect(Number(metadata.elapsed_ms)).toBe(first?.elapsedMs);
    expect(tensors.size).toBeGreaterThan(0);
    const rest = await trained(stripes, {}, first?.bytes ?? null);
    const [[step, elapsedMs] = []] = seriesOf(rest, ELAPSED_METRIC);
    expect(step).toBe(21);
    expect(elapsedMs).toBeGreaterThanOrEqual(first?.elapsedMs ?? Infinity);
  });

  it('stops between two steps, with a checkpoint of the last one', async () => {
    const messages = await trained(
      stripes,
      { budget: { unit: 'steps', count: 1_000_000 } },
      null,
      (message, tasks) => {
        if (message.type === 'checkpoint') tasks.stop();
      },
    );
    const end = messages.at(-1);
    expect(end).toMatchObject({ type: 'finished', outcome: 'stopped' });
    const steps = ofType(messages, 'checkpoint').map(({ step }) => step);
    expect(steps.at(-1)).toBe(end?.type === 'finished' ? end.step : -1);
    expect(new Set(steps).size).toBe(steps.length);
  });

  it('is complete if it is stopped after its last step', async () => {
    const messages = await trained(
      stripes,
      { budget: { unit: 'steps', count: 20 } },
      null,
      (message, tasks) => {
        if (message.type === 'checkpoint' && message.step === 20) tasks.stop();
      },
    );
    expect(ofType(messages, 'checkpoint').map(({ step }) => step)).toEqual([10, 20]);
    expect(messages.at(-1)).toMatchObject({ outcome: 'completed', step: 20 });
  });

  it('pauses with a checkpoint, and resumes without counting the pause as training', async () => {
    const at: Partial<Record<TrainMessage['type'] | 'resume', number>> = {};
    const messages = await trained(stripes, {}, null, (message, tasks) => {
      at[message.type] = performance.now();
      if (message.type === 'ready') tasks.pause();
      if (message.type !== 'paused') return;
      setTimeout(() => {
        at.resume = performance.now();
        tasks.resume();
      }, 400);
    });
    const paused = messages.findIndex(({ type }) => type === 'paused');
    const before = messages.slice(0, paused);
    const reached = seriesOf(before, 'loss').at(-1)?.[0];
    expect(reached).toBeGreaterThan(0);
    expect(ofType(before, 'checkpoint').at(-1)?.step).toBe(reached);
    expect(messages.findIndex(({ type }) => type === 'resumed')).toBeGreaterThan(paused);
    expect(messages.at(-1)).toMatchObject({ outcome: 'completed' });
    const elapsed = seriesOf(messages, ELAPSED_METRIC).at(-1)?.[1];
    expect(elapsed).toBeLessThan(at.metrics! - at.ready! - (at.resume! - at.paused!));
  });

  it.each(['training', 'paused'])(
    'is suspended while %s with only a checkpoint, and continues from it bit for bit',
    async (how) => {
      const budget = { unit: 'steps', count: 400 } as const;
      const shown = (messages: Awaited<ReturnType<typeof trained>>) =>
        ofType(messages, 'figure').map(({ kind, step }) => `${kind} ${String(step)}`);
      const whole = await trained(stripes, { budget });
      const first = await trained(stripes, { budget }, null, (message, tasks) => {
        if (message.type === 'ready' && how === 'paused') tasks.pause();
        if (message.type === (how === 'paused' ? 'paused' : 'metrics')) tasks.suspend();
      });
      const end = ofType(first, 'finished')[0]!;
      const checkpoint = ofType(first, 'checkpoint').at(-1)!;
      expect(end).toEqual({ type: 'finished', outcome: 'suspended', step: checkpoint.step, problem: null });
      expect(end.step).toBeLessThan(budget.count);
      expect(first.at(-1)).toBe(end);
      expect(first.map(({ type }) => type)).not.toContain('resumed');
      // The test split is used only when a run completes.
      expect(
        ofType(first, 'metrics').flatMap(({ evaluations }) => evaluations.map(({ split }) => split)),
      ).not.toContain('test');

      const second = await trained(stripes, { budget }, checkpoint.bytes);
      expect(seriesOf([...first, ...second], 'loss')).toEqual(seriesOf(whole, 'loss'));
      expect([...shown(first), ...shown(second)]).toEqual(shown(whole));
      const weights = ofType(whole, 'checkpoint').at(-1)!.bytes;
      expect(decodeSafetensors(ofType(second, 'checkpoint').at(-1)!.bytes).tensors).toEqual(
        decodeSafetensors(weights).tensors,
      );
    },
  );

  it('completes if it is suspended at its last step', async () => {
    const messages = await trained(
      stripes,
      { budget: { unit: 'steps', count: 20 } },
      null,
      (message, tasks) => {
        if (message.type === 'checkpoint' && message.step === 20) tasks.suspend();
      },
    );
    expect(messages.at(-1)).toMatchObject({ outcome: 'completed', step: 20 });
  });

  it('stops while it is paused, without further training', async () => {
    const messages = await trained(stripes, {}, null, (message, tasks) => {
      if (message.type === 'ready') tasks.pause();
      if (message.type === 'paused') setTimeout(() => tasks.stop(), 20);
    });
    expect(messages.map(({ type }) => type)).not.toContain('resumed');
    const reached = seriesOf(messages, 'loss').at(-1)?.[0];
    expect(messages.at(-1)).toMatchObject({ outcome: 'stopped', step: reached });
  });

  it('ends a run that diverges, and records nothing from the first value that is not finite', async () => {
    const messages = await trained(stripes, {
      budget: { unit: 'steps', count: 400 },
      hyperparameters: { batchSize: 32, hiddenUnits: 256, learningRate: 1 },
      checkpointEvery: 1,
    });
    const end = ofType(messages, 'finished')[0];
    expect(end).toMatchObject({ outcome: 'diverged', problem: { code: 'run.diverged' } });
    for (const { rows } of ofType(messages, 'metrics')) {
      for (const { values } of rows) expect(values.every(Number.isFinite)).toBe(true);
    }
    const lastStep = seriesOf(messages, 'loss').at(-1)?.[0] ?? NaN;
    expect(ofType(messages, 'metrics').at(-1)?.step).toBe(lastStep);
    expect(end?.problem?.message).toContain(`at step ${String(lastStep + 1)},`);
    const checkpoints = ofType(messages, 'checkpoint');
    expect(checkpoints.at(-1)?.step).toBe(lastStep);
    for (const { bytes } of checkpoints) {
      for (const { values } of decodeSafetensors(bytes).tensors.values())
        expect(values.every(Number.isFinite)).toBe(true);
    }
  });

  it('refuses a checkpoint with other shapes', async () => {
    const [checkpoint] = ofType(await trained(stripes), 'checkpoint');
    const other = trained(stripes, { hyperparameters: { batchSize: 32, hiddenUnits: 8 } }, checkpoint?.bytes);
    await expect(other).rejects.toThrow(WorkbenchError);
    await expect(other).rejects.toThrow(/does not fit the model/);
  });

  it('refuses a damaged checkpoint', async () => {
    const bytes = ofType(await trained(stripes), 'checkpoint')[0]?.bytes.slice() ?? new Uint8Array();
    const middle = bytes.length >> 1;
    bytes[middle] = (bytes[middle] ?? 0) ^ 1;
    await expect(trained(stripes, {}, bytes)).rejects.toMatchObject({
      problem: { code: 'checkpoint.damaged', advice: /Launch a new run/ },
    });
  });

  it('does not continue from a checkpoint whose run held out other items, if it holds out any', async () => {
    const older = async (validationSplit: number) => {
      const changes = { hyperparameters: { batchSize: 32, hiddenUnits: 16, validationSplit } };
      const { bytes } = ofType(await trained(stripes, changes), 'checkpoint')[0] ?? {
        bytes: new Uint8Array(),
      };
      const { tensors, metadata } = decodeSafetensors(bytes);
      const { item_choice: _itemChoice, ...rest } = metadata;
      return trained(stripes, changes, encodeSafetensors({ tensors, metadata: rest }));
    };
    await expect(older(0.1)).rejects.toMatchObject({ problem: { code: 'checkpoint.outdated' } });
    expect((await older(0)).at(-1)).toMatchObject({ outcome: 'completed' });
  });

  it('shows the same fixed latents at every step of a GAN, which trains on all items', async () => {
    const gan = { model: 'gan-mlp', budget: { unit: 'epochs', count: 1 } } as const;
    const messages = await trained(stripes, gan);
    expect(ofType(messages, 'ready')[0]?.totalSteps).toBe(Math.floor(COUNTS.train / 32));
    expect(ofType(messages, 'figure').map(({ kind, step }) => [kind, step])).toEqual([
      ['samples', 0],
      ['discriminator', 0],
      ['samples', 10],
      ['discriminator', 10],
    ]);
    const again = await trained(stripes, gan);
    expect(ofType(again, 'figure').map(({ bytes }) => bytes)).toEqual(
      ofType(messages, 'figure').map(({ bytes }) => bytes),
    );
    expect(ofType(messages, 'metrics').flatMap(({ evaluations }) => evaluations)).toEqual([]);
  });
});

describe('train on other data', () => {
  it('shows colour images in colour', async () => {
    const messages = await trained(data.colours());
    const sheets = ofType(messages, 'figure').filter(({ kind }) => kind === 'reconstructions');
    const { channels, width, data: pixels } = decode(sheets.at(-1)?.bytes ?? new Uint8Array());
    expect([channels, width]).toEqual([3, 64]);
    // The first original is completely red.
    expect([...pixels.subarray(0, 6)]).toEqual([255, 0, 0, 255, 0, 0]);
  });

  it('marks items without a label in the latent plane', async () => {
    const { train: training, test } = stripes;
    const unlabelled = { train: { ...training, labels: null }, test: { ...test, labels: null } };
    const figures = ofType(await trained(unlabelled), 'figure');
    const scatter = figures.find(({ kind }) => kind === 'latent-scatter');
    const triples = new Float32Array((scatter?.bytes ?? new Uint8Array()).buffer);
    expect(triples.filter((_, i) => i % 3 === 2)).toEqual(new Float32Array(COUNTS.test).fill(-1));
  });

  it('shows points over those of the data, and the decision field of the discriminator', async () => {
    const messages = await trained(data.points(), {
      model: 'gan-mlp-2d',
      hyperparameters: { batchSize: 32, hiddenUnits: 8 },
    });
    const figures = ofType(messages, 'figure');
    expect(figures.map(({ kind, step }) => [kind, step])).toEqual(
      [0, 10, 20, 25].flatMap((step) => [
        ['points', step],
        ['discriminator', step],
      ]),
    );
    const cloud = decodePointCloud(figures.at(-2)?.bytes ?? new Uint8Array());
    expect(cloud?.view).toMatchObject({ x: 4, y: 4 });
    expect([cloud?.data.length, cloud?.generated.length]).toEqual([2 * COUNTS.test, 3000]);
    expect(cloud?.field).toMatchObject({ low: 0, high: 1 });
    expect(cloud?.field?.values.every((value) => value >= 0 && value <= 1)).toBe(true);
  });
});
