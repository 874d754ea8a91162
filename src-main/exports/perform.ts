import { setLocaleSource, type Locale } from '../contract/locale';
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { refusal } from '../contract/error';
import type { ModelInfo } from '../contract/model';
import type { Run } from '../contract/run';
import { openReadOnlyStore } from '../store/open';
import type { DatasetFiles } from '../datasets/files';
import type { Trace } from '../engine/trace';
import type { DatasetSource } from './dataset/exporter';
import { datasetExporterById } from './dataset/registry';
import type { JobSource } from './exporter';
import type { SampleRequest, SampleSet } from './samples';
import { checkpointBytes } from './checkpoint-bytes';
import type { RecordedStart } from './recorded-start';
import { exporterById, type ExportOptions } from './registry';
import type { NetworkRequest } from './traced-network';
import type { DecodedWalk, WalkRequest } from './walk/decoded-walk';

/** What a process needs to know to write a file about runs. */
export interface ExportTask {
  readonly format: string;
  readonly runs: readonly Run[];
  /** What is known of their models. */
  readonly models: readonly ModelInfo[];
  /** All options, checked. */
  readonly options: ExportOptions;
  readonly locale: Locale;
  readonly dataDir: string;
  /** The dataset of the run, if the format needs its model. */
  readonly dataset: DatasetFiles | null;
  /** The file to write. */
  readonly file: string;
}

/** What a process needs to know to write the items of a dataset. */
export interface DatasetExportTask extends Pick<ExportTask, 'format' | 'options' | 'file'> {
  readonly source: Pick<DatasetSource, 'dataset' | 'files'>;
}

/** Work with the model of a run and the weights of a checkpoint. */
type WithModel<Request, Result> = (
  run: Run,
  dataset: DatasetFiles,
  checkpoint: Uint8Array,
  request: Request,
) => Promise<Result>;

/** What exporters have done with models, which this folder does not know. */
export interface ModelWork {
  readonly draw: WithModel<SampleRequest, SampleSet>;
  readonly walk: WithModel<WalkRequest, DecodedWalk>;
  readonly trace: WithModel<NetworkRequest, Trace>;
  /** Takes the first steps again. */
  readonly start: (run: Run, dataset: DatasetFiles, count: number) => Promise<RecordedStart>;
}

interface Watched extends Pick<JobSource, 'onProgress'> {
  readonly signal: AbortSignal;
  readonly models: ModelWork;
}

/**
 * Writes a file in this process, which opens the data folder for reading beside the process that writes it.
 * @throws WorkbenchError as the exporter
 */
export async function performExport(
  task: ExportTask,
  { signal, onProgress, models }: Watched,
): Promise<void> {
  const exporter = exporterById(task.format);
  if (exporter.place !== 'job') throw new TypeError(`${task.format} is written by the core.`);
  const store = openReadOnlyStore(task.dataDir);
  if (store === null) throw refusal('run.unknown', { id: task.runs[0]?.id ?? 0 });
  try {
    const datasetOf = (): DatasetFiles => {
      if (task.dataset === null) throw new TypeError(`${task.format} was given no dataset.`);
      return task.dataset;
    };
    const atCheckpoint =
      <Request extends { readonly step: number }, Result>(work: WithModel<Request, Result>) =>
      async (run: Run, request: Request): Promise<Result> =>
        work(run, datasetOf(), checkpointBytes(store, run, request.step), request);
    const samples = atCheckpoint(models.draw);
    const walks = atCheckpoint(models.walk);
    const networks = atCheckpoint(models.trace);
    const starts: JobSource['starts'] = async (run, count) => models.start(run, datasetOf(), count);
    const info = (id: string): ModelInfo => {
      const found = task.models.find((model) => model.id === id);
      if (found === undefined) throw new TypeError(`${task.format} was given no description of ${id}.`);
      return found;
    };
    const { dataDir } = task;
    const work = { samples, walks, networks, starts };
    const source = { store, models: { info }, ...work, onProgress, signal, dataDir };
    // This process writes one file and ends.
    setLocaleSource(() => task.locale);
    const parts = exporter.parts(source, task.runs, task.options);
    await writeParts(task.file, parts, signal);
  } finally {
    store.close();
  }
}

/** Writes the items of a dataset in this process. @throws WorkbenchError as `readItems`, or as the exporter */
export async function performDatasetExport(
  { format, options, source, file }: DatasetExportTask,
  { signal, onProgress }: Omit<Watched, 'models'>,
): Promise<void> {
  await writeParts(file, datasetExporterById(format).parts({ ...source, onProgress }, options), signal);
}

/**
 * Writes the parts of a file as they are made: never more than a few of them are in memory.
 * @throws WorkbenchError `export.cancelled`
 */
export async function writeParts(
  file: string,
  parts: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  signal: AbortSignal,
): Promise<void> {
  const source = Readable.from(parts, { objectMode: true, highWaterMark: 1 });
  try {
    await pipeline(source, createWriteStream(file), { signal });
  } catch (error) {
    // Not a defect, which a process would log.
    throw signal.aborted ? refusal('export.cancelled', {}) : error;
  }
}
