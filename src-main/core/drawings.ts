import { randomBytes } from 'node:crypto';
import { BoundedMap } from '../contract/bounded-map';
import { refusal, type WorkbenchError } from '../contract/error';
import type { Run } from '../contract/run';
import type { Drawing, DrawRequest } from '../contract/figure';
import type { ReadOnlyStore } from '../store/open';
import { readParts } from './checkpoint-parts';
import { unknownCheckpoint } from './checkpoints';
import type { Datasets } from './datasets';
import { createDecodeSessions, MAX_SESSIONS, type LoadedModel } from './decode-sessions';
import type { LiveRuns } from './live-runs';
import { createSlots } from './slots';
import { unlessAborted } from './unless-aborted';
import type { JobHost } from './job-host';

export interface DrawingsContext {
  readonly store: Pick<ReadOnlyStore, 'checkpoints'>;
  readonly host: JobHost;
  readonly liveRuns: Pick<LiveRuns, 'usable'>;
  readonly datasets: Pick<Datasets, 'ready' | 'get'>;
}

export type Drawings = ReturnType<typeof createDrawings>;

/** Beyond this many the oldest is dropped: it can be drawn again from its seed. */
const MAX_DRAWINGS = 16;

/** Drawn samples, and the names of their classes. */
export interface Drawn extends Pick<Drawing, 'sheet'> {
  readonly bytes: Uint8Array;
  readonly classNames: readonly string[];
}

const MAX_WAITING = 8;

/** Samples drawn on request from a run's checkpoint; they are not recorded. */
export function createDrawings({ store, host, liveRuns, datasets }: DrawingsContext) {
  const drawn = new BoundedMap<string, Drawn>(MAX_DRAWINGS);
  const sessions = createDecodeSessions(host);
  let closed = false;
  const slots = createSlots({ atOnce: MAX_SESSIONS, waiting: MAX_WAITING, tooMany });

  async function load(run: Run, step: number | undefined): Promise<LoadedModel> {
    const { id, name, config } = run;
    const { files } = await datasets.ready(config.dataset);
    if (closed) throw cancelled();
    const found = store.checkpoints.find(id, step);
    if (found === null) throw step === undefined ? noCheckpoint(name) : unknownCheckpoint(run, step);
    // Any device can draw from it, also if the one it was trained on is missing.
    const task = { config: { ...config, device: 'auto' }, dataset: files };
    const checkpoint = await readParts(store, found, () => closed);
    if (checkpoint === null) throw cancelled();
    return { task, checkpoint };
  }

  /** The answer, or a refusal as soon as the caller stops waiting. */
  function drawNow(run: Run, request: DrawRequest, signal?: AbortSignal, client?: AbortSignal) {
    const { step } = request;
    const key = `${String(run.id)}/${String(step ?? run.checkpointStep)}`;
    return sessions.draw({ key, draw: request, load: () => load(run, step), client }, signal);
  }

  return {
    /**
     * @param signal ends it, or removes it from the queue
     * @param client aborted when the connection that asks ends: the process that draws ends with it
     * @throws WorkbenchError `run.no-checkpoint`, `checkpoint.unknown`, `run.no-samples`, `run.no-class`, `run.draw-…`,
     *   `dataset.…`
     */
    async draw(
      runId: number,
      request: DrawRequest,
      signal?: AbortSignal,
      client?: AbortSignal,
    ): Promise<Drawing> {
      const run = liveRuns.usable(runId);
      const { name, config, checkpointStep } = run;
      if (checkpointStep === null) throw noCheckpoint(name);
      const answer = slots.run(() => drawNow(run, request, signal, client), cancelled, signal);
      const { step, sheet, bytes } = await unlessAborted(answer, signal, cancelled);
      const id = randomBytes(8).toString('hex');
      drawn.set(id, { sheet, bytes, classNames: datasets.get(config.dataset).classNames });
      return { id, step, sheet };
    },

    /** null if it is no longer available. */
    find: (id: string): Drawn | null => drawn.get(id) ?? null,

    close(): void {
      closed = true;
      slots.clear(cancelled);
      sessions.close();
    },
  };
}

function noCheckpoint(name: string): WorkbenchError {
  return refusal('run.no-checkpoint', { name, to: 'draw' });
}

function tooMany(): WorkbenchError {
  return refusal('run.draw-busy', { waiting: MAX_WAITING });
}

function cancelled(): WorkbenchError {
  return refusal('run.draw-cancelled', {});
}
