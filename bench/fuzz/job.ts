import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ImportOptions } from '../../src-main/contract/dataset';
import { problemOf } from '../../src-main/contract/error';
import type { JobHost } from '../../src-main/core/job-host';
import { openWorkbench, type Workbench } from '../../src-main/core/workbench';
import { archiveImportText } from '../../src-main/presentation/archive-text';
import { childProcessHost } from '../../src-main/shells/node/child-process-host';
import { openReadOnlyStore } from '../../src-main/store/open';
import { recordOf } from '../../src-main/testing/run-record';
import { faultsOfDataset, faultsOfListing, faultsOfProblem, listing } from './check';
import { limitWatch, MAX_CPU_MS } from './limits';
import { watchedHost, type Usage } from './usage';

export interface Attempt {
  readonly outcome: 'accepted' | 'refused' | 'cancelled';
  /** The refusal's code and message, or a description of the imported dataset. */
  readonly said: string;
  readonly faults: readonly string[];
  readonly usage: Usage;
}

const MAX_MEMORY = 1024 ** 3;

export type Importer = Awaited<ReturnType<typeof openImporter>>;

/**
 * A workbench that imports inputs as the window and the command line do: inspects them, creates the preview, and
 * imports them, in a process that is monitored.
 * @param home a folder for the data folder and the temporary files; anything else that appears there is a fault
 * @param trainer absolute path of the bundled trainer
 */
export async function openImporter(home: string, trainer: string) {
  const dataDir = join(home, 'data');
  const temporary = join(home, 'tmp');
  for (const folder of [temporary, join(dataDir, 'datasets')]) mkdirSync(folder, { recursive: true });
  const { host, watch } = watchedHost(childProcessHost(trainer));
  const inTemporary: JobHost = {
    spawn() {
      const own = process.env['TMPDIR'];
      process.env['TMPDIR'] = temporary;
      const child = host.spawn();
      if (own === undefined) delete process.env['TMPDIR'];
      else process.env['TMPDIR'] = own;
      return child;
    },
  };
  const workbench = await openWorkbench({
    dataDir,
    jobHost: inTemporary,
    version: '0.0.0',
    electron: null,
  });

  // Removed when the data folder is opened, and created when it is needed.
  mkdirSync(join(dataDir, 'uploads'), { recursive: true });

  return {
    /** @param lookMs processor time that the inspection of the files may use on the reference machine */
    async attempt(
      paths: readonly string[],
      options: ImportOptions,
      { lookMs = MAX_CPU_MS, holdsRuns = false }: { lookMs?: number; holdsRuns?: boolean } = {},
    ): Promise<Attempt> {
      const before = listing(home);
      const watching = watch();
      const cancel = new AbortController();
      const limits = limitWatch(watching.usage, lookMs, () => {
        cancel.abort();
      });
      watching.onMessage(limits.onMessage);
      const take = holdsRuns ? takenRuns : takenData;
      const result = await outcomeOf(() => take(workbench, paths, options, cancel.signal, limits));
      const exceeded = limits.end();
      const usage = watching.stop();
      const faults = [...exceeded.faults];
      if (usage.memory > MAX_MEMORY)
        faults.push(`The process had ${String(usage.memory >> 20)} MB in memory.`);
      // A message after a cancellation is not a refusal.
      if (!exceeded.cancelled) faults.push(...result.faults);
      faults.push(...faultsOfListing(before, listing(home)));
      return { ...result, outcome: exceeded.cancelled ? 'cancelled' : result.outcome, faults, usage };
    },

    async close(): Promise<void> {
      await workbench.close();
      rmSync(temporary, { recursive: true });
    },
  };
}

type Said = Pick<Attempt, 'said' | 'faults'>;

async function takenData(
  { datasets, files, dataDir }: Workbench,
  paths: readonly string[],
  options: ImportOptions,
  signal: AbortSignal,
  limits: ReturnType<typeof limitWatch>,
): Promise<Said> {
  const uploadIds = paths.map((path) => files.useInPlace(path));
  const { inspectionId, suggestedName } = await datasets.inspect(uploadIds, options, signal);
  limits.writing();
  const dataset = await datasets.import(inspectionId, suggestedName, signal);
  const faults = faultsOfDataset(join(dataDir, 'datasets', dataset.id), dataset);
  await datasets.details(dataset.id);
  await datasets.remove(dataset.id);
  return { said: `${String(dataset.trainCount)} + ${String(dataset.testCount)} ${dataset.kind}`, faults };
}

/** The runs stay in the database, which grows by little. */
async function takenRuns(
  { archives, files, runs, dataDir }: Workbench,
  [path = '']: readonly string[],
  _options: ImportOptions,
  signal: AbortSignal,
  limits: ReturnType<typeof limitWatch>,
): Promise<Said> {
  limits.writing();
  const imported = await archives.import(files.useInPlace(path), signal);
  const store = openReadOnlyStore(dataDir);
  for (const { id } of imported.runs) {
    runs.get(id);
    if (store !== null) recordOf(store, id);
  }
  store?.close();
  return { said: archiveImportText(imported).join(' '), faults: [] };
}

async function outcomeOf(take: () => Promise<Said>): Promise<Said & { outcome: 'accepted' | 'refused' }> {
  try {
    return { outcome: 'accepted', ...(await take()) };
  } catch (error) {
    const problem = problemOf(error);
    return {
      outcome: 'refused',
      said: `${problem.code}: ${error instanceof Error ? error.message : problem.message}`,
      faults: faultsOfProblem(problem),
    };
  }
}
