import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import { UNFINISHED_STATES } from '../contract/run';
import type { RemoteRun } from '../store/remote-runs';
import type { FleetEvent, FleetMessage } from './fleet';
import { knownProblem, reportDefect } from './problem';
import { continueRecording, startRecording, type Recording } from './recording';
import type { createRemoteCheckpoints } from './remote-checkpoints';
import type { RemoteRunsContext } from './remote-context';

/**
 * Records the messages of runs that train elsewhere, each in the transaction that records its place among them.
 * @returns a function that records one, unless it is recorded already, or from a worker that has lost the job
 */
// eslint-disable-next-line max-lines-per-function -- a case for each message: all share the recordings
export function createRemoteRecording(
  context: RemoteRunsContext,
  fetching: ReturnType<typeof createRemoteCheckpoints>,
) {
  const { store, liveRuns, fleet } = context;
  const recordings = new Map<number, Recording>();

  function recordingOf(id: number): Recording {
    const recording = recordings.get(id) ?? continueRecording(context, liveRuns.get(id));
    recordings.set(id, recording);
    return recording;
  }

  async function take(event: FleetEvent): Promise<void> {
    const remote = store.remoteRuns.ofJob(event.job);
    if (remote === null || isOver(remote) || !isNew(event, remote)) return;
    const { runId } = remote;
    try {
      if (!isNext(event, remote)) {
        endLost(remote);
        return;
      }
      if (event.message.type === 'finished' || event.message.type === 'failed') {
        await fetching.settled(runId);
        // Meanwhile another worker may have taken the job, or this event may have been delivered again.
        const now = store.remoteRuns.ofJob(event.job);
        if (context.closed.aborted || now === null || isOver(now) || !isNew(event, now)) return;
      }
      written(remote, event);
    } catch (error) {
      // The next attempt begins with what is on the disk.
      recordings.delete(runId);
      liveRuns.close(runId);
      // Without disk space, for example, all waits; with a defect, the runs of others must go on.
      if (knownProblem(error, store.file) !== null) throw error;
      reportDefect(`Run ${String(runId)} could not be recorded`, error);
      giveUp(remote, problem('run.unrecordable', {}), 'failed');
    }
  }

  function isOver({ runId }: RemoteRun): boolean {
    const run = store.runs.get(runId);
    return run === null || run.deletedAt !== null || !UNFINISHED_STATES.includes(run.state);
  }

  function written(remote: RemoteRun, { generation, number, message }: FleetEvent): void {
    const { runId: id, job } = remote;
    const alongside = () => {
      store.remoteRuns.advance(id, generation, number);
    };
    switch (message.type) {
      case 'taken':
        begin(id, message, alongside);
        break;
      case 'saved':
        recordingOf(id);
        fetching.add(id, message, alongside);
        break;
      case 'stored':
        alongside();
        fetching.stored(id, message.step);
        break;
      case 'paused':
        recordingOf(id).setState('paused', alongside);
        break;
      case 'resumed':
        recordingOf(id).setState('running', alongside);
        break;
      case 'finished':
      case 'failed':
        recordingOf(id).finish(endOf(message), alongside);
        recordings.delete(id);
        fleet?.forget(job).catch(() => undefined);
        break;
      case 'ready':
      case 'metrics':
      case 'changed':
      case 'figure':
      case 'log':
        recordingOf(id).record(message, alongside);
        break;
      default:
        alongside();
    }
  }

  function begin(id: number, taken: Extract<FleetMessage, { type: 'taken' }>, alongside: () => void): void {
    const { worker, fingerprint, step, elapsedMs } = taken;
    const run = liveRuns.get(id);
    const from = step === null ? null : { step, elapsedMs };
    // What the last worker has reached is not where this one starts.
    liveRuns.close(id);
    const started = startRecording(context, run, fingerprint, from, () => {
      alongside();
      store.remoteRuns.setWorker(id, worker);
      store.remoteRuns.removeCheckpointsAfter(id, step ?? -1);
    });
    recordings.set(id, started);
    fetching.stored(id, step ?? -1);
  }

  /** Messages are missing, e.g. because an older copy of the data folder was restored. */
  function endLost(remote: RemoteRun): void {
    const { step, checkpointStep } = liveRuns.get(remote.runId);
    giveUp(remote, problem('fleet.messages-lost', { step, checkpointStep }), 'interrupted');
  }

  function giveUp({ runId, job }: RemoteRun, why: Problem, state: 'failed' | 'interrupted'): void {
    recordingOf(runId).finish({ state, problem: why });
    recordings.delete(runId);
    fleet?.control(job, { type: 'stop' }).catch(() => undefined);
  }

  return take;
}

const isNew = ({ generation, number }: FleetEvent, remote: RemoteRun): boolean =>
  generation > remote.generation || (generation === remote.generation && number > remote.message);

const isNext = ({ generation, number, message }: FleetEvent, remote: RemoteRun): boolean =>
  generation === remote.generation ? number === remote.message + 1 : number === 1 && message.type === 'taken';

function endOf(message: Extract<FleetMessage, { type: 'finished' | 'failed' }>) {
  if (message.type === 'failed') return { state: 'failed', problem: message.problem } as const;
  const { outcome, problem: why, step } = message;
  // A worker never reports that it has suspended a run. A diverged run's last good step is that of its last metrics.
  const state = outcome === 'suspended' ? 'interrupted' : outcome;
  return { state, problem: why, step: outcome === 'diverged' ? undefined : step } as const;
}
