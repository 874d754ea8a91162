import { rm } from 'node:fs/promises';
import { WorkbenchError } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import type {
  DatasetExportRequestSchema,
  Exported,
  ExportFormat,
  ExportRequestSchema,
} from '../contract/export';
import type { Run } from '../contract/run';
import { withImported } from '../contract/imported-run';
import { inLocale, type Locale } from '../contract/locale';
import type { DatasetExporter } from '../exports/dataset/exporter';
import { DATASET_EXPORTERS, datasetExporterById, datasetFormat } from '../exports/dataset/registry';
import type { ExportContext, Exporter } from '../exports/exporter';
import { datasetFileName, exportFileName } from '../exports/file-name';
import { writeParts } from '../exports/perform';
import { EXPORTERS, exporterById, formatFor, optionsFor, type ExportOptions } from '../exports/registry';
import type { Reports } from '../exports/reports';
import type { FileTask } from '../jobs/protocol';
import type { ReadOnlyStore } from '../store/open';
import type * as z from 'zod';
import type { Datasets } from './datasets';
import { doneUnlessAborted, performDatasetTask } from './dataset-task';
import type { Hub } from './events';
import { createExportedFiles, EXPORT_ENDS, type WriteFile, type WritingJob } from './exported-files';
import type { JobHost } from './job-host';
import type { Models } from './models';
import type { Printer } from './printer';
import type { Runs } from './runs';
import { textInTurns } from './turns';

export interface ExportsContext {
  readonly dataDir: string;
  readonly store: ReadOnlyStore;
  readonly runs: Pick<Runs, 'get'>;
  readonly host: JobHost;
  readonly events: Pick<Hub<WorkbenchEvent>, 'publish'>;
  readonly models: Models;
  readonly datasets: Pick<Datasets, 'get' | 'ready'>;
  readonly reports: Reports;
  /** Finds what prints; null if nothing can. */
  readonly printer: () => Printer | null;
}

export type Exports = ReturnType<typeof createExports>;

interface RunsJob extends WritingJob {
  readonly exporter: Exporter;
  readonly runs: readonly Run[];
  readonly options: ExportOptions;
  readonly locale: Locale;
}

interface DatasetJob extends WritingJob {
  readonly exporter: DatasetExporter;
  readonly id: string;
  readonly options: ExportOptions;
}

/** @throws WorkbenchError why there is nothing to write, or `export.options` */
function checkedOptions(format: ExportFormat, given: Readonly<Record<string, unknown>>): ExportOptions {
  if (format.problem !== null) throw new WorkbenchError(format.problem);
  return optionsFor(format, given);
}

/** Returns a function that writes one file about runs. */
function fileWriter({ dataDir, store, host, datasets, reports, printer, ...context }: ExportsContext) {
  const models = withImported(context.models);

  async function printed(html: AsyncIterable<Uint8Array>, file: string, signal: AbortSignal): Promise<void> {
    const page = `${file}.html`;
    try {
      await writeParts(page, html, signal);
      await printer()?.print(page, file, signal);
    } finally {
      await rm(page, { force: true });
    }
  }

  return async ({ exporter, runs, options, locale, file, onProgress, signal }: RunsJob): Promise<void> => {
    if (exporter.place !== 'job') {
      const parts = inLocale(locale, () =>
        exporter.parts({ store, models, reports, onProgress }, runs, options),
      );
      if (exporter.place === 'core') await writeParts(file, textInTurns(parts, signal), signal);
      else await printed(textInTurns(parts, signal), file, signal);
      return;
    }
    const [run] = runs;
    const isReady = exporter.needsModel === true && run !== undefined;
    const dataset = isReady ? (await datasets.ready(run.config.dataset)).files : null;
    const described = [...new Set(runs.map(({ config }) => config.model))].map((id) => models.info(id));
    const request = { format: exporter.id, runs, models: described, options, locale, dataDir, dataset, file };
    await performed(host, { type: 'export', request }, onProgress, signal);
  };
}

/** Returns a function that writes the items of a dataset, which is generated first if it does not exist. */
const datasetWriter =
  ({ host, datasets }: ExportsContext) =>
  async ({ exporter, id, options, file, onProgress, signal }: DatasetJob): Promise<void> => {
    const { files } = await datasets.ready(id);
    const source = { dataset: datasets.get(id), files };
    const request = { format: exporter.id, options, source, file };
    await performed(host, { type: 'export-dataset', request }, onProgress, signal);
  };

async function performed(
  host: JobHost,
  task: FileTask,
  onProgress: WritingJob['onProgress'],
  signal: AbortSignal,
): Promise<void> {
  const work = performDatasetTask(
    host,
    task,
    (message) => {
      if (message.type === 'progress') onProgress(message.done / Math.max(message.total, 1));
    },
    EXPORT_ENDS,
  );
  await doneUnlessAborted(work, signal);
}

/** What options depend on. Whether something prints is looked up once, since that searches the folders of programs. */
function aboutOf({ store, models, printer }: ExportsContext): ExportContext {
  let canPrint: boolean | undefined;
  return {
    store,
    models: withImported(models),
    get canPrint() {
      return (canPrint ??= printer() !== null);
    },
  };
}

/**
 * Writes files about runs and of datasets into a temporary folder, from where clients fetch them. Text is written by this process
 * between its other work, everything else by a process of its own.
 */
export function createExports(context: ExportsContext) {
  const { runs, events, datasets } = context;
  const about = aboutOf(context);
  const writeRuns = fileWriter(context);
  const writeDataset = datasetWriter(context);
  const files = createExportedFiles(events);

  async function create(
    { format, runs: ids, options: given, locale, key }: z.output<typeof ExportRequestSchema>,
    signal: AbortSignal,
  ): Promise<Exported> {
    const of = [...new Set(ids)].map((id) => runs.get(id));
    const exporter = exporterById(format);
    const options = checkedOptions(formatFor(exporter, of, about), given);
    const { mediaType, extension } = exporter;
    const numbers = of.map(({ id }) => id);
    const fileName = exportFileName(numbers, exporter.title(options), extension);
    const write: WriteFile = (job) => writeRuns({ ...job, exporter, runs: of, options, locale });
    return files.write({ fileName, mediaType, key }, write, signal);
  }

  async function createOfDataset(
    { format, dataset: id, options: given, key }: z.output<typeof DatasetExportRequestSchema>,
    signal: AbortSignal,
  ): Promise<Exported> {
    const exporter = datasetExporterById(format);
    const options = checkedOptions(datasetFormat(exporter, datasets.get(id)), given);
    const { mediaType, extension } = exporter;
    const fileName = datasetFileName(id, exporter.title(options), extension);
    const write: WriteFile = (job) => writeDataset({ ...job, exporter, id, options });
    return files.write({ fileName, mediaType, key }, write, signal);
  }

  return {
    /** Lists the formats that files about these runs can have. @throws WorkbenchError `run.unknown`, `run.removed` */
    formats(ids: readonly number[]): ExportFormat[] {
      const of = [...new Set(ids)].map((id) => runs.get(id));
      return EXPORTERS.map((exporter) => formatFor(exporter, of, about));
    },

    /**
     * Writes a file.
     * @param signal cancels it
     * @throws WorkbenchError `export.…`, `run.unknown`, `run.removed`, or as the exporter
     */
    create: (request: z.output<typeof ExportRequestSchema>, signal?: AbortSignal): Promise<Exported> =>
      files.inTurn(create, request, signal),

    /** Lists the formats that the items of a dataset can have. @throws WorkbenchError `dataset.unknown` */
    datasetFormats: (id: string): ExportFormat[] =>
      DATASET_EXPORTERS.map((exporter) => datasetFormat(exporter, datasets.get(id))),

    /** As `create`. @throws WorkbenchError `export.…`, `dataset.…` */
    createOfDataset: (
      request: z.output<typeof DatasetExportRequestSchema>,
      signal?: AbortSignal,
    ): Promise<Exported> => files.inTurn(createOfDataset, request, signal),

    /** Returns a written file; null if it is no longer available. */
    file: (id: string) => files.find(id),

    /** Cancels all exports, and deletes the written files. */
    close: () => files.close(),
  };
}
