import { BoundedMap } from '../contract/bounded-map';
import { refusal, type WorkbenchError } from '../contract/error';
import { LATENT_LIMITS, type LatentFacts, type LatentPlace, type LatentRequest } from '../contract/latent';
import { MAX_SESSIONS } from './decode-sessions';
import { drawingCancelled, type Decoding } from './decoding';
import type { LiveRuns } from './live-runs';
import { createSlots } from './slots';
import { unlessAborted } from './unless-aborted';

export interface LatentsContext {
  readonly decoding: Decoding;
  readonly liveRuns: Pick<LiveRuns, 'usable'>;
}

export type Latents = ReturnType<typeof createLatents>;

/** The window sends the next request only after the answer to the last, so few requests wait. */
const MAX_WAITING = 32;

/** Number of layouts that stay in memory; 16 KB each for 2000 items. */
const MAX_LAYOUTS = 32;

/** Whether an answer to `umap` has all positions. */
const isComplete = (bytes: Uint8Array): boolean => bytes.byteLength > Float32Array.BYTES_PER_ELEMENT;

/** Requests to latent spaces, answered by models that stay loaded. */
export function createLatents({ decoding, liveRuns }: LatentsContext) {
  const slots = createSlots({ atOnce: MAX_SESSIONS, waiting: MAX_WAITING, tooMany });
  /** Layouts by checkpoint, weights and request, because one takes seconds. */
  const layouts = new BoundedMap<string, Uint8Array>(MAX_LAYOUTS);

  function inTurn<T>(work: () => Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    return unlessAborted(slots.run(work, drawingCancelled, signal), signal, drawingCancelled);
  }

  return {
    /**
     * Returns facts about a latent space; loads the model if no session has it.
     * @throws WorkbenchError `run.no-samples` for a model that decodes nothing, `run.no-checkpoint`,
     *   `checkpoint.unknown`, `run.draw-…`, `dataset.…`
     */
    async facts(
      { id, step, weights }: LatentPlace,
      signal?: AbortSignal,
      client?: AbortSignal,
    ): Promise<LatentFacts> {
      const run = liveRuns.usable(id);
      const question = { type: 'latent-facts' } as const;
      const ask = () => decoding.ask(run, { step, weights, question, signal, client });
      return (await inTurn(ask, signal)).facts;
    },

    /** @throws WorkbenchError as `facts`, `run.no-class`, `latent.…` */
    async answer(
      { id, step, weights }: LatentPlace,
      request: LatentRequest,
      values: Float32Array,
      signal?: AbortSignal,
    ): Promise<Uint8Array> {
      const run = liveRuns.usable(id);
      const question = { type: 'latent', request, values } as const;
      const ask = () =>
        inTurn(() => decoding.ask(run, { step, weights, question, signal, client: null }), signal);
      if (request.kind !== 'umap') return (await ask()).bytes;
      const key = JSON.stringify([decoding.keyOf(run, step ?? run.checkpointStep ?? 0, weights), request]);
      const known = layouts.get(key);
      if (known !== undefined) return known;
      const { bytes } = await ask();
      if (isComplete(bytes)) layouts.set(key, bytes);
      return bytes;
    },

    close(): void {
      slots.clear(drawingCancelled);
    },
  };
}

/**
 * Reads the floats of a request.
 * @throws WorkbenchError `latent.values` if they are too many, truncated, or not finite
 */
export async function receivedFloats(chunks: AsyncIterable<Uint8Array>): Promise<Float32Array> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of chunks) {
    bytes += part.byteLength;
    if (bytes > 4 * LATENT_LIMITS.values) throw unusableValues();
    parts.push(part);
  }
  if (bytes % 4 !== 0) throw unusableValues();
  // A copy, because a Float32Array must start at a multiple of four bytes.
  const values = new Float32Array(new Uint8Array(Buffer.concat(parts)).buffer);
  if (!values.every(Number.isFinite)) throw unusableValues();
  return values;
}

function unusableValues(): WorkbenchError {
  return refusal('latent.values', { most: LATENT_LIMITS.values });
}

function tooMany(): WorkbenchError {
  return refusal('run.draw-busy', { waiting: MAX_WAITING });
}
