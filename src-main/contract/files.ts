/**
 * Bytes travel beside the API, as plain GETs that both shells answer alike: the window through its own scheme, the
 * loopback server over HTTP. A path is relative to the page's origin. `core/files` answers them.
 */
export const filePaths = {
  /** A figure's bytes: PNG for sheets, `Float32Array` for a scatter. */
  sample: (sampleId: number) => `/files/samples/${String(sampleId)}`,
  /** A sheet enlarged by a whole factor, as a download. */
  samplePng: (sampleId: number, scale: number) =>
    `/files/samples/${String(sampleId)}.png?scale=${String(scale)}`,
  /** All values of a metric: `Float64Array` of (step, value) pairs in order of steps. */
  metric: (runId: number, name: string) => `/files/runs/${String(runId)}/metrics/${encodeURIComponent(name)}`,
  /** Every metric at every step, one row a step. */
  metricsCsv: (runId: number) => `/files/runs/${String(runId)}/metrics.csv`,
  /** Self-contained HTML about one run or, side by side, about several. */
  report: (runIds: readonly number[]) => `/files/report.html?runs=${runIds.join(',')}`,
  datasetSheet: (datasetId: string, offset: number, count: number) =>
    `/files/datasets/${datasetId}/sheet?offset=${String(offset)}&count=${String(count)}`,
  /** POST of one file's bytes; answers `{ "uploadId": string }`. */
  upload: (name: string) => `/files/uploads?name=${encodeURIComponent(name)}`,
} as const;

/** An upload larger than this is refused: four MNIST-format files of this size together are a dataset of 1 GiB. */
export const MAX_UPLOAD_BYTES = 256 * 1024 * 1024;
