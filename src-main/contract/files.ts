import { isArchiveName, MAX_ARCHIVE_BYTES } from './archive-file';
import { isEventFileName, MAX_EVENT_FILE_BYTES } from './event-file';
import type { StepRange } from './metric-block';
import type { MetricPlace } from './metric-place';
import type { RunMetric } from './series-file';
import type { LatentPlace, LatentQuestion } from './latent';

/**
 * Bytes are transferred outside the API, as plain GETs and POSTs that both shells serve alike: the window through its
 * own scheme, the loopback server over HTTP. Paths are relative to the page's origin. `core/files` serves them.
 */
export const filePaths = {
  /** A figure's bytes: PNG for sheets, `Float32Array` for a scatter. */
  figure: (figureId: number) => `/files/figures/${String(figureId)}`,
  /** A figure as a thumbnail: a sheet unchanged, points on 168×168 pixels. */
  thumbnail: (figureId: number) => `/files/figures/${String(figureId)}/thumbnail`,
  /** A sheet enlarged by a whole factor, as a download. */
  figurePng: (figureId: number, scale: number) =>
    `/files/figures/${String(figureId)}.png?scale=${String(scale)}`,
  /** The result of `runs.draw`: a sheet as PNG, or points as a point cloud. */
  drawing: (drawingId: string) => `/files/drawings/${drawingId}`,
  /** The sheet enlarged by a whole factor, as a download. */
  drawingPng: (drawingId: string, scale: number) => `/files/drawings/${drawingId}.png?scale=${String(scale)}`,
  /** Drawn points as `x,y`, with a `label` if a class was requested, in a form that can be imported; as a download. */
  drawingCsv: (drawingId: string) => `/files/drawings/${drawingId}.csv`,
  /** All values of a metric: `Float64Array` of (step, value) pairs in order of steps. */
  metric: (runId: number, name: string) => `/files/runs/${String(runId)}/metrics/${encodeURIComponent(name)}`,
  /**
   * Metrics of any runs as charts need them, one after another as `decodeSeries` reads them.
   * @param columns to how many columns longer series are reduced
   * @param range the steps to read; all by default
   */
  series: (metrics: readonly RunMetric[], columns: number, range?: StepRange) =>
    `/files/series?columns=${String(columns)}` +
    (range === undefined ? '' : `&from=${String(range.from)}&to=${String(range.to)}`) +
    metrics.map(({ runId, name }) => `&metric=${String(runId)}/${encodeURIComponent(name)}`).join(''),
  /** A value of a metric for each run: `Float64Array` of (run id, value) pairs. */
  metricValues: (name: string, place: MetricPlace) =>
    `/files/metric-values/${encodeURIComponent(name)}?at=${String(place)}`,
  /** A PNG of the samples of an evaluation that are nearest to training images: see `ClosestPairs`. */
  closestPairs: (qualityId: number) => `/files/qualities/${String(qualityId)}/closest-pairs`,
  /** A PNG sheet of images, or points: see `DatasetPreview`. */
  datasetPreview: (datasetId: string, offset: number, count: number) =>
    `/files/datasets/${datasetId}/preview?offset=${String(offset)}&count=${String(count)}`,
  /** A dataset as a thumbnail: four images side by side, or points on 168×168 pixels. */
  datasetThumbnail: (datasetId: string) => `/files/datasets/${datasetId}/thumbnail`,
  /** A PNG sheet of training images, by their indices in the split. */
  datasetItems: (datasetId: string, items: readonly number[]) =>
    `/files/datasets/${datasetId}/items?at=${items.join(',')}`,
  /** A PNG sheet of mean images: see `DatasetDetails`. */
  datasetMeans: (datasetId: string) => `/files/datasets/${datasetId}/means`,
  /** A written export, as a download: see `Exported`. */
  exported: (exportId: string) => `/files/exports/${exportId}`,
  /** The log of the workbench and its processes, as a download. */
  log: '/files/workbench.log',
  inspectionPreview: (inspectionId: string) => `/files/inspections/${inspectionId}/preview`,
  /** POST of 32-bit floats; answers the bytes that the request asks for: see `LatentRequestSchema`. */
  latent: ({ id, step, weights }: Required<LatentPlace>, request: LatentQuestion) =>
    `/files/runs/${String(id)}/latent/${String(step)}/${weights}?request=${encodeURIComponent(JSON.stringify(request))}`,
  /** POST of one file's bytes; answers `{ "uploadId": string }`. */
  upload: (name: string) => `/files/uploads?name=${encodeURIComponent(name)}`,
} as const;

/** The largest upload: four files of this size together are the most that a dataset may have. */
export const MAX_UPLOAD_BYTES = 256 * 1024 * 1024;

/** The largest upload with this name: archives of runs hold checkpoints. */
export const mostBytesOf = (name: string): number =>
  isArchiveName(name) ? MAX_ARCHIVE_BYTES : isEventFileName(name) ? MAX_EVENT_FILE_BYTES : MAX_UPLOAD_BYTES;

/** The most runs in a report: nobody could read a longer one. */
export const MAX_REPORT_RUNS = 500;
