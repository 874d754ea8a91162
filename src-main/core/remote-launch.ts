import type { RunDataset } from './training';
import { knownProblem, reportDefect } from './problem';
import type { RemoteRunsContext } from './remote-context';
import { failBeforeStart, prepareRun } from './run-start';

/** Sends queued runs to their pools, one after another, whenever the server can be reached. */
export function createRemoteLaunch(context: RemoteRunsContext) {
  const { store, liveRuns, datasets, fleet, closed } = context;
  let isSending = false;
  let isAsked = false;

  async function sendAll(): Promise<void> {
    do {
      isAsked = false;
      for (const id of store.remoteRuns.unsent()) {
        const left = () => closed.aborted || store.runs.get(id)?.state !== 'queued';
        if (left() || fleet?.isConnected() !== true) continue;
        try {
          const dataset = await prepareRun(context, datasets, id, left);
          if (dataset !== null) await send(id, dataset);
        } catch (error) {
          if (knownProblem(error)?.code === 'fleet.unreachable') return;
          if (!left()) failBeforeStart(context, id, error);
        }
      }
    } while (isAsked && !closed.aborted);
  }

  async function send(id: number, { files, fingerprint, checkpoint }: RunDataset): Promise<void> {
    const remote = store.remoteRuns.ofRun(id);
    if (remote === null || fleet === null || fingerprint === null) return;
    const { name, config, stopAt = null } = liveRuns.get(id);
    const newest = store.checkpoints.find(id);
    // If the workbench ends in between, the job is sent again, and workers take it once.
    store.remoteRuns.setSending(id);
    await fleet.send({
      job: remote.job,
      pool: remote.pool,
      name,
      config,
      stopAt,
      fingerprint,
      files,
      checkpoint,
      checkpointStep: newest?.step ?? null,
      checkpointElapsedMs: newest?.elapsedMs ?? 0,
    });
    if (!closed.aborted && store.remoteRuns.ofRun(id)?.job === remote.job) store.remoteRuns.setSent(id);
  }

  return {
    next(): void {
      isAsked = true;
      if (isSending) return;
      isSending = true;
      sendAll()
        .catch((error: unknown) => {
          if (!closed.aborted) reportDefect('Runs could not be sent to their pools', error);
        })
        .finally(() => {
          isSending = false;
        });
    },
  };
}
