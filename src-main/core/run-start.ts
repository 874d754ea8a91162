import { refusal } from '../contract/error';
import type { Run } from '../contract/run';
import { readParts } from './checkpoint-parts';
import { clearRows } from './clear-rows';
import type { Datasets } from './datasets';
import { toProblem } from './problem';
import { logToRun } from './run-log';
import type { RecordingContext } from './recording';
import type { RunDataset } from './training';

/**
 * Waits for a queued run's dataset, deletes what the run recorded after its checkpoint, and reads the checkpoint.
 * @param left checked after every wait: whether the run has left the queue
 * @returns its dataset and checkpoint; null if it has left
 * @throws WorkbenchError if its dataset is not available, or not the one that the run was trained on
 */
export async function prepareRun(
  { store, liveRuns, events }: Pick<RecordingContext, 'store' | 'liveRuns' | 'events'>,
  datasets: Datasets,
  id: number,
  left: () => boolean,
): Promise<RunDataset | null> {
  const run = liveRuns.usable(id);
  const { dataset } = run.config;
  if (datasets.get(dataset).state !== 'ready') {
    logToRun({ store, events }, id, 'info', { code: 'waits-for-dataset', dataset: run.datasetName });
  }
  const { files, fingerprint } = await datasets.ready(dataset);
  if (left()) return null;
  if (run.checkpointStep !== null && run.datasetFingerprint !== fingerprint) throw changedDataset(run);
  // These may be millions of rows.
  if (!(await clearRows(store, id, run.checkpointStep ?? -1, left))) return null;
  const newest = store.checkpoints.find(id);
  const checkpoint = newest === null ? [] : await readParts(store, newest, left);
  return checkpoint === null ? null : { files, fingerprint, checkpoint };
}

/**
 * Ends a run that could not be started.
 * @returns whether that was recorded; if not, its row still says queued
 */
export function failBeforeStart(
  { store, liveRuns }: Pick<RecordingContext, 'store' | 'liveRuns'>,
  id: number,
  error: unknown,
): boolean {
  const problem = toProblem(`Run ${String(id)} could not be started`, error, store.file);
  const finishedAt = Date.now();
  let recorded = true;
  try {
    store.runs.finish(id, 'failed', finishedAt, problem);
    liveRuns.close(id);
  } catch (unwritten) {
    toProblem(`That run ${String(id)} failed could not be recorded`, unwritten, store.file);
    liveRuns.open({ ...liveRuns.get(id), state: 'failed', problem, finishedAt });
    recorded = false;
  }
  liveRuns.announce(id);
  return recorded;
}

function changedDataset({ datasetName }: Run): Error {
  return refusal('run.dataset-changed', { dataset: datasetName });
}
