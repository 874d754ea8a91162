import { decode, decodeApng } from 'fast-png';
import { beforeAll, describe, expect, it } from 'vitest';
import { defaultsOf, type HyperparameterValue } from '../contract/hyperparameters';
import type { Run, RunConfig } from '../contract/run';
import type { SavedLatents } from '../contract/saved-latents';
import type { DatasetFiles } from '../datasets/files';
import type { ExportContext, JobExporter, JobSource } from '../exports/exporter';
import { exporterById } from '../exports/registry';
import { modelById } from '../models/registry';
import { linear } from '../presentation/latent-geometry';
import { configOf, jobFixture, ofType, trained } from '../testing/job-fixture';
import { decodeWalk } from './export-walk';
import { latentAnswer } from './latent';
import { prepareInference } from './prepare';

const fixture = jobFixture();
const IMAGES: Partial<RunConfig> = {
  model: 'vae-mlp',
  hyperparameters: { batchSize: 32, hiddenUnits: '16', latentSize: 3 },
  budget: { unit: 'steps', count: 20 },
  checkpointEvery: 20,
};
/** Long enough for weights that differ from class to class, which the first ones do already. */
const SHORT: Partial<RunConfig> = { budget: { unit: 'steps', count: 2 }, checkpointEvery: 2 };
const FROM = [1, 0, 0.5];
const TO = [-1, 2, 0.5];
const WALK = { id: 7, kind: 'walk', name: 'Walk 1', path: 'linear', label: null, to: null };

interface Made {
  readonly dataset: DatasetFiles;
  readonly checkpoint: Uint8Array;
  readonly run: Run;
}

async function made(dataset: DatasetFiles, changes: Partial<RunConfig>): Promise<Made> {
  const checkpoint = ofType(await trained(dataset, changes), 'checkpoint').at(-1)?.bytes;
  // Exporters of walks read nothing else of a run.
  const run = { id: 1, name: 'first', color: 2, config: configOf(changes), checkpointStep: 20 } as Run;
  return { dataset, checkpoint: checkpoint ?? new Uint8Array(0), run };
}

/** What an exporter writes about a walk, with some of its options. */
async function written(
  { dataset, checkpoint, run }: Made,
  id: string,
  options: Record<string, HyperparameterValue>,
  saved: readonly Partial<SavedLatents>[] = [{ ...WALK, latents: [FROM, TO] } as SavedLatents],
): Promise<{ bytes: Buffer; progress: number[] }> {
  const store = {
    savedLatents: { list: () => saved },
    checkpoints: { list: () => [{ step: 20 }] },
    datasets: { list: () => [] },
  };
  const exporter = exporterById(id) as JobExporter;
  const about = { store, models: { info: (model: string) => modelById(model).info }, canPrint: false };
  const fields = exporter.fields([run], about as unknown as ExportContext);
  const progress: number[] = [];
  const source: Partial<JobSource> = {
    walks: (of, request) => decodeWalk(of, dataset, checkpoint, request),
    onProgress: (fraction) => progress.push(fraction),
  };
  const parts: Uint8Array[] = [];
  const all = { ...source, store } as unknown as JobSource;
  for await (const part of exporter.parts(all, [run], { ...defaultsOf(fields), ...options }))
    parts.push(part.slice());
  return { bytes: Buffer.concat(parts), progress };
}

describe('a walk of images', () => {
  let images: Made;
  beforeAll(async () => {
    images = await made(fixture.stripes(), IMAGES);
  });

  /** What the Latent screen would show at a latent. */
  async function shownAt(latent: Float32Array): Promise<number[]> {
    const { run, dataset, checkpoint } = images;
    const prepared = await prepareInference({ config: run.config, dataset, checkpoint });
    return [...latentAnswer(prepared, run.config, { kind: 'decode', label: null, to: null }, latent)];
  }

  it('is an animation without loss of what the Latent screen decodes', async () => {
    const options = { frames: 5, returns: false, scale: 1, rate: 10 };
    const { bytes, progress } = await written(images, 'latent-walk-apng', options);
    const { frames, width, height } = decodeApng(bytes);
    expect([width, height, frames.length]).toEqual([8, 8, 5]);
    for (const [i, { data }] of frames.entries()) {
      const latent = linear(Float32Array.from(FROM), Float32Array.from(TO), i / 4);
      expect([...data]).toEqual(await shownAt(latent));
    }
    expect(new Set(frames.map(({ data }) => data.join())).size).toBeGreaterThan(1);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual([...progress].sort((a, b) => a - b));
  });

  it('goes back to its start, enlarged, or is a part of it', async () => {
    const returned = await written(images, 'latent-walk-apng', { frames: 6, scale: 3 });
    const { frames, width } = decodeApng(returned.bytes);
    expect([frames.length, width]).toEqual([6, 24]);
    expect(frames[5]?.data).toEqual(frames[1]?.data);
    const part = await written(images, 'latent-walk-json', { first: 2, frames: 2, returns: false });
    expect(JSON.parse(part.bytes.toString())).toMatchObject({ frames: [TO, TO] });
  });

  it('is a GIF of the same frames', async () => {
    const { bytes } = await written(images, 'latent-walk-gif', { frames: 4, rate: 10 });
    expect(bytes.subarray(0, 6).toString()).toBe('GIF89a');
    expect(bytes.toString('latin1').split('\x21\xf9\x04')).toHaveLength(1 + 4);
  });

  it('is a strip in rows', async () => {
    const { bytes } = await written(images, 'latent-walk-png', { images: 5, columns: 3, scale: 2 });
    const { width, height } = decode(bytes);
    expect([width, height]).toEqual([3 * 16 + 2 * 2, 2 * 16 + 2]);
  });

  it('goes through latents of the prior by their seed, or through pins', async () => {
    const latentsOf = async (
      options: Record<string, HyperparameterValue>,
      saved: Partial<SavedLatents>[] = [],
    ) => {
      const { bytes } = await written(images, 'latent-walk-json', options, saved);
      return (JSON.parse(bytes.toString()) as { walk: { latents: number[][] } }).walk.latents;
    };
    const random = await latentsOf({ latents: 3, seed: 5 });
    expect(random.map(({ length }) => length)).toEqual([3, 3, 3]);
    expect(await latentsOf({ latents: 3, seed: 5 })).toEqual(random);
    expect(await latentsOf({ latents: 3, seed: 6 })).not.toEqual(random);
    const pins = [TO, FROM].map((latent, id) => ({
      ...WALK,
      kind: 'pin' as const,
      id,
      path: null,
      latents: [latent],
    }));
    expect(await latentsOf({}, pins)).toEqual([TO, FROM]);
  });
});

describe('a walk of points', () => {
  it('is drawn over the data, with the path up to each frame', async () => {
    const changes = { ...SHORT, model: 'gan-mlp-2d', hyperparameters: { batchSize: 32 } };
    const points = await made(fixture.points(), changes);
    const { bytes } = await written(points, 'latent-walk-apng', { frames: 4, returns: false, seed: 3 }, []);
    const { frames, width } = decodeApng(bytes);
    expect([width, frames.length]).toEqual([224, 4]);
    const inked = frames.map(({ data }) => [...data].filter((value) => value < 100).length);
    expect(inked[3]).toBeGreaterThanOrEqual(inked[0] ?? Infinity);
    expect(inked[0]).toBeGreaterThan(0);
  });
});

describe('a walk of a conditional model', () => {
  it('is of the class that was chosen for it, or of two mixed', async () => {
    const changes: Partial<RunConfig> = {
      ...SHORT,
      model: 'cgan',
      hyperparameters: { batchSize: 16, latentSize: 3 },
    };
    const conditional = await made(fixture.stripes(), changes);
    const frameOf = async (chosen: Partial<SavedLatents>) => {
      const saved = [{ ...WALK, ...chosen, latents: [FROM, TO] } as SavedLatents];
      const { bytes } = await written(conditional, 'latent-walk-png', { images: 2, scale: 1 }, saved);
      return [...decode(bytes).data];
    };
    expect(await frameOf({ label: 1 })).not.toEqual(await frameOf({ label: 0 }));
    expect(await frameOf({ label: 0, to: { label: 1, share: 1 } })).toEqual(await frameOf({ label: 1 }));
    await expect(frameOf({ label: 9 })).rejects.toMatchObject({ problem: { code: 'run.no-class' } });
  });
});
