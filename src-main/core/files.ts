import * as z from 'zod';
import { MAX_PREVIEW } from '../contract/dataset';
import { jsonOf } from '../contract/json';
import { LOG_FILE } from '../contract/system';
import { pointThumbnail, triplesThumbnail } from '../images/point-thumbnail';
import { MAX_SCALE, scalePng } from '../images/scale-png';
import { pointsCsv } from '../reports/points-csv';
import type { ReadOnlyStore } from '../store/open';
import type { Datasets } from './datasets';
import { LatentRequestSchema, WeightsSchema } from '../contract/latent';
import type { Drawings } from './drawings';
import { BINARY, Count, Id, Offset, type FileAnswer, type Routes } from './file-routes';
import { metricRoutes } from './metric-files';
import type { Exports } from './exports';
import { receivedFloats, type Latents } from './latents';
import type { Uploads } from './uploads';
import type { Models } from './models';
import type { Runs } from './runs';
import { readLog } from './log';

export type { FileAnswer };

export interface FilesContext {
  readonly store: ReadOnlyStore;
  readonly runs: Pick<Runs, 'get'>;
  readonly drawings: Pick<Drawings, 'find'>;
  readonly latents: Pick<Latents, 'answer'>;
  readonly datasets: Pick<Datasets, 'previewFile' | 'itemsFile' | 'meansFile'>;
  readonly uploads: Pick<Uploads, 'previewFile' | 'receive' | 'useInPlace'>;
  readonly exports: Pick<Exports, 'file'>;
  readonly models: Models;
  /** Aborted when the data folder is closed. */
  readonly closed: AbortSignal;
}

const CSV = 'text/csv; charset=utf-8';
const Scale = z.coerce.number().int().min(1).max(MAX_SCALE).default(1);
const Places = z.array(Offset).min(1).max(MAX_PREVIEW.images);

const THUMBNAIL_ITEMS = { images: 4, points: 300 } as const;

function figureRoutes({ store, drawings }: FilesContext): Routes {
  const sampleBytes = (id: number) => {
    const figure = store.figures.get(id);
    const bytes = store.figures.bytes(id);
    return figure === null || bytes === null ? null : { figure, bytes };
  };

  return [
    [
      /^\/files\/figures\/(\d+)$/,
      ([id]) => {
        const found = sampleBytes(Id.parse(id));
        return found && { bytes: found.bytes, mediaType: found.figure.mediaType };
      },
    ],
    [
      /^\/files\/figures\/(\d+)\/thumbnail$/,
      ([id]) => {
        const found = sampleBytes(Id.parse(id));
        if (found === null) return null;
        const picture = found.figure.kind === 'points' ? pointThumbnail(found.bytes) : found.bytes;
        return picture && { bytes: picture, mediaType: 'image/png' };
      },
    ],
    [
      /^\/files\/figures\/(\d+)\.png$/,
      ([id], query) => {
        const found = sampleBytes(Id.parse(id));
        if (found?.figure.mediaType !== 'image/png') return null;
        const { runId, kind, step } = found.figure;
        const scale = Scale.parse(query.get('scale') ?? undefined);
        const enlarged = scale === 1 ? '' : `-${String(scale)}x`;
        const fileName = `run-${String(runId)}-${kind}-step-${String(step)}${enlarged}.png`;
        return { bytes: scalePng(found.bytes, scale), mediaType: 'image/png', fileName };
      },
    ],
    [
      /^\/files\/qualities\/(\d+)\/closest-pairs$/,
      ([id]) => {
        const bytes = store.qualities.closestPng(Id.parse(id));
        return bytes && { bytes, mediaType: 'image/png' };
      },
    ],
    [
      /^\/files\/drawings\/([0-9a-f]+)$/,
      ([id]) => {
        const found = drawings.find(id ?? '');
        return found && { bytes: found.bytes, mediaType: found.sheet === null ? BINARY : 'image/png' };
      },
    ],
    [
      /^\/files\/drawings\/([0-9a-f]+)\.png$/,
      ([id], query) => {
        const found = drawings.find(id ?? '');
        if (found === null || found.sheet === null) return null;
        const bytes = scalePng(found.bytes, Scale.parse(query.get('scale') ?? undefined));
        return { bytes, mediaType: 'image/png', fileName: 'drawn-samples.png' };
      },
    ],
    [
      /^\/files\/drawings\/([0-9a-f]+)\.csv$/,
      ([id]) => {
        const found = drawings.find(id ?? '');
        const text = found && pointsCsv(found.bytes, found.classNames);
        if (text === null) return null;
        return { bytes: Buffer.from(text), mediaType: CSV, fileName: 'drawn-samples.csv' };
      },
    ],
  ];
}

const exportRoutes = ({ exports }: FilesContext): Routes => [
  [/^\/files\/exports\/([0-9a-f]+)$/, ([id]) => exports.file(id ?? '')],
];

function datasetRoutes({ datasets, uploads }: FilesContext): Routes {
  return [
    [
      /^\/files\/datasets\/([a-z0-9-]+)\/preview$/,
      ([id], query) => {
        const [offset, count] = [Offset.parse(query.get('offset')), Count.parse(query.get('count'))];
        return datasets.previewFile(id ?? '', offset, count);
      },
    ],
    [
      /^\/files\/datasets\/([a-z0-9-]+)\/items$/,
      ([id], query) => datasets.itemsFile(id ?? '', Places.parse(query.get('at')?.split(','))),
    ],
    [
      /^\/files\/datasets\/([a-z0-9-]+)\/thumbnail$/,
      ([id]) => {
        const images = datasets.previewFile(id ?? '', 0, THUMBNAIL_ITEMS.images);
        if (images === null || images.mediaType === 'image/png') return images;
        const points = datasets.previewFile(id ?? '', 0, THUMBNAIL_ITEMS.points);
        const picture = points && triplesThumbnail(points.bytes);
        return picture && { bytes: picture, mediaType: 'image/png' };
      },
    ],
    [/^\/files\/datasets\/([a-z0-9-]+)\/means$/, ([id]) => datasets.meansFile(id ?? '')],
    [/^\/files\/inspections\/([a-z0-9]+)\/preview$/, ([id]) => uploads.previewFile(id ?? '')],
  ];
}

const LOG_ROUTE: Routes[number] = [
  /^\/files\/workbench\.log$/,
  async () => ({ bytes: await readLog(), mediaType: 'text/plain; charset=utf-8', fileName: LOG_FILE }),
];

const LATENT_PATH = /^\/files\/runs\/(\d+)\/latent\/(\d+)\/([a-z]+)$/;
const LatentPath = z.object({ id: Id, step: Offset, weights: WeightsSchema });

/** Serves files, which are not part of the RPC API: the paths of `filePaths` in the contract. */
export function createFiles(context: FilesContext) {
  const { uploads, latents } = context;
  const routes = [
    ...figureRoutes(context),
    ...metricRoutes(context),
    ...exportRoutes(context),
    ...datasetRoutes(context),
    LOG_ROUTE,
  ];

  return {
    /**
     * @param path from `filePaths`, with its query
     * @returns `null` if there is no such file
     * @throws WorkbenchError if it exists, but cannot be served
     */
    async get(path: string): Promise<FileAnswer | null> {
      const { pathname, searchParams } = new URL(path, 'http://localhost');
      for (const [pattern, answer] of routes) {
        const match = pattern.exec(pathname);
        if (!match) continue;
        try {
          return await answer(match.slice(1), searchParams);
        } catch (error) {
          if (error instanceof z.ZodError || error instanceof URIError) return null;
          throw error;
        }
      }
      return null;
    },

    /**
     * Answers a request to a latent space that comes with floats.
     * @param path from `filePaths.latent`
     * @returns `null` if the path is not valid
     * @throws WorkbenchError as `Latents.answer`
     */
    async latent(
      path: string,
      chunks: AsyncIterable<Uint8Array>,
      signal?: AbortSignal,
    ): Promise<FileAnswer | null> {
      const { pathname, searchParams } = new URL(path, 'http://localhost');
      const [, id, step, weights] = LATENT_PATH.exec(pathname) ?? [];
      const place = LatentPath.safeParse({ id, step, weights });
      const request = LatentRequestSchema.safeParse(jsonOf(searchParams.get('request')));
      if (!place.success || !request.success) return null;
      const values = await receivedFloats(chunks);
      return { bytes: await latents.answer(place.data, request.data, values, signal), mediaType: BINARY };
    },

    /** Receives one file's bytes. @returns the id that `datasets.inspect` takes */
    receiveUpload: (name: string, chunks: AsyncIterable<Uint8Array>): Promise<string> =>
      uploads.receive(name, chunks),

    /** Uses a file or folder of this machine in place, for the command line only. @returns as `receiveUpload` */
    useInPlace: uploads.useInPlace,
  };
}
