import { randomBytes } from 'node:crypto';
import { BoundedMap } from '../contract/bounded-map';
import { refusal, type WorkbenchError } from '../contract/error';
import type { Drawing, DrawRequest } from '../contract/figure';
import type { Datasets } from './datasets';
import { drawingCancelled, type Decoding } from './decoding';
import type { LiveRuns } from './live-runs';
import { createSlots } from './slots';
import { unlessAborted } from './unless-aborted';

export interface DrawingsContext {
  readonly decoding: Decoding;
  readonly liveRuns: Pick<LiveRuns, 'usable'>;
  readonly datasets: Pick<Datasets, 'get'>;
}

export type Drawings = ReturnType<typeof createDrawings>;

/** Beyond this number the oldest drawing is dropped; it can be drawn again from its seed. */
const MAX_DRAWINGS = 16;

/** A sheet of drawn samples, and the names of their classes. */
export interface Drawn extends Pick<Drawing, 'sheet'> {
  readonly bytes: Uint8Array;
  readonly classNames: readonly string[];
}

/** Drawings that are computed at the same time, and that wait. */
const [MAX_AT_ONCE, MAX_WAITING] = [2, 8];

/** Samples drawn on request from a run's checkpoint; they are not recorded. */
export function createDrawings({ decoding, liveRuns, datasets }: DrawingsContext) {
  const drawn = new BoundedMap<string, Drawn>(MAX_DRAWINGS);
  const slots = createSlots({ atOnce: MAX_AT_ONCE, waiting: MAX_WAITING, tooMany });

  return {
    /**
     * Draws samples from a checkpoint.
     * @param signal ends the drawing, or removes it from the queue
     * @param client aborted when the client's connection ends; the drawing process ends with it
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
      const { step: asked } = request;
      const question = { type: 'draw', request } as const;
      const work = () => decoding.ask(run, { step: asked, question, signal, client });
      const answer = slots.run(work, drawingCancelled, signal);
      const { step, sheet, bytes } = await unlessAborted(answer, signal, drawingCancelled);
      const id = randomBytes(8).toString('hex');
      drawn.set(id, { sheet, bytes, classNames: datasets.get(run.config.dataset).classNames });
      return { id, step, sheet };
    },

    /** Returns a drawing; null if it is no longer available. */
    find: (id: string): Drawn | null => drawn.get(id) ?? null,

    close(): void {
      slots.clear(drawingCancelled);
    },
  };
}

function tooMany(): WorkbenchError {
  return refusal('run.draw-busy', { waiting: MAX_WAITING });
}
