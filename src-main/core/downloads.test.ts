import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { zipSync } from 'fflate';
import type { Download } from '../contract/download';
import { datasetFiles } from '../datasets/files';
import { encodeIdxImages, encodeIdxLabels } from '../datasets/idx';
import { loadSplit } from '../datasets/load';
import { PUBLISHED_DATASETS, type PublishedDataset } from '../datasets/published';
import { downloadDataset } from '../downloads/download';
import { startFileServer, type FileServer } from '../testing/file-server';
import { freeDatasetId } from './dataset-folder';
import type { Workbench } from './workbench';
import { openReadOnly } from './read-only-workbench';
import { openWorkbench } from './workbench';
import { workbenchFixture } from '../testing/workbench-fixture';

/** Tests never reach the idle limit, and retry at once. */
const LIMITS = { idleMs: 20_000, retryMs: 1 };
const SIDE = 8;
/** All pixels of an image have one value, which depends on its index in the split. */
const images = (count: number, first: number) =>
  gzipSync(
    encodeIdxImages({
      images: Uint8Array.from(
        { length: count * SIDE * SIDE },
        (_, i) => first + Math.floor(i / (SIDE * SIDE)),
      ),
      count,
      height: SIDE,
      width: SIDE,
    }),
  );
const labels = (count: number, first = 0) =>
  gzipSync(encodeIdxLabels(Uint8Array.from({ length: count }, (_, i) => first + (i % 10))));

const FILES = new Map<string, Uint8Array>([
  ['train-images-idx3-ubyte.gz', images(40, 0)],
  ['train-labels-idx1-ubyte.gz', labels(40)],
  ['t10k-images-idx3-ubyte.gz', images(10, 100)],
  ['t10k-labels-idx1-ubyte.gz', labels(10)],
]);
const LETTERS = zipSync({
  'gzip/emnist-letters-train-images-idx3-ubyte.gz': images(52, 0),
  'gzip/emnist-letters-train-labels-idx1-ubyte.gz': gzipSync(
    encodeIdxLabels(Uint8Array.from({ length: 52 }, (_, i) => 1 + (i % 26))),
  ),
  'gzip/emnist-letters-test-images-idx3-ubyte.gz': images(26, 100),
  'gzip/emnist-letters-test-labels-idx1-ubyte.gz': gzipSync(
    encodeIdxLabels(Uint8Array.from({ length: 26 }, (_, i) => 1 + i)),
  ),
  'gzip/emnist-digits-train-images-idx3-ubyte.gz': images(10, 0),
});

const published = (bytes: Uint8Array) => ({
  bytes: bytes.length,
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const ABOUT = {
  kind: 'images',
  width: SIDE,
  height: SIDE,
  channels: 1,
  summary: 'A small set.',
  licence: 'CC0',
  citation: 'Nobody: Small sets. 2020.',
  homepage: 'https://example.org/sets',
} as const;

let server: FileServer;
let sets: readonly PublishedDataset[];
const fixture = workbenchFixture();
const opened: Workbench[] = [];

beforeEach(async () => {
  for (const name of ['HTTP_PROXY', 'http_proxy']) vi.stubEnv(name, undefined);
  fixture.fake.downloader.fetch = (request, watched) => downloadDataset(request, watched, LIMITS);
  server = await startFileServer([...FILES, ['gzip.zip', LETTERS]]);
  sets = [
    {
      ...ABOUT,
      id: 'fashion-mnist',
      name: 'Fashion-MNIST',
      trainCount: 40,
      testCount: 10,
      classCount: 10,
      mirrors: [server.url],
      files: [...FILES].map(([name, bytes]) => ({
        name,
        importedAs: `fashion-mnist-${name}`,
        ...published(bytes),
      })),
    },
    {
      ...ABOUT,
      id: 'emnist-letters',
      name: 'EMNIST letters',
      trainCount: 52,
      testCount: 26,
      classCount: 26,
      mirrors: [server.url],
      files: [
        {
          name: 'gzip.zip',
          members: ['train-images-idx3', 'train-labels-idx1', 'test-images-idx3', 'test-labels-idx1'].map(
            (part) => `gzip/emnist-letters-${part}-ubyte.gz`,
          ),
          ...published(LETTERS),
        },
      ],
    },
  ];
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const workbench of opened.splice(0)) await workbench.close();
  await server.close();
});

async function open(): Promise<Workbench> {
  const workbench = await openWorkbench({ ...fixture.options(), published: sets });
  workbench.events.subscribe((event) => fixture.events.push(event));
  opened.push(workbench);
  return workbench;
}
const states = () =>
  fixture.events
    .flatMap((event) => (event.type === 'download' ? [event.download.state] : []))
    .filter((state, i, all) => state !== all[i - 1]);
const listed = (workbench: Workbench, id = 'fashion-mnist') =>
  workbench.downloads.list().find((download) => download.id === id) as Download;
const folder = () => join(fixture.dataDir, 'downloads', 'fashion-mnist');
const problem = (code: string) => ({ problem: expect.objectContaining({ code }) as object });

describe('the published datasets', () => {
  it('have ids that follow from their names, https mirrors, and a hash for each file', () => {
    for (const { id, name, mirrors, files, classCount } of PUBLISHED_DATASETS) {
      expect(freeDatasetId(name, () => false)).toBe(id);
      expect(mirrors.length).toBeGreaterThan(1);
      for (const mirror of mirrors) expect(mirror).toMatch(/^https:\/\/.*\/$/);
      for (const { bytes, sha256 } of files) {
        expect(bytes).toBeGreaterThan(0);
        expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      }
      expect(classCount).toBeGreaterThan(1);
    }
  });
});

describe('downloads', () => {
  it('fetch nothing unless requested', async () => {
    const workbench = await open();
    expect(listed(workbench)).toMatchObject({ state: 'absent', receivedBytes: 0, problem: null });
    expect(server.asked).toEqual([]);
    expect(fixture.fake.trainers).toEqual([]);
  });

  it('become datasets with the exact bytes and the names of their classes', async () => {
    const workbench = await open();
    const dataset = await workbench.downloads.start('fashion-mnist');
    expect(dataset).toMatchObject({
      id: 'fashion-mnist',
      name: 'Fashion-MNIST',
      state: 'ready',
      trainCount: 40,
      testCount: 10,
    });
    expect(dataset.classNames[0]).toBe('T-shirt');
    expect(dataset.summary).toBe(
      `A small set. Fetched from ${new URL(server.url).host}. Licence: CC0. Nobody: Small sets. 2020.`,
    );
    const { train, test } = datasetFiles(join(fixture.dataDir, 'datasets', 'fashion-mnist'));
    expect(loadSplit(train).items).toEqual(
      Uint8Array.from({ length: 40 * 64 }, (_, i) => Math.floor(i / 64)),
    );
    expect(loadSplit(test).labels).toEqual(Uint8Array.from({ length: 10 }, (_, i) => i));
    expect(states()).toEqual(['downloading', 'importing', 'ready']);
    expect(listed(workbench)).toMatchObject({ state: 'ready', host: null, fraction: null });
    expect(existsSync(folder())).toBe(false);
  });

  it('use only the needed part of an archive', async () => {
    const workbench = await open();
    const dataset = await workbench.downloads.start('emnist-letters');
    expect(dataset).toMatchObject({ id: 'emnist-letters', trainCount: 52, testCount: 26 });
    expect(dataset.classNames.join('')).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  });

  it('continue after they were stopped, or after the program ended', async () => {
    const name = 'train-images-idx3-ubyte.gz';
    const half = Math.floor((FILES.get(name)?.length ?? 0) / 2);
    server.stallAt(name, half);
    const workbench = await open();
    const getting = workbench.downloads.start('fashion-mnist').catch((error: unknown) => error);
    await vi.waitFor(() => {
      expect(readFileSync(join(folder(), 'files', `fashion-mnist-${name}.part`))).toHaveLength(half);
    });
    expect(await workbench.downloads.stop('fashion-mnist')).toMatchObject({
      state: 'absent',
      receivedBytes: half,
      problem: null,
    });
    expect(await getting).toMatchObject(problem('download.stopped'));
    await workbench.close();

    const again = await open();
    expect(listed(again)).toMatchObject({ state: 'absent', receivedBytes: half });
    expect(await again.downloads.start('fashion-mnist')).toMatchObject({ trainCount: 40 });
    expect(server.asked.map(({ path, range }) => [path, range])).toContainEqual([
      name,
      `bytes=${String(half)}-`,
    ]);
  });

  it('end with the workbench, and are discarded on demand', async () => {
    server.stallAt('train-images-idx3-ubyte.gz', 10);
    const workbench = await open();
    const getting = workbench.downloads.start('fashion-mnist').catch((error: unknown) => error);
    await vi.waitFor(() => {
      expect(listed(workbench).receivedBytes).toBe(10);
    });
    await workbench.close();
    expect(await getting).toMatchObject(problem('download.stopped'));
    const again = await open();
    expect(await again.downloads.discard('fashion-mnist')).toMatchObject({ receivedBytes: 0 });
    expect(readdirSync(join(fixture.dataDir, 'downloads'))).toEqual([]);
  });

  it('are fetched once for several callers, and not again while the dataset exists', async () => {
    const workbench = await open();
    const { downloads } = workbench;
    const [one, two] = await Promise.all([
      downloads.start('fashion-mnist'),
      downloads.start('fashion-mnist'),
    ]);
    expect(two).toEqual(one);
    expect(server.asked).toHaveLength(4);
    await expect(downloads.start('fashion-mnist')).rejects.toMatchObject(problem('download.present'));
    await workbench.datasets.remove('fashion-mnist');
    expect(listed(workbench).state).toBe('absent');
    expect(states().at(-1)).toBe('absent');
    await downloads.start('fashion-mnist');
  });

  it('use another mirror if one is given', async () => {
    const other = await startFileServer(FILES);
    const workbench = await open();
    await workbench.downloads.start('fashion-mnist', other.url.slice(0, -1));
    expect([server.asked.length, other.asked.length]).toEqual([0, 4]);
    await other.close();
  });

  it('show why they failed until they are tried again', async () => {
    const workbench = await open();
    server.files.delete('t10k-labels-idx1-ubyte.gz');
    await expect(workbench.downloads.start('fashion-mnist')).rejects.toMatchObject(
      problem('download.failed'),
    );
    expect(listed(workbench)).toMatchObject({ state: 'absent', problem: { code: 'download.failed' } });
    expect(listed(workbench).receivedBytes).toBeGreaterThan(0);
    server.files.set('t10k-labels-idx1-ubyte.gz', labels(10));
    await workbench.downloads.start('fashion-mnist');
    expect(listed(workbench).problem).toBeNull();
    // Complete files are not requested again.
    expect(server.asked).toHaveLength(5);
  });

  it('are refused if they contain another dataset', async () => {
    const [first] = sets;
    sets = [{ ...(first as PublishedDataset), trainCount: 41 }];
    const workbench = await open();
    await expect(workbench.downloads.start('fashion-mnist')).rejects.toMatchObject({
      problem: {
        code: 'download.unexpected',
        message: expect.stringContaining('hold 40 + 10 items in 10 classes') as string,
      },
    });
    expect(workbench.datasets.has('fashion-mnist')).toBe(false);
  });

  it('are refused for an unknown name, and in a data folder that another program uses', async () => {
    const workbench = await open();
    await expect(workbench.downloads.start('imagenet')).rejects.toMatchObject({
      problem: { code: 'download.unknown', advice: 'There are fashion-mnist, emnist-letters.' },
    });
    const reader = await openReadOnly({ ...fixture.options(), published: sets });
    expect(reader.downloads.list()).toHaveLength(2);
    await expect(reader.downloads.start('fashion-mnist')).rejects.toMatchObject(
      problem('workbench.read-only'),
    );
    await reader.close();
  });
});
