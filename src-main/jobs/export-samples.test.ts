import { describe, expect, it } from 'vitest';
import { decodeSheet } from '../images/scale-png';
import { sheetTiles } from '../images/sheet';
import { configOf, jobFixture, ofType, trained } from '../testing/job-fixture';
import { draw } from './draw';
import { drawSamples } from './export-samples';
import { prepareInference } from './prepare';
import type { RunConfig } from '../contract/run';

const fixture = jobFixture();

async function checkpointOf(changes: Partial<RunConfig>): Promise<Uint8Array> {
  const messages = await trained(fixture.stripes(), changes);
  return ofType(messages, 'checkpoint').at(-1)?.bytes ?? new Uint8Array(0);
}

describe('exported samples', () => {
  it('are those that are drawn with the same seed, in blocks', async () => {
    const changes = { checkpointEvery: 25, budget: { unit: 'steps' as const, count: 25 } };
    const checkpoint = await checkpointOf(changes);
    const config = configOf(changes);
    const request = { step: 25, count: 260, seed: 3, label: null };
    const { latents, latentSize, labels, shape, blocks } = await drawSamples(
      { config },
      fixture.stripes(),
      checkpoint,
      request,
    );
    const images = [...blocks];
    expect(images.map(({ length }) => length)).toEqual([250 * 64, 10 * 64]);
    expect([shape, labels, latents.length]).toEqual([[8, 8, 1], null, 260 * latentSize]);
    const prepared = await prepareInference({ config, dataset: fixture.stripes(), checkpoint });
    const { sheet, bytes } = draw(prepared, request);
    if (sheet === null) throw new Error('Images have a sheet.');
    const tiles = sheetTiles(decodeSheet(bytes), sheet);
    expect(Buffer.concat(images.map((block) => Buffer.from(block.buffer)))).toEqual(
      Buffer.from(tiles.subarray(0, 260 * 64)),
    );
  });

  it('are of the chosen class, or of all classes in turn', async () => {
    const changes: Partial<RunConfig> = {
      model: 'cgan',
      hyperparameters: { batchSize: 16 },
      budget: { unit: 'steps', count: 2 },
      checkpointEvery: 2,
    };
    const checkpoint = await checkpointOf(changes);
    const labelsOf = async (label: number | null) => {
      const request = { step: 2, count: 5, seed: 1, label };
      const { labels } = await drawSamples(
        { config: configOf(changes) },
        fixture.stripes(),
        checkpoint,
        request,
      );
      return labels && [...labels];
    };
    expect(await labelsOf(null)).toEqual([0, 1, 0, 1, 0]);
    expect(await labelsOf(1)).toEqual([1, 1, 1, 1, 1]);
  });
});
