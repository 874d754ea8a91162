import type { ComparisonSection } from './saved-comparison';

import type { LatentPlace, LatentQuestion } from './latent';

/** What a report shows; all of it where nothing is chosen. */
interface ReportChoice {
  readonly sections?: readonly ComparisonSection[] | undefined;
  /** The id of the run that others are compared with. */
  readonly baseline?: number | null;
}

/**
 * Bytes travel beside the API, as plain GETs and POSTs that both shells answer alike: the window through its own scheme, the
 * loopback server over HTTP. A path is relative to the page's origin. `core/files` answers them.
 */
export const filePaths = {
  /** A figure's bytes: PNG for sheets, `Float32Array` for a scatter. */
  figure: (figureId: number) => `/files/figures/${String(figureId)}`,
  /** A figure as a picture for a row: a sheet as it is, points on 56×56 pixels. */
  thumbnail: (figureId: number) => `/files/figures/${String(figureId)}/thumbnail`,
  /** A sheet enlarged by a whole factor, as a download. */
  figurePng: (figureId: number, scale: number) =>
    `/files/figures/${String(figureId)}.png?scale=${String(scale)}`,
  /** What `runs.draw` made: a sheet as PNG, or points as a point cloud. */
  drawing: (drawingId: string) => `/files/drawings/${drawingId}`,
  /** The sheet enlarged by a whole factor, as a download. */
  drawingPng: (drawingId: string, scale: number) => `/files/drawings/${drawingId}.png?scale=${String(scale)}`,
  /** Drawn points as `x,y`, with a `label` where a class was asked for: what an import reads, as a download. */
  drawingCsv: (drawingId: string) => `/files/drawings/${drawingId}.csv`,
  /** All values of a metric: `Float64Array` of (step, value) pairs in order of steps. */
  metric: (runId: number, name: string) => `/files/runs/${String(runId)}/metrics/${encodeURIComponent(name)}`,
  /** Every metric at every step, one row a step. */
  metricsCsv: (runId: number) => `/files/runs/${String(runId)}/metrics.csv`,
  /** Every value of every evaluation of samples, with what it rests on. */
  qualityCsv: (runId: number) => `/files/runs/${String(runId)}/quality.csv`,
  /** A PNG of the samples of an evaluation that are nearest to training images: see `ClosestPairs`. */
  closestPairs: (qualityId: number) => `/files/qualities/${String(qualityId)}/closest-pairs`,
  /** Self-contained HTML about one run or, side by side, about several. */
  report: (runIds: readonly number[], { sections, baseline }: ReportChoice = {}) =>
    `/files/report.html?runs=${runIds.join(',')}` +
    (sections === undefined ? '' : `&sections=${sections.join(',')}`) +
    (baseline == null ? '' : `&baseline=${String(baseline)}`),
  /** That of a saved comparison. */
  savedReport: (name: string) => `/files/report.html?saved=${encodeURIComponent(name)}`,
  /** A PNG sheet of images, or points: see `DatasetPreview`. */
  datasetPreview: (datasetId: string, offset: number, count: number) =>
    `/files/datasets/${datasetId}/preview?offset=${String(offset)}&count=${String(count)}`,
  /** A dataset as a picture for a row: four images side by side, or points on 56×56 pixels. */
  datasetThumbnail: (datasetId: string) => `/files/datasets/${datasetId}/thumbnail`,
  /** A PNG sheet of images to train on, by their places in the split. */
  datasetItems: (datasetId: string, items: readonly number[]) =>
    `/files/datasets/${datasetId}/items?at=${items.join(',')}`,
  /** A PNG sheet of means: see `DatasetDetails`. */
  datasetMeans: (datasetId: string) => `/files/datasets/${datasetId}/means`,
  /** What the workbench and its processes have logged, as a download. */
  log: '/files/workbench.log',
  inspectionPreview: (inspectionId: string) => `/files/inspections/${inspectionId}/preview`,
  /** POST of 32-bit floats; answers the bytes that the request asks for: see `LatentRequestSchema`. */
  latent: ({ id, step, weights }: Required<LatentPlace>, request: LatentQuestion) =>
    `/files/runs/${String(id)}/latent/${String(step)}/${weights}?request=${encodeURIComponent(JSON.stringify(request))}`,
  /** POST of one file's bytes; answers `{ "uploadId": string }`. */
  upload: (name: string) => `/files/uploads?name=${encodeURIComponent(name)}`,
} as const;

/** An upload larger than this is refused: four files of this size together are as much as a dataset may have. */
export const MAX_UPLOAD_BYTES = 256 * 1024 * 1024;

/** A report of more runs is refused: nobody could read it. */
export const MAX_REPORT_RUNS = 500;
