import {
  AckPolicy,
  DiscardPolicy,
  RetentionPolicy,
  StorageType,
  type JetStreamManager,
} from '@nats-io/jetstream';
import { Kvm, type KV } from '@nats-io/kv';
import { Objm, type ObjectStore } from '@nats-io/obj';
import { nanos } from '@nats-io/transport-node';
import type { Connection } from './connection';
import { CHECKPOINTS, DATASETS, EVENTS, JOBS, jobsOfPool, LEASES, WORKERS } from './names';

const DAY_MS = 86_400_000;
/** What nobody has fetched by then is deleted. */
const KEPT_MS = 30 * DAY_MS;
/** A worker that ends says so; one that was lost is listed for this long. */
const WORKER_KEPT_MS = DAY_MS;
const MAX_EVENT_BYTES = 4 * 2 ** 30;

/** How soon the loss of a worker is noticed. */
export interface Timing {
  /** A job whose worker has been silent for this long is offered to another. */
  readonly ackWaitMs: number;
  readonly renewEveryMs: number;
}
export const TIMING: Timing = { ackWaitMs: 30_000, renewEveryMs: 10_000 };

/** Creates what a person's account needs, if it is missing. Existing parts stay as they are. */
export async function ensureStreams({ manager, nats }: Connection): Promise<void> {
  await ensureStream(manager, {
    name: JOBS,
    subjects: ['job.>'],
    retention: RetentionPolicy.Workqueue,
    storage: StorageType.File,
    duplicate_window: nanos(120_000),
  });
  await ensureStream(manager, {
    name: EVENTS,
    subjects: ['event.>'],
    retention: RetentionPolicy.Limits,
    storage: StorageType.File,
    max_age: nanos(KEPT_MS),
    max_bytes: MAX_EVENT_BYTES,
    // A worker whose events do not fit pauses its trainer: none may be lost.
    discard: DiscardPolicy.New,
    duplicate_window: nanos(120_000),
  });
  const objects = new Objm(nats);
  for (const bucket of [DATASETS, CHECKPOINTS])
    await objects.create(bucket, { storage: StorageType.File, ttl: nanos(KEPT_MS) });
  const values = new Kvm(nats);
  await values.create(LEASES, { history: 1, ttl: KEPT_MS });
  await values.create(WORKERS, { history: 1, ttl: WORKER_KEPT_MS });
}

/** A stream with other limits, which its owner may have changed, stays as it is. */
async function ensureStream(
  manager: JetStreamManager,
  config: Parameters<JetStreamManager['streams']['add']>[0],
): Promise<void> {
  try {
    await manager.streams.add(config);
  } catch (error) {
    if (!(error instanceof Error && /already in use/.test(error.message))) throw error;
  }
}

/** Creates the consumer of a pool if it is missing: the queue from which its workers take jobs. */
export async function ensurePool(
  { manager }: Connection,
  pool: string,
  { ackWaitMs }: Timing,
): Promise<void> {
  await manager.consumers.add(JOBS, {
    durable_name: pool,
    filter_subject: jobsOfPool(pool),
    ack_policy: AckPolicy.Explicit,
    ack_wait: nanos(ackWaitMs),
    max_ack_pending: 10_000,
  });
}

export interface Buckets {
  readonly datasets: ObjectStore;
  readonly checkpoints: ObjectStore;
}

export async function openBuckets({ nats }: Connection): Promise<Buckets> {
  const objects = new Objm(nats);
  return { datasets: await objects.open(DATASETS), checkpoints: await objects.open(CHECKPOINTS) };
}

export async function openValues({ nats }: Connection): Promise<{ leases: KV; workers: KV }> {
  const values = new Kvm(nats);
  return { leases: await values.open(LEASES), workers: await values.open(WORKERS) };
}
