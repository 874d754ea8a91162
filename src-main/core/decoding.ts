import { BoundedMap } from '../contract/bounded-map';
import { refusal, WorkbenchError } from '../contract/error';
import { noCheckpointProblem } from '../contract/no-checkpoint';
import type { Weights } from '../contract/latent';
import type { Run } from '../contract/run';
import type { ReadOnlyStore } from '../store/open';
import { readParts } from './checkpoint-parts';
import { unknownCheckpoint } from './checkpoints';
import type { Datasets } from './datasets';
import {
  createDecodeSessions,
  type DecodeAnswer,
  type DecodeQuestion,
  type LoadedModel,
} from './decode-sessions';
import type { JobHost } from './job-host';
import { encoderFileOf } from './measure-quality';

export interface DecodingContext {
  readonly dataDir: string;
  readonly store: Pick<ReadOnlyStore, 'checkpoints'>;
  readonly host: JobHost;
  readonly datasets: Pick<Datasets, 'ready'>;
}

export type Decoding = ReturnType<typeof createDecoding>;

/** A request to a checkpoint; to the newest one if no step is given. */
export interface CheckpointQuestion<Question extends DecodeQuestion> {
  readonly step?: number | undefined;
  readonly weights?: Weights;
  readonly question: Question;
  /** Stops waiting for the answer. */
  readonly signal?: AbortSignal | undefined;
  /** Aborted when the client's connection ends; the session ends with it. null beside the connection. */
  readonly client?: AbortSignal | null | undefined;
}

/** Number of places whose checkpoint is remembered: more than there are sessions and layouts. */
const MAX_PLACES = 256;

/** Sends requests to models with the weights of a checkpoint, which stay loaded between requests. */
export function createDecoding({ dataDir, store, host, datasets }: DecodingContext) {
  const sessions = createDecodeSessions(host);
  /** The checkpoint that was last found at a place, because a session outlives one that retention removes. */
  const lastFound = new BoundedMap<string, string>(MAX_PLACES);
  let closed = false;

  /** Returns what identifies the weights of a checkpoint: a run that was resumed may replace those of a step. */
  function keyOf({ id }: Run, step: number, weights: Weights): string {
    const place = [id, step, weights].join('/');
    const found = store.checkpoints.find(id, step);
    if (found !== null) lastFound.set(place, [place, found.id, found.createdAt].join('/'));
    return lastFound.get(place) ?? place;
  }

  async function load(run: Run, step: number, weights: Weights): Promise<LoadedModel> {
    const { id, config } = run;
    const { files, fingerprint } = await datasets.ready(config.dataset);
    if (closed) throw drawingCancelled();
    const found = store.checkpoints.find(id, step);
    if (found === null) throw unknownCheckpoint(run, step);
    // Any device can decode, so the one that the run was trained on may be missing.
    const task = { config: { ...config, device: 'auto' }, dataset: files };
    const checkpoint = await readParts(store, found, () => closed);
    if (checkpoint === null) throw drawingCancelled();
    const encoderFile = encoderFileOf(dataDir, fingerprint ?? config.dataset);
    return { task, weights, checkpoint, encoderFile };
  }

  return {
    /** @throws WorkbenchError `run.no-checkpoint`, `checkpoint.unknown`, `run.draw-…`, `dataset.…`, of the process */
    async ask<Question extends DecodeQuestion>(
      run: Run,
      { step: given, weights = 'average', question, signal, client }: CheckpointQuestion<Question>,
    ): Promise<Extract<DecodeAnswer, { type: AnswerType<Question['type']> }>> {
      if (run.checkpointStep === null) throw noCheckpoint(run);
      // Before it is loaded there may be a newer one, which is not what the key names.
      const step = given ?? run.checkpointStep;
      const key = keyOf(run, step, weights);
      const answer = await sessions.ask(
        { key, question, load: () => load(run, step, weights), client },
        signal,
      );
      return answer as Extract<DecodeAnswer, { type: AnswerType<Question['type']> }>;
    },

    keyOf,

    close(): void {
      closed = true;
      sessions.close();
    },
  };
}

/** The type of message that answers a request. */
type AnswerType<Type extends DecodeQuestion['type']> = Type extends 'draw' ? 'drawn' : Type;

export function drawingCancelled(): WorkbenchError {
  return refusal('run.draw-cancelled', {});
}

function noCheckpoint(run: Run): WorkbenchError {
  return new WorkbenchError(noCheckpointProblem(run, 'draw'));
}
