import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Consumer, JsMsg } from '@nats-io/jetstream';
import { BEAT_EVERY_MS, type Worker } from './worker-state';
import { jsonOf } from '../contract/json';
import type { JobHost } from '../core/job-host';
import { reportDefect } from '../core/problem';
import type { Problem } from '../contract/problem';
import { WorkbenchError } from '../contract/error';
import { connectionProblem, openConnection } from './connection';
import type { Credentials } from './credentials';
import { createDatasetCache } from './dataset-cache';
import { runJob, type JobEnd, type WorkPlace } from './job-run';
import { takeLease } from './lease';
import { eventSubject, JOBS } from './names';
import { wait } from '../contract/wait';
import { openBuckets, openValues, TIMING, type Timing } from './streams';
import { AnyJobSchema, encodeEvent, JobSchema, otherProtocol, PROTOCOL } from './wire';

export interface WorkerOptions {
  readonly credentials: Credentials;
  readonly host: JobHost;
  /** Where datasets are kept. */
  readonly directory: string;
  readonly pool: string;
  readonly device: string | null;
  readonly slots: number;
  /** Ends after one job for each slot, or if there is none. */
  readonly once: boolean;
  readonly timing?: Timing;
  /** Measures its device, in degrees Celsius. */
  readonly temperature?: () => Promise<number | null>;
  /** Called when it is connected. */
  readonly onReady?: () => void;
  /** Called when the server lets it work for a person no longer. */
  readonly onRefused?: (person: string, why: Problem) => void;
  readonly onJob: (name: string, person: string, end: JobEnd | 'taken') => void;
  /** Aborted to end: jobs are given up with a checkpoint, and other workers go on with them. */
  readonly ending: AbortSignal;
}

/** Asking a driver takes up to a second. */
const TEMPERATURE_EVERY_MS = 15_000;
/** How long a slot waits for the jobs of one person before it looks at those of the next. */
const ASK_MS = 1_000;
const RETRY_MS = 2_000;
/** A lease is watched a little longer than it takes to renew it. */
const watchMs = ({ renewEveryMs }: Timing) => 1.3 * renewEveryMs;

/**
 * Trains jobs of a pool until it is ended.
 * @throws WorkbenchError `fleet.…` if the server cannot be used at first, or lets it work for nobody any more
 */
export async function work(options: WorkerOptions): Promise<void> {
  const places = await Promise.all(
    options.credentials.keys.map(({ person, seed }) => openPlace(options.credentials, person, seed)),
  );
  options.onReady?.();
  const cache = createDatasetCache(join(options.directory, 'datasets'));
  try {
    const slots = Array.from({ length: options.slots }, (_, slot) => workSlot(options, places, cache, slot));
    for (const place of places)
      void place.refused.then((why) => {
        if (why !== null) options.onRefused?.(place.person, why);
      });
    const done = await Promise.race([Promise.all(slots), refusedByAll(places)]);
    if ('code' in done) throw new WorkbenchError(done);
  } finally {
    await Promise.all(places.flatMap(({ close }) => close()));
  }
}

/** Resolves, with the last reason, when no account can be used any more. */
async function refusedByAll(places: readonly Account[]): Promise<Problem> {
  const reasons = await Promise.all(places.map(({ refused }) => refused));
  const why = reasons.find((reason) => reason !== null);
  return why ?? new Promise(() => undefined);
}

/** The person's account; `ready` opens what the person's workbench has created there. */
async function openPlace(credentials: Credentials, person: string, seed: string) {
  const [connection, objects] = await Promise.all([
    openConnection(credentials, seed),
    openConnection(credentials, seed),
  ]);
  let place: WorkPlace | null = null;
  return {
    person,
    /** Resolves when the server has closed the connection for good, or this worker has: then with null. */
    refused: connection.nats
      .closed()
      .then((error) => (error instanceof Error ? connectionProblem(error, credentials.server) : null)),
    /** @throws if the person's workbench has not been connected yet */
    async ready(): Promise<WorkPlace> {
      place ??= {
        person,
        connection,
        ...(await openValues(connection)),
        buckets: await openBuckets(objects),
      };
      return place;
    },
    close: () => Promise.all([connection.nats.close(), objects.nats.close()]),
  };
}

type Account = Awaited<ReturnType<typeof openPlace>>;

async function workSlot(
  options: WorkerOptions,
  accounts: readonly Account[],
  cache: ReturnType<typeof createDatasetCache>,
  slot: number,
): Promise<void> {
  const { ending, once } = options;
  const name = `${hostname()}-${String(process.pid)}-${String(slot + 1)}`;
  const beats = heartbeats(options, accounts, name);
  try {
    while (!ending.aborted) {
      let isIdle = true;
      let reached = 0;
      for (const account of accounts) {
        if (ending.aborted) break;
        try {
          const done = await askFor(options, account, cache, name, (shown, person) => {
            beats.set(shown, person);
          });
          if (done && once) return;
          isIdle &&= !done;
          reached++;
        } catch {
          // The server is away, or this person has not launched anything in this pool yet.
        }
      }
      if (reached === 0) await wait(RETRY_MS, ending);
      if (isIdle && once && reached > 0) return;
    }
  } finally {
    await beats.stop();
  }
}

/** Takes the next job of one person, if there is one, and does it. @returns whether there was one */
async function askFor(
  options: WorkerOptions,
  account: Account,
  cache: ReturnType<typeof createDatasetCache>,
  name: string,
  show: (shown: Partial<Worker>, person: string | null) => void,
): Promise<boolean> {
  const place = await account.ready();
  const consumer: Consumer = await place.connection.js.consumers.get(JOBS, options.pool);
  const message = await consumer.next({ expires: ASK_MS });
  if (message === null) return false;
  const { timing = TIMING } = options;
  const job = readJob(message);
  if (job === null) {
    await refuseJob(place, message);
    return true;
  }
  const holding = setInterval(() => {
    message.working();
  }, timing.ackWaitMs / 3);
  try {
    const worker = name;
    const lease = await takeLease(
      place.leases,
      { job: job.job, sequence: message.seq, worker },
      watchMs(timing),
    );
    if (lease === 'busy') message.nak(timing.ackWaitMs);
    if (lease === 'over') message.ack();
    if (typeof lease === 'string') return false;
    options.onJob(job.name, place.person, 'taken');
    show({ state: 'training', job: job.job, step: null }, place.person);
    const end = await runJob(place, message, job, lease, {
      ...options,
      cache,
      timing,
      worker,
      onProgress: ({ step, stepsPerSecond, isWaiting }) => {
        show({ step, stepsPerSecond, state: isWaiting ? 'waiting-for-server' : 'training' }, place.person);
      },
    });
    options.onJob(job.name, place.person, end);
    return true;
  } catch (error) {
    reportDefect(`Job ${job.job} could not be done`, error);
    message.nak(RETRY_MS);
    return false;
  } finally {
    clearInterval(holding);
    show({ state: 'idle', job: null, step: null, stepsPerSecond: null }, null);
  }
}

function readJob({ data }: JsMsg) {
  const { data: job } = JobSchema.safeParse(jsonOf(Buffer.from(data).toString()));
  return job?.protocol === PROTOCOL ? job : null;
}

/** Reports a job that another version of the workbench sent as failed; what is no job at all is dropped. */
async function refuseJob({ connection, leases }: WorkPlace, message: JsMsg): Promise<void> {
  const { data: job } = AnyJobSchema.safeParse(jsonOf(Buffer.from(message.data).toString()));
  if (job !== undefined) {
    const lease = await takeLease(leases, { job: job.job, sequence: message.seq, worker: hostname() }, 0);
    if (typeof lease !== 'string') {
      const { generation } = lease.value();
      const taken = { type: 'taken', worker: hostname(), fingerprint: '', step: null, elapsedMs: 0 } as const;
      const failed = { type: 'failed', problem: otherProtocol(job.protocol) } as const;
      for (const [index, what] of [taken, failed].entries()) {
        const event = { job: job.job, generation, number: index + 1, message: what };
        await connection.js.publish(eventSubject(job.folder, job.job), encodeEvent(event));
      }
      await lease.renew({ state: 'over' });
    }
  }
  message.ack();
}

/** Shows to every person that this slot is there; what it trains is shown to the person whose run it is. */
function heartbeats(
  { pool, device, temperature = () => Promise.resolve(null) }: WorkerOptions,
  accounts: readonly Account[],
  name: string,
) {
  let shown: Omit<Worker, 'seenAt'> = {
    name,
    pool,
    device: device ?? 'auto',
    state: 'idle',
    job: null,
    step: null,
    stepsPerSecond: null,
    temperature: null,
  };
  let owner: string | null = null;

  async function beat(): Promise<void> {
    for (const account of accounts) {
      const { workers, person } = await account.ready();
      const isOwner = owner === null || owner === person;
      const own = isOwner ? shown : { ...shown, job: null, step: null, stepsPerSecond: null };
      await workers.put(name, JSON.stringify({ ...own, seenAt: Date.now() }));
    }
  }
  // Without the server, the next beat comes soon.
  const beatSoon = () => void beat().catch(() => undefined);
  const timer = setInterval(beatSoon, BEAT_EVERY_MS);
  beatSoon();
  const measure = async () => {
    shown = { ...shown, temperature: await temperature() };
  };
  const measureSoon = () => void measure().catch(() => undefined);
  const measuring = setInterval(measureSoon, TEMPERATURE_EVERY_MS);
  measureSoon();
  return {
    set(changes: Partial<Worker>, person: string | null): void {
      const before = shown.state;
      shown = { ...shown, ...changes };
      owner = person;
      if (shown.state !== before) beatSoon();
    },
    /** One that ends is not missed by anybody. */
    async stop(): Promise<void> {
      clearInterval(timer);
      clearInterval(measuring);
      for (const account of accounts) {
        try {
          await (await account.ready()).workers.delete(name);
        } catch {
          // Without the server, it is shown as lost.
        }
      }
    },
  };
}
