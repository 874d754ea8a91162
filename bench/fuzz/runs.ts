/** Runs to import: archives with all kinds of parts, and event files of TensorBoard in a folder and in a ZIP. */
import { strToU8, zipSync } from 'fflate';
import {
  ARCHIVE_FORMAT,
  ARCHIVE_VERSION,
  MANIFEST_FILE,
  runFolder,
  type Manifest,
} from '../../src-main/contract/archive';
import { DEFAULT_SHEET } from '../../src-main/contract/run';
import { encodeSafetensors } from '../../src-main/engine/safetensors';
import { npyHeader } from '../../src-main/exports/npy';
import { encodeSheet } from '../../src-main/images/sheet';
import { archiveLike } from './archive';
import { eventFiles } from './events';
import type { Family } from './input';
import { zip } from './zip';

const STEPS = 20;
const CREATED_AT = 1_790_000_000_000;
const VALUES = Float64Array.from({ length: 2 * STEPS }, (_, i) => (i % 2 === 0 ? 1 + i / 2 : 1 / (1 + i)));
const SHEET = encodeSheet({
  ...{ tiles: Uint8Array.of(0, 0, 0, 0, 9, 9, 9, 9), count: 2, width: 2, height: 2, channels: 1, columns: 2 },
});
const WEIGHTS = encodeSafetensors({
  tensors: new Map([['w', { shape: [2], values: Float32Array.of(1, 2) }]]),
  metadata: { step: String(STEPS) },
});
const FILES = {
  metric: 'metrics/1.npy',
  figure: 'figures/samples-20.png',
  weights: 'checkpoints/20.safetensors',
};

const MANIFEST: Manifest = {
  ...{ format: ARCHIVE_FORMAT, version: ARCHIVE_VERSION, writtenBy: '0.1.0', writtenAt: CREATED_AT },
  runs: [
    {
      run: {
        ...{
          id: 1,
          name: 'first',
          state: 'stopped',
          color: 0,
          step: STEPS,
          totalSteps: 100,
          stepsPerEpoch: 10,
        },
        config: {
          ...{ model: 'gan-mlp', dataset: 'mnist-10k', seed: 1, budget: { unit: 'steps', count: 100 } },
          ...{ hyperparameters: {}, sampleEvery: 10, checkpointEvery: 10, sampleSheet: DEFAULT_SHEET },
          ...{ engine: 'auto', device: 'auto' },
        },
        ...{
          datasetName: 'MNIST 10k',
          datasetFingerprint: null,
          origin: null,
          tags: ['kept'],
          starred: true,
        },
        ...{
          engine: null,
          problem: null,
          createdAt: CREATED_AT,
          startedAt: CREATED_AT,
          finishedAt: CREATED_AT,
        },
        ...{ elapsedMs: 1000, latest: { g_loss: 1 }, sparkline: [1, 0.5], evaluations: [], window: null },
      },
      notes: 'Why?',
      networks: [],
      logs: [{ at: CREATED_AT, level: 'info', text: 'Started.' }],
      metrics: [{ name: 'g_loss', count: STEPS, file: FILES.metric }],
      figures: [
        {
          ...{ kind: 'samples', step: STEPS, mediaType: 'image/png', file: FILES.figure },
          sheet: { columns: 2, rows: 1, tileWidth: 2, tileHeight: 2 },
        },
      ],
      checkpoints: [
        {
          ...{ step: STEPS, elapsedMs: 1000, measured: null, isPinned: true },
          ...{ sizeBytes: WEIGHTS.length, file: FILES.weights },
        },
      ],
      qualities: [],
      savedLatents: [],
    },
  ],
  ...{ comparisons: [], blindRounds: [], datasets: [] },
};

const inRun = (file: string) => `${runFolder(1)}${file}`;
const ARCHIVE = zipSync({
  [inRun(FILES.metric)]: Buffer.concat([npyHeader('<f8', [STEPS, 2]), Buffer.from(VALUES.buffer)]),
  [inRun(FILES.figure)]: SHEET,
  [inRun(FILES.weights)]: WEIGHTS,
  [MANIFEST_FILE]: strToU8(JSON.stringify(MANIFEST)),
});
const archive = archiveLike(ARCHIVE);

export const runFamilies: readonly Family[] = [
  {
    name: 'archives of runs',
    holdsRuns: true,
    build: (f) => ({ files: [{ path: 'runs.lwrun', bytes: archive(f) }] }),
  },
  {
    name: 'folders of event files',
    holdsRuns: true,
    build: (f) => ({
      files: eventFiles(f).map(({ path, bytes }) => ({ path: `tfevents/${path}`, bytes })),
      given: ['tfevents'],
    }),
  },
  {
    name: 'ZIPs of event files',
    holdsRuns: true,
    build: (f) => {
      const entries = eventFiles(f).map(({ path, bytes }) => ({ name: path, bytes }));
      return { files: [{ path: 'logs.tfevents.zip', bytes: zip(f, f.parts('entries', entries)) }] };
    },
  },
];
