import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { RunConfig } from '../contract/run';
import type { DatasetFiles } from '../datasets/files';
import { encodeFloats, encodeIdxHeader, encodeIdxImages, encodeIdxLabels } from '../datasets/idx';
import { taskControl } from '../jobs/control';
import type { TrainMessage } from '../jobs/send-parts';
import { train } from '../jobs/train';

/** Neither is a multiple of a batch, and neither has equally many items of each class. */
export const COUNTS = { train: 333, test: 47 };

type Write = (name: string, count: number) => Buffer | Uint8Array;

/** For tests: small datasets in a folder of their own, and runs on them. */
export function jobFixture() {
  const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-trainer-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  const write = (kind: string, classes: number, encode: Write): DatasetFiles => {
    const split = (name: 'train' | 'test') => {
      const count = COUNTS[name];
      const [items, labels] = ['items', 'labels'].map((part) => join(folder, `${kind}-${name}-${part}`));
      if (items === undefined || labels === undefined) throw new Error('No file names.');
      writeFileSync(items, encode(name, count));
      writeFileSync(labels, encodeIdxLabels(Uint8Array.from({ length: count }, (_, i) => i % classes)));
      return { items, labels };
    };
    return { train: split('train'), test: split('test') };
  };

  return {
    /** 8×8 images of two kinds, enough to train on. */
    stripes: () =>
      write('stripes', 2, (_, count) => {
        const images = Uint8Array.from({ length: count * 64 }, (_, i) =>
          (i >> 6) % 2 === (i >> 2) % 2 ? 255 : 0,
        );
        return encodeIdxImages({ images, count, width: 8, height: 8 });
      }),
    /** 8×8 images that all differ; those of the test split are darker. */
    noise: () =>
      write('noise', 3, (name, count) => {
        const most = name === 'train' ? 256 : 40;
        const images = Uint8Array.from(
          { length: count * 64 },
          (_, i) => (Math.imul(i + 1, 2654435761) >>> 8) % most,
        );
        return encodeIdxImages({ images, count, width: 8, height: 8 });
      }),
    /** 8×8 images, red or blue all over. */
    colours: () =>
      write('colours', 2, (_, count) => {
        const pixels = Uint8Array.from({ length: count * 192 }, (_, i) =>
          i % 3 === (Math.floor(i / 192) % 2) * 2 ? 255 : 0,
        );
        return Buffer.concat([encodeIdxHeader([count, 8, 8, 3]), pixels]);
      }),
    /** Two places in the plane, one per class. */
    points: () =>
      write('points', 2, (_, count) => {
        const points = Float32Array.from({ length: 2 * count }, (_, i) =>
          Math.floor(i / 2) % 2 === 0 ? 3 : 5,
        );
        return Buffer.concat([encodeIdxHeader([count, 2]), encodeFloats(points)]);
      }),
  };
}

export const configOf = (changes: Partial<RunConfig> = {}): RunConfig => ({
  model: 'vae-mlp',
  dataset: 'stripes',
  seed: 4,
  budget: { unit: 'steps', count: 25 },
  hyperparameters: { batchSize: 32, hiddenUnits: '16, 16' },
  sampleEvery: 10,
  sampleSheet: { columns: 8, rows: 8 },
  checkpointEvery: 10,
  engine: 'auto',
  device: 'auto',
  ...changes,
});

type OnMessage = (message: TrainMessage, tasks: ReturnType<typeof taskControl>) => void;

/** Trains to the end. @returns all messages that were posted */
export async function trained(
  dataset: DatasetFiles,
  changes: Partial<RunConfig> = {},
  checkpoint: Uint8Array | null = null,
  onMessage: OnMessage = () => undefined,
): Promise<TrainMessage[]> {
  const messages: TrainMessage[] = [];
  const tasks = taskControl();
  await train({ config: configOf(changes), dataset, checkpoint }, tasks.control, (message) => {
    messages.push(message);
    if (message.type === 'checkpoint') tasks.checkpointRecorded();
    onMessage(message, tasks);
  });
  return messages;
}

export const ofType = <Message extends { readonly type: string }, Type extends Message['type']>(
  messages: readonly Message[],
  type: Type,
) => messages.filter((message): message is Extract<Message, { type: Type }> => message.type === type);

/** All rows of a metric, over all messages. */
export function seriesOf(messages: readonly TrainMessage[], name: string): [number, number][] {
  return ofType(messages, 'metrics').flatMap(({ rows }) =>
    rows
      .filter((row) => row.name === name)
      .flatMap(({ steps, values }) => steps.map((s, i) => [s, values[i] ?? NaN] as [number, number])),
  );
}
