import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decode } from 'fast-png';
import { afterAll, describe, expect, it } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { ELAPSED_METRIC, type RunConfig } from '../contract/run';
import { encodeFloats, encodeIdxHeader, encodeIdxImages, encodeIdxLabels } from '../datasets/idx';
import { decodePointCloud } from '../contract/point-cloud';
import type { DrawRequest } from '../contract/sample';
import { decodeSafetensors } from '../engine/safetensors';
import { taskControl } from './control';
import type { DatasetFiles } from '../datasets/files';
import { draw } from './draw';
import type { TrainerMessage } from './protocol';
import { train } from './train';

const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-test-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** 8×8 images of two kinds, enough to train on. */
function writeDataset(): DatasetFiles {
  const split = (name: string, count: number) => {
    const items = join(folder, `${name}-images`);
    const labels = join(folder, `${name}-labels`);
    const pixels = Uint8Array.from({ length: count * 64 }, (_, i) =>
      (i >> 6) % 2 === (i >> 2) % 2 ? 255 : 0,
    );
    writeFileSync(items, encodeIdxImages({ images: pixels, count, width: 8, height: 8 }));
    writeFileSync(labels, encodeIdxLabels(Uint8Array.from({ length: count }, (_, i) => i % 2)));
    return { items, labels };
  };
  return { train: split('train', 320), test: split('test', 40) };
}

/** 8×8 images, red or blue all over. */
function writeColours(): DatasetFiles {
  const split = (name: string, count: number) => {
    const items = join(folder, `${name}-colours`);
    const labels = join(folder, `${name}-colour-labels`);
    const pixels = Uint8Array.from({ length: count * 192 }, (_, i) =>
      i % 3 === (Math.floor(i / 192) % 2) * 2 ? 255 : 0,
    );
    writeFileSync(items, Buffer.concat([encodeIdxHeader([count, 8, 8, 3]), pixels]));
    writeFileSync(labels, encodeIdxLabels(Uint8Array.from({ length: count }, (_, i) => i % 2)));
    return { items, labels };
  };
  return { train: split('train', 320), test: split('test', 40) };
}

/** Two places in the plane, a class each. */
function writePoints(): DatasetFiles {
  const split = (name: string, count: number) => {
    const items = join(folder, `${name}-points`);
    const points = Float32Array.from({ length: 2 * count }, (_, i) => (Math.floor(i / 2) % 2 === 0 ? 3 : 5));
    const labels = join(folder, `${name}-places`);
    writeFileSync(items, Buffer.concat([encodeIdxHeader([count, 2]), encodeFloats(points)]));
    writeFileSync(labels, encodeIdxLabels(Uint8Array.from({ length: count }, (_, i) => i % 2)));
    return { items, labels };
  };
  return { train: split('train', 320), test: split('test', 40) };
}

const dataset = writeDataset();
const config = (changes: Partial<RunConfig> = {}): RunConfig => ({
  model: 'vae-mlp',
  dataset: 'stripes',
  seed: 4,
  budget: { unit: 'steps', count: 25 },
  hyperparameters: { batchSize: 32, hiddenUnits: 16 },
  sampleEvery: 10,
  sampleSheet: { columns: 8, rows: 8 },
  checkpointEvery: 10,
  engine: 'auto',
  device: 'auto',
  ...changes,
});

async function trained(
  changes: Partial<RunConfig> = {},
  checkpoint: Uint8Array | null = null,
  onMessage: (message: TrainerMessage, tasks: ReturnType<typeof taskControl>) => void = () => undefined,
  files = dataset,
): Promise<TrainerMessage[]> {
  const messages: TrainerMessage[] = [];
  const tasks = taskControl();
  await train({ config: config(changes), dataset: files, checkpoint }, tasks.control, (message) => {
    messages.push(message);
    onMessage(message, tasks);
  });
  return messages;
}

const of = <Type extends TrainerMessage['type']>(messages: readonly TrainerMessage[], type: Type) =>
  messages.filter((message): message is Extract<TrainerMessage, { type: Type }> => message.type === type);

/** All rows of a metric, over all messages. */
function series(messages: readonly TrainerMessage[], name: string): [number, number][] {
  return of(messages, 'metrics').flatMap(({ rows }) =>
    rows
      .filter((row) => row.name === name)
      .flatMap(({ steps, values }) => steps.map((s, i) => [s, values[i] ?? NaN] as [number, number])),
  );
}

describe('train', () => {
  it('records every step, the figures on time, checkpoints, and ends', async () => {
    const messages = await trained();
    expect(messages[0]).toMatchObject({ type: 'ready', step: 0, totalSteps: 25, stepsPerEpoch: 10 });
    const [ready] = of(messages, 'ready');
    expect(ready?.networks.map(({ name }) => name)).toEqual(['encoder', 'decoder']);
    expect(ready?.networks[0]?.stacks[0]).toMatchObject({
      name: 'body',
      from: 'image',
      input: [64],
      layers: [{ kind: 'Dense', output: [16], parameters: 64 * 16 + 16 }, {}, {}, {}],
    });
    expect(series(messages, 'loss').map(([step]) => step)).toEqual(
      Array.from({ length: 25 }, (_, i) => i + 1),
    );
    const elapsed = series(messages, ELAPSED_METRIC).map(([, ms]) => ms);
    expect([...elapsed].sort((a, b) => a - b)).toEqual(elapsed);
    expect(series(messages, 'validation_loss').map(([step]) => step)).toEqual([10, 20]);
    const figures = of(messages, 'figure');
    for (const kind of ['samples', 'reconstructions', 'latent-scatter']) {
      expect(figures.filter((figure) => figure.kind === kind).map(({ step }) => step)).toEqual([
        0, 10, 20, 25,
      ]);
    }
    expect(of(messages, 'checkpoint').map(({ step }) => step)).toEqual([10, 20, 25]);
    // What costs more than it shows comes with the checkpoints, whether samples are due or not.
    const others = of(await trained({ checkpointEvery: 7 }), 'figure');
    const manifolds = others.filter(({ kind }) => kind === 'manifold').map(({ step }) => step);
    expect(manifolds).toEqual([0, 7, 14, 21, 25]);
    expect(messages.at(-1)).toEqual({ type: 'finished', outcome: 'completed', step: 25, problem: null });
  });

  it('posts the metrics of a step before the figures and the checkpoint of that step', async () => {
    const messages = await trained();
    const at = (type: TrainerMessage['type'], step: number) =>
      messages.findIndex((message) => message.type === type && 'step' in message && message.step === step);
    expect(at('metrics', 10)).toBeLessThan(at('figure', 10));
    expect(at('metrics', 10)).toBeLessThan(at('checkpoint', 10));
  });

  it.each(['compiled', 'eager'] as const)(
    '%s: goes on from a checkpoint as if it had never stopped',
    async (engine) => {
      const whole = await trained({ engine });
      const [first] = of(whole, 'checkpoint');
      const rest = await trained({ engine }, first?.bytes ?? null);
      expect(of(rest, 'ready')[0]?.step).toBe(10);
      expect(series(rest, 'loss')).toEqual(series(whole, 'loss').slice(10));
      expect(series(rest, 'validation_loss')).toEqual(series(whole, 'validation_loss').slice(1));
      const last = (messages: TrainerMessage[]) =>
        of(messages, 'checkpoint').at(-1)?.bytes ?? new Uint8Array();
      expect(decodeSafetensors(last(rest)).tensors).toEqual(decodeSafetensors(last(whole)).tensors);
      expect(of(rest, 'figure').at(-1)?.bytes).toEqual(of(whole, 'figure').at(-1)?.bytes);
    },
  );

  it('stops between two steps, with a checkpoint of where it stopped', async () => {
    const messages = await trained(
      { budget: { unit: 'steps', count: 1_000_000 } },
      null,
      (message, tasks) => {
        if (message.type === 'checkpoint') tasks.stop();
      },
    );
    const end = messages.at(-1);
    expect(end).toMatchObject({ type: 'finished', outcome: 'stopped' });
    expect(of(messages, 'checkpoint').at(-1)?.step).toBe(end?.type === 'finished' ? end.step : -1);
  });

  it('pauses with a checkpoint, and resumes without counting the pause as training', async () => {
    const pauseMs = 400;
    const messages = await trained({}, null, (message, tasks) => {
      if (message.type === 'ready') tasks.pause();
      if (message.type === 'paused') setTimeout(tasks.resume, pauseMs);
    });
    const types = messages.map(({ type }) => type);
    expect(types.indexOf('resumed')).toBeGreaterThan(types.indexOf('paused'));
    expect(messages.at(-1)).toMatchObject({ outcome: 'completed' });
    const elapsed = series(messages, ELAPSED_METRIC).map(([, ms]) => ms);
    const longestGap = Math.max(...elapsed.slice(1).map((ms, i) => ms - (elapsed[i] ?? 0)));
    expect(longestGap).toBeLessThan(pauseMs);
  });

  it('ends a run that diverges, without recording what is not finite and without saving such weights', async () => {
    const messages = await trained({
      budget: { unit: 'steps', count: 400 },
      hyperparameters: { batchSize: 32, hiddenUnits: 256, learningRate: 1 },
      checkpointEvery: 1,
    });
    const end = messages.at(-1);
    expect(end).toMatchObject({ type: 'finished', outcome: 'diverged', problem: { code: 'run.diverged' } });
    for (const { rows } of of(messages, 'metrics')) {
      for (const { values } of rows) expect(values.every(Number.isFinite)).toBe(true);
    }
    for (const { bytes } of of(messages, 'checkpoint')) {
      for (const { values } of decodeSafetensors(bytes).tensors.values())
        expect(values.every(Number.isFinite)).toBe(true);
    }
  });

  it('refuses a checkpoint of another size', async () => {
    const [checkpoint] = of(await trained(), 'checkpoint');
    const other = trained({ hyperparameters: { batchSize: 32, hiddenUnits: 8 } }, checkpoint?.bytes ?? null);
    await expect(other).rejects.toThrow(WorkbenchError);
    await expect(other).rejects.toThrow(/does not fit the model/);
  });

  it('shows the same fixed latents at every step of a GAN', async () => {
    const messages = await trained({ model: 'gan-mlp', budget: { unit: 'epochs', count: 1 } });
    expect(of(messages, 'ready')[0]?.totalSteps).toBe(10);
    expect(of(messages, 'figure').map(({ kind, step }) => [kind, step])).toEqual([
      ['samples', 0],
      ['samples', 10],
    ]);
    const again = await trained({ model: 'gan-mlp', budget: { unit: 'epochs', count: 1 } });
    expect(of(again, 'figure').map(({ bytes }) => bytes)).toEqual(
      of(messages, 'figure').map(({ bytes }) => bytes),
    );
  });
});

describe('train on other data', () => {
  it('shows colour images in colour', async () => {
    const hyperparameters = { batchSize: 32, hiddenUnits: 16 };
    const messages = await trained({ hyperparameters }, null, undefined, writeColours());
    const sheets = of(messages, 'figure').filter(({ kind }) => kind === 'reconstructions');
    const { channels, width, data } = decode(sheets.at(-1)?.bytes ?? new Uint8Array());
    expect([channels, width]).toEqual([3, 64]);
    // The first original is red all over.
    expect([...data.subarray(0, 6)]).toEqual([255, 0, 0, 255, 0, 0]);
  });

  it('marks what has no label as such in the latent plane', async () => {
    const { train: training, test } = dataset;
    const unlabelled = { train: { ...training, labels: null }, test: { ...test, labels: null } };
    const figures = of(await trained({}, null, undefined, unlabelled), 'figure');
    const scatter = figures.find(({ kind }) => kind === 'latent-scatter');
    const triples = new Float32Array((scatter?.bytes ?? new Uint8Array()).buffer);
    expect(triples.filter((_, i) => i % 3 === 2)).toEqual(new Float32Array(40).fill(-1));
  });

  it('shows points over those of the data, as the discriminator sees the plane', async () => {
    const messages = await trained(
      { model: 'gan-mlp-2d', hyperparameters: { batchSize: 32, hiddenUnits: 8 } },
      null,
      undefined,
      writePoints(),
    );
    const figures = of(messages, 'figure');
    expect(figures.map(({ kind, step }) => [kind, step])).toEqual(
      [0, 10, 20, 25].map((step) => ['points', step]),
    );
    const cloud = decodePointCloud(figures.at(-1)?.bytes ?? new Uint8Array());
    expect(cloud?.view).toMatchObject({ x: 4, y: 4 });
    expect([cloud?.data.length, cloud?.generated.length]).toEqual([80, 3000]);
    expect(cloud?.field).toMatchObject({ low: 0, high: 1 });
    expect(cloud?.field?.values.every((value) => value >= 0 && value <= 1)).toBe(true);
  });
});

describe('draw', () => {
  const cgan = { model: 'cgan', hyperparameters: { batchSize: 32, filters: 4 } };
  const drawn = async (checkpoint: Uint8Array | null, request: DrawRequest, changes = cgan) => {
    const messages: TrainerMessage[] = [];
    const task = { config: config(changes), dataset, checkpoint };
    await draw(task, request, (message) => messages.push(message));
    const [answer] = of(messages, 'drawn');
    if (answer === undefined) throw new Error('Nothing was drawn.');
    return answer;
  };

  it('decodes a row of each class, or one class, from the checkpoint', async () => {
    const checkpoint = of(await trained(cgan), 'checkpoint').at(-1)?.bytes ?? null;
    const every = await drawn(checkpoint, { label: null, count: 9, seed: 1 });
    expect(every).toMatchObject({ step: 25, sheet: { columns: 5, rows: 2, tileWidth: 8, tileHeight: 8 } });
    const one = await drawn(checkpoint, { label: 1, count: 9, seed: 1 });
    expect(one.sheet).toMatchObject({ columns: 3, rows: 3 });
    expect(one.bytes).toEqual((await drawn(checkpoint, { label: 1, count: 9, seed: 1 })).bytes);
    for (const other of [
      { label: 0, count: 9, seed: 1 },
      { label: 1, count: 9, seed: 2 },
    ])
      expect((await drawn(checkpoint, other)).bytes).not.toEqual(one.bytes);
  });

  it('draws points of a class over those of the data', async () => {
    const messages: TrainerMessage[] = [];
    const points = { model: 'cgan-2d', hyperparameters: { batchSize: 32, hiddenUnits: 4 } };
    const task = { config: config(points), dataset: writePoints(), checkpoint: null };
    await draw(task, { label: 1, count: 30, seed: 1 }, (message) => messages.push(message));
    const [answer] = of(messages, 'drawn');
    expect(answer?.sheet).toBeNull();
    const cloud = decodePointCloud(answer?.bytes ?? new Uint8Array());
    expect(cloud?.data).toHaveLength(2 * 40);
    expect(cloud?.generated.filter((_, i) => i % 3 === 2)).toEqual(new Float32Array(30).fill(1));
  });

  it('refuses a class that there is not, and models that generate nothing', async () => {
    await expect(drawn(null, { label: 2, count: 4, seed: 1 })).rejects.toThrow(/this run knows 2/);
    const of = (model: string) => ({ model, hyperparameters: { batchSize: 32 } as never });
    await expect(drawn(null, { label: 1, count: 4, seed: 1 }, of('gan-mlp'))).rejects.toThrow(
      /cannot be asked/,
    );
    await expect(drawn(null, { label: null, count: 4, seed: 1 }, of('classifier-mlp'))).rejects.toThrow(
      /generates nothing/,
    );
  });
});
