import { WorkbenchError } from '../contract/error';
import { MAX_LATENT_MODELS, type Weights } from '../contract/latent';
import type { DecodeTask, JobMessage, Posted, TrainTask } from '../jobs/protocol';
import { postWithCheckpoint } from './checkpoint-parts';
import { drawingLost } from './interruption';
import type { JobHost, JobProcess, ProcessEnd } from './job-host';

/** The models of one screen must not end each other's sessions. */
export const MAX_SESSIONS = MAX_LATENT_MODELS;
/** A session without a request for this long ends. */
const IDLE_MS = 60_000;
/** A request that no caller waits for may take this long before its session is ended. */
const ABANDONED_MS = 2000;

/**
 * The C library returns freed blocks of this size to the system. By default it keeps them for later ones, 90 MB once a
 * session has decoded a few planes. Not for training, which needs blocks of the same size at every step.
 */
const RETURN_FREED_MEMORY = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '131072',
  MALLOC_TRIM_THRESHOLD_: '131072',
};

/** A request to a session that has its model. */
export type DecodeQuestion = Exclude<DecodeTask, { type: 'load' }>;
export type DecodeAnswer = Extract<JobMessage, { type: 'drawn' | 'latent-facts' | 'latent' }>;

/** A request that the process refused: it answers the next one. */
class RefusedQuestion extends WorkbenchError {}

interface Session {
  readonly process: JobProcess;
  /** Resolves after the model was posted to the process. */
  readonly loading: Promise<void>;
  /** The answer to the last request. */
  last: Promise<unknown>;
  waiting: number;
  onAnswer: ((message: DecodeAnswer | WorkbenchError) => void) | null;
  idle: NodeJS.Timeout | undefined;
  ended: ProcessEnd | null;
  /** The open connections whose requests it answered; null if it does not end with them. */
  clients: Set<AbortSignal> | null;
  /** Aborted when the session ends. */
  readonly over: AbortController;
}

/** A model, the choice of its weights, and the parts of its checkpoint. */
export interface LoadedModel {
  readonly task: Posted<TrainTask>;
  readonly weights: Weights;
  readonly checkpoint: readonly Uint8Array[];
  /** File of the dataset's encoder, which may not exist. */
  readonly encoderFile: string;
}

export interface DecodeRequest {
  /** Names the weights, e.g. the run and the checkpoint's step: equal keys share a session. */
  readonly key: string;
  readonly question: DecodeQuestion;
  /** Loads the model and its weights; called if no session has them. */
  readonly load: () => Promise<LoadedModel>;
  /**
   * Aborted when the client's connection ends, e.g. with its window; absent for a caller in this process, and null if the
   * request came beside the client's connection, as latents over HTTP do.
   */
  readonly client?: AbortSignal | null | undefined;
}

async function exchange(
  session: Session,
  question: DecodeQuestion,
  signal?: AbortSignal,
): Promise<DecodeAnswer> {
  let abandoned: NodeJS.Timeout | undefined;
  const abandon = () => {
    abandoned = setTimeout(() => {
      session.process.kill();
    }, ABANDONED_MS);
  };
  signal?.addEventListener('abort', abandon);
  try {
    await session.loading;
    return await new Promise<DecodeAnswer>((resolve, reject) => {
      session.onAnswer = (answer) => {
        if (answer instanceof WorkbenchError) reject(answer);
        else resolve(answer);
      };
      if (session.ended !== null) reject(new WorkbenchError(drawingLost(session.ended)));
      else session.process.post(question);
    });
  } finally {
    session.onAnswer = null;
    signal?.removeEventListener('abort', abandon);
    clearTimeout(abandoned);
  }
}

const isLeft = ({ clients }: Session): boolean => clients?.size === 0;

/** @param onLeft called when the last client of a session has disconnected and no request waits */
function addClient(session: Session, client: DecodeRequest['client'], onLeft: () => void): void {
  if (client === undefined) session.clients = null;
  if (client == null || session.clients === null || session.clients.has(client)) return;
  const { clients } = session;
  clients.add(client);
  const leave = () => {
    clients.delete(client);
    if (session.waiting === 0 && isLeft(session)) onLeft();
  };
  if (client.aborted) leave();
  else client.addEventListener('abort', leave, { once: true, signal: session.over.signal });
}

/**
 * Processes that hold a built model with a checkpoint's weights, so that only the first request has to wait for it.
 * Each ends after a minute without a request, or with the last connection that used it.
 */
export function createDecodeSessions(host: JobHost) {
  /** In order of their last use. */
  const sessions = new Map<string, Session>();
  let closed = false;

  function end(key: string, session: Session): void {
    clearTimeout(session.idle);
    if (sessions.get(key) === session) sessions.delete(key);
    session.over.abort();
    session.process.kill();
  }

  function makeRoom(): void {
    for (const [key, session] of sessions) {
      if (sessions.size < MAX_SESSIONS) return;
      if (session.waiting === 0) end(key, session);
    }
  }

  function start({ key, load, client }: DecodeRequest): Session {
    makeRoom();
    const process = host.spawn(RETURN_FREED_MEMORY);
    const session: Session = {
      process,
      loading: load().then(({ task, weights, checkpoint, encoderFile }) =>
        postWithCheckpoint(process, { type: 'load', task, weights, encoderFile }, checkpoint),
      ),
      last: Promise.resolve(),
      waiting: 0,
      onAnswer: null,
      idle: undefined,
      ended: null,
      clients: client == null ? null : new Set(),
      over: new AbortController(),
    };
    // Awaited by the first request; the process may die before.
    session.loading.catch(() => undefined);
    process.onMessage((message) => {
      if (message.type === 'drawn' || message.type === 'latent-facts' || message.type === 'latent')
        session.onAnswer?.(message);
      if (message.type === 'refused') session.onAnswer?.(new RefusedQuestion(message.problem));
      if (message.type === 'failed') session.onAnswer?.(new WorkbenchError(message.problem));
    });
    process.onExit((how) => {
      session.ended = how;
      session.over.abort();
      if (sessions.get(key) === session) sessions.delete(key);
      session.onAnswer?.(new WorkbenchError(drawingLost(how)));
    });
    sessions.set(key, session);
    return session;
  }

  return {
    /**
     * Sends a request to the session that has the weights, or to a new one.
     * @param signal when aborted, no caller waits any more: there is an answer, or an error within two seconds
     * @throws WorkbenchError of the process, or `run.draw-interrupted`; as `load`
     */
    async ask(request: DecodeRequest, signal?: AbortSignal): Promise<DecodeAnswer> {
      const { key } = request;
      if (closed) throw new WorkbenchError(drawingLost({ signal: null, lastWords: '' }));
      const session = sessions.get(key) ?? start(request);
      sessions.delete(key);
      sessions.set(key, session);
      clearTimeout(session.idle);
      session.waiting++;
      addClient(session, request.client, () => {
        end(key, session);
      });
      const isOpen = () => sessions.get(key) === session;
      // An earlier request may have ended the session.
      const answer = session.last.then(() =>
        isOpen() ? exchange(session, request.question, signal) : this.ask(request, signal),
      );
      session.last = answer.catch((error: unknown) => {
        // After a failed load or an error of TensorFlow the session cannot be used again.
        if (isOpen() && !(error instanceof RefusedQuestion)) end(key, session);
      });
      await session.last;
      session.waiting--;
      if (session.waiting === 0 && isOpen()) {
        if (isLeft(session)) end(key, session);
        else session.idle = setTimeout(() => end(key, session), IDLE_MS).unref();
      }
      return answer;
    },

    close(): void {
      closed = true;
      for (const [key, session] of [...sessions]) end(key, session);
    },
  };
}
