import { randomBytes } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoundedMap } from '../contract/bounded-map';
import { refusal, WorkbenchError } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import type { Exported, ExportFormat, ExportRequestSchema } from '../contract/export';
import type { Run } from '../contract/run';
import { withImported } from '../contract/imported-run';
import { inLocale, type Locale } from '../contract/locale';
import type { ExportContext, Exporter } from '../exports/exporter';
import { exportFileName } from '../exports/file-name';
import { writeParts } from '../exports/perform';
import { EXPORTERS, exporterById, formatFor, optionsFor, type ExportOptions } from '../exports/registry';
import type { Reports } from '../exports/reports';
import type { ReadOnlyStore } from '../store/open';
import type * as z from 'zod';
import type { Datasets } from './datasets';
import { doneUnlessAborted, performDatasetTask, throttled } from './dataset-task';
import type { Hub } from './events';
import type { JobHost } from './job-host';
import type { Models } from './models';
import type { Printer } from './printer';
import type { Runs } from './runs';
import { createSlots } from './slots';
import { textInTurns } from './turns';
import { unlessAborted } from './unless-aborted';

export interface ExportsContext {
  readonly dataDir: string;
  readonly store: ReadOnlyStore;
  readonly runs: Pick<Runs, 'get'>;
  readonly host: JobHost;
  readonly events: Pick<Hub<WorkbenchEvent>, 'publish'>;
  readonly models: Models;
  readonly datasets: Pick<Datasets, 'ready'>;
  readonly reports: Reports;
  /** Finds what prints; null if nothing can. */
  readonly printer: () => Printer | null;
}

export type Exports = ReturnType<typeof createExports>;

/** Beyond this number the oldest file is deleted; it can be written again. */
const MAX_FILES = 8;
const AT_ONCE = 2;
const MAX_WAITING = 16;

interface Written extends Exported {
  readonly path: string;
}

const ENDS = {
  cancelled: () => refusal('export.cancelled', {}),
  lost: () => refusal('export.interrupted', {}),
};

interface Job {
  readonly exporter: Exporter;
  readonly runs: readonly Run[];
  readonly options: ExportOptions;
  readonly locale: Locale;
  readonly file: string;
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
}

/** Returns a function that writes one file. */
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

  return async ({ exporter, runs, options, locale, file, onProgress, signal }: Job): Promise<void> => {
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
    const work = performDatasetTask(
      host,
      { type: 'export', request },
      (message) => {
        if (message.type === 'progress') onProgress(message.done / Math.max(message.total, 1));
      },
      ENDS,
    );
    await doneUnlessAborted(work, signal);
  };
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
 * Writes files about runs into a temporary folder, from where clients fetch them. Text is written by this process
 * between its other work, everything else by a process of its own.
 */
export function createExports(context: ExportsContext) {
  const { runs, events } = context;
  const about = aboutOf(context);
  const write = fileWriter(context);
  const written = new BoundedMap<string, Written>(MAX_FILES, ({ path }) => {
    void rm(path, { force: true });
  });
  const slots = createSlots({ atOnce: AT_ONCE, waiting: MAX_WAITING, tooMany });
  const closed = new AbortController();
  let folder: Promise<string> | null = null;

  async function create(
    { format, runs: ids, options: given, locale, key }: z.output<typeof ExportRequestSchema>,
    signal: AbortSignal,
  ): Promise<Exported> {
    const of = [...new Set(ids)].map((id) => runs.get(id));
    const exporter = exporterById(format);
    const described = formatFor(exporter, of, about);
    if (described.problem !== null) throw new WorkbenchError(described.problem);
    const options = optionsFor(described, given);
    folder ??= mkdtemp(join(tmpdir(), 'latent-workbench-exports-'));
    const id = randomBytes(8).toString('hex');
    const path = join(await folder, id);
    const onProgress = throttled((fraction: number) => {
      events.publish({ type: 'export-progress', key, fraction });
    });
    try {
      await write({ exporter, runs: of, options, locale, file: path, onProgress, signal });
    } catch (error) {
      await rm(path, { force: true });
      throw signal.aborted ? ENDS.cancelled() : error;
    }
    const { size: bytes } = await stat(path);
    const fileName = exportFileName(
      of.map((run) => run.id),
      exporter.title(options),
      exporter.extension,
    );
    const { mediaType } = exporter;
    written.set(id, { id, path, fileName, mediaType, bytes });
    return { id, fileName, mediaType, bytes };
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
    async create(request: z.output<typeof ExportRequestSchema>, signal?: AbortSignal): Promise<Exported> {
      const stop = new AbortController();
      const end = () => {
        stop.abort();
      };
      const signals = [closed.signal, ...(signal === undefined ? [] : [signal])];
      for (const each of signals) each.addEventListener('abort', end, { once: true });
      if (signals.some(({ aborted }) => aborted)) end();
      try {
        const work = slots.run(() => create(request, stop.signal), ENDS.cancelled, stop.signal);
        return await unlessAborted(work, stop.signal, ENDS.cancelled);
      } finally {
        for (const each of signals) each.removeEventListener('abort', end);
      }
    },

    /** Returns a written file; null if it is no longer available. */
    file(id: string): { bytes: AsyncIterable<Uint8Array>; mediaType: string; fileName: string } | null {
      const found = written.get(id);
      if (found === undefined) return null;
      const { path, mediaType, fileName } = found;
      return { bytes: bytesOf(path), mediaType, fileName };
    },

    /** Cancels all exports, and deletes the written files. */
    async close(): Promise<void> {
      closed.abort();
      slots.clear(ENDS.cancelled);
      if (folder !== null) rmSync(await folder, { recursive: true, force: true });
    },
  };
}

/** Opens the file only when it is read, so that one that nobody reads can be deleted. */
async function* bytesOf(path: string): AsyncGenerator<Uint8Array, void, void> {
  yield* createReadStream(path) as AsyncIterable<Uint8Array>;
}

function tooMany(): WorkbenchError {
  return refusal('export.busy', { waiting: MAX_WAITING });
}
