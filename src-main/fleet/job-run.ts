import type { JsMsg } from '@nats-io/jetstream';
import type { KV } from '@nats-io/kv';
import { WorkbenchError } from '../contract/error';
import { problem } from '../contract/problems/catalogue';
import { withChange } from '../contract/run-changes';
import { postWithCheckpoint } from '../core/checkpoint-parts';
import type { ControlMessage, FleetMessage } from '../core/fleet';
import type { JobHost, JobProcess, ProcessEnd } from '../core/job-host';
import { toProblem } from '../core/problem';
import type { JobMessage } from '../jobs/protocol';
import type { Connection } from './connection';
import type { createDatasetCache } from './dataset-cache';
import type { Lease } from './lease';
import { checkpointName, controlSubject, eventSubject } from './names';
import { putObject, readObject } from './objects';
import { createOutbox } from './outbox';
import type { Buckets, Timing } from './streams';
import { decodeControl, type Job } from './wire';

/** Attempts without a new checkpoint, after which a job has failed. */
const MAX_ATTEMPTS = 5;
/** Checkpoints on the server; a workbench that is open fetches each. */
const KEPT_CHECKPOINTS = 3;
/** How long a trainer has to write a last checkpoint when its worker ends. */
const SUSPEND_TIMEOUT_MS = 20_000;

/** What a worker has for the jobs of one person. */
export interface WorkPlace {
  readonly person: string;
  readonly connection: Connection;
  readonly leases: KV;
  readonly workers: KV;
  /** On a connection of their own, so that a large checkpoint does not delay metrics. */
  readonly buckets: Buckets;
}

export interface JobRunOptions {
  readonly host: JobHost;
  readonly cache: ReturnType<typeof createDatasetCache>;
  readonly timing: Timing;
  readonly worker: string;
  /** The device of this slot; that of the run's configuration if null. */
  readonly device: string | null;
  readonly onProgress: (progress: {
    step: number;
    stepsPerSecond: number | null;
    isWaiting: boolean;
  }) => void;
  /** Aborted when the worker is to end: the job is given up with a checkpoint. */
  readonly ending: AbortSignal;
}

/** How a job left its worker. `lost`: another worker has it, or the server refuses this one. */
export type JobEnd = 'ended' | 'given-up' | 'lost' | 'crashed';

/**
 * Trains one job that this worker has the lease of, and reports on it. Meanwhile the caller keeps the server from
 * delivering it to another worker. Never throws.
 */
export async function runJob(
  place: WorkPlace,
  message: JsMsg,
  job: Job,
  lease: Lease,
  options: JobRunOptions,
): Promise<JobEnd> {
  const { timing } = options;
  const stopped = new AbortController();
  const run = jobRun(place, job, lease, options, stopped);
  // The server lets this worker work for the person no longer.
  void place.connection.nats.closed().then(() => {
    stopped.abort();
  });
  const renewing = setInterval(() => {
    // Without the server nothing is lost yet: it offers the job to others only when it is back.
    lease.renew().then(
      (isHeld) => {
        if (!isHeld) stopped.abort();
      },
      () => undefined,
    );
  }, timing.renewEveryMs);
  try {
    const end = await run.perform();
    await conclude(end, message, lease);
    return end;
  } finally {
    clearInterval(renewing);
    stopped.abort();
    run.close();
  }
}

async function conclude(end: JobEnd, message: JsMsg, lease: Lease): Promise<void> {
  try {
    if (end === 'ended') {
      await lease.renew({ state: 'over' });
      message.ack();
    } else if (end !== 'lost') {
      await lease.renew({ state: 'free', ...(end === 'given-up' && { attempts: 0 }) });
      message.nak(end === 'crashed' ? 1000 : 0);
    }
  } catch {
    // The server is away: the lease is not renewed any more, so the job is offered again.
  }
}

// eslint-disable-next-line max-lines-per-function -- the steps of one job share its trainer and what it has sent
function jobRun(
  { connection, buckets }: WorkPlace,
  job: Job,
  lease: Lease,
  { host, cache, worker, device, onProgress, ending }: JobRunOptions,
  stopped: AbortController,
) {
  const { generation } = lease.value();
  let number = 0;
  let trainer: JobProcess | null = null;
  let isFull = false;
  /** Whether the trainer has reported its end, which is sent after its checkpoints. */
  let hasEnded = false;
  const early: ControlMessage[] = [];
  let parts: Uint8Array[] = [];
  const outbox = createOutbox({
    js: connection.js,
    subject: eventSubject(job.folder, job.job),
    stopped: stopped.signal,
    onFull(now) {
      isFull = now;
      show({});
      trainer?.post({ type: now ? 'pause' : 'resume' });
    },
  });
  const control = connection.nats.subscribe(controlSubject(job.job), {
    callback(error, request) {
      const asked = error === null ? decodeControl(request.data) : null;
      if (asked === null) return;
      if (trainer === null) early.push(asked);
      else trainer.post(asked);
      request.respond();
    },
  });

  let progress: { step: number; stepsPerSecond: number | null } = { step: 0, stepsPerSecond: null };
  function show(changes: Partial<typeof progress>): void {
    const { step = progress.step, stepsPerSecond = progress.stepsPerSecond } = changes;
    progress = { step, stepsPerSecond };
    onProgress({ ...progress, isWaiting: isFull });
  }

  const send = (message: FleetMessage) => {
    outbox.send({ job: job.job, generation, number: ++number, message });
  };

  async function begin(): Promise<void> {
    const { checkpoint, attempts, changes } = lease.value();
    const from = checkpoint ?? job.checkpoint;
    send({
      type: 'taken',
      worker,
      fingerprint: job.dataset.fingerprint,
      step: from?.step ?? null,
      elapsedMs: from?.elapsedMs ?? 0,
    });
    // Its last worker may have ended between storing and reporting it.
    if (checkpoint !== null) {
      send({ type: 'saved', ...checkpoint });
      send({ type: 'stored', step: checkpoint.step });
    }
    if (attempts > MAX_ATTEMPTS) throw new WorkbenchError(problem('fleet.crashed', { times: MAX_ATTEMPTS }));
    const files = await cache.files(buckets.datasets, job);
    const bytes: Uint8Array[] = [];
    if (
      from !== null &&
      !(await readObject(buckets.checkpoints, from.object, (part) => void bytes.push(part)))
    )
      throw new WorkbenchError(problem('fleet.checkpoint-gone', { step: from.step }));
    const config = {
      ...job.config,
      ...(changes !== null && { changes }),
      ...(device !== null && { device }),
    };
    if (stopped.signal.aborted) return;
    trainer = host.spawn();
    trainer.onMessage(take);
    trainer.onExit(exited);
    const task = { config, dataset: files, stopAt: job.stopAt ?? undefined };
    await postWithCheckpoint(trainer, { type: 'train', task }, bytes);
    for (const message of early.splice(0)) trainer.post(message);
    if (ending.aborted) suspend();
  }

  let settle: (end: JobEnd) => void = () => undefined;
  const ended = new Promise<JobEnd>((resolve) => {
    settle = resolve;
  });

  /** Reports the end of the run, after its checkpoints. */
  async function reportEnd(last: FleetMessage): Promise<void> {
    hasEnded = true;
    await outbox.stored();
    send(last);
    settle('ended');
  }

  function take(message: JobMessage): void {
    if (stopped.signal.aborted) return;
    switch (message.type) {
      case 'checkpoint-part':
        parts.push(message.bytes);
        return;
      case 'checkpoint':
        save(message.step, message.elapsedMs, parts);
        parts = [];
        return;
      case 'changed': {
        const { type: _type, ...change } = message;
        const changes = withChange(lease.value().changes ?? job.config.changes ?? [], change);
        outbox.perform(0, () => lease.renew({ changes }));
        send(message);
        return;
      }
      case 'paused':
      case 'resumed':
        // Not a person's wish, but this worker's, until the server takes its messages.
        if (!isFull) send(message);
        return;
      case 'metrics':
        show(message);
        send(message);
        return;
      case 'finished':
        if (message.outcome === 'suspended') settle('given-up');
        else void reportEnd(message);
        return;
      case 'failed':
        void reportEnd(message);
        return;
      default:
        send(message);
    }
  }

  function save(step: number, elapsedMs: number, bytes: readonly Uint8Array[]): void {
    const object = checkpointName(job.job, generation, step);
    send({ type: 'saved', step, elapsedMs, object });
    outbox.store(
      bytes.reduce((sum, { length }) => sum + length, 0),
      async () => {
        await putObject(buckets.checkpoints, object, () => bytes);
        const objects = [...lease.value().objects.filter((one) => one !== object), object];
        const old = objects.splice(0, Math.max(0, objects.length - KEPT_CHECKPOINTS));
        await lease.renew({ checkpoint: { object, step, elapsedMs }, objects, attempts: 0 });
        trainer?.post({ type: 'checkpoint-recorded' });
        send({ type: 'stored', step });
        // What cannot be deleted now expires.
        for (const name of old) await buckets.checkpoints.delete(name).catch(() => undefined);
      },
    );
  }

  function exited({ lastWords, signal }: ProcessEnd): void {
    if (stopped.signal.aborted || hasEnded) return;
    const text = lastWords.trim() || (signal ?? '');
    if (text !== '') send({ type: 'log', entry: { at: Date.now(), level: 'warning', text } });
    settle('crashed');
  }

  function suspend(): void {
    if (hasEnded) return;
    if (trainer === null) settle('given-up');
    else trainer.post({ type: 'suspend' });
    setTimeout(() => {
      if (!hasEnded) settle('given-up');
    }, SUSPEND_TIMEOUT_MS).unref();
  }

  return {
    async perform(): Promise<JobEnd> {
      const onStop = () => {
        settle('lost');
      };
      stopped.signal.addEventListener('abort', onStop);
      ending.addEventListener('abort', suspend);
      begin().catch((error: unknown) => {
        const why = toProblem(`Job ${job.job} could not be started`, error);
        void reportEnd({ type: 'failed', problem: why });
      });
      const end = await ended;
      ending.removeEventListener('abort', suspend);
      stopped.signal.removeEventListener('abort', onStop);
      if (end !== 'lost') await outbox.sent();
      return stopped.signal.aborted ? 'lost' : end;
    },
    close(): void {
      control.unsubscribe();
      trainer?.kill();
    },
  };
}
