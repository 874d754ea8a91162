import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { refusal } from '../contract/error';
import type { Fleet, FleetJob } from '../core/fleet';
import { stayConnected, type Account } from './account';
import { reaching } from './connection';
import { readLease, withdrawLease } from './lease';
import type { Membership } from './membership';
import { controlSubject, JOBS, jobSubject } from './names';
import { observeFleet } from './observer';
import { putObject, readObject } from './objects';
import { ensurePool, TIMING, type Timing } from './streams';
import { encodeControl, encodeJob, PROTOCOL, type Job } from './wire';

/** How long a call waits for a worker to answer. */
const CONTROL_TIMEOUT_MS = 5_000;

/** Connects a data folder to its fleet, now or as soon as the server can be reached. */
export function connectFleet(membership: Membership, timing: Timing = TIMING): Fleet {
  const { server, name: person } = membership.credentials;
  const connected = stayConnected(membership);
  let observer: ReturnType<typeof observeFleet> | null = null;

  async function use<T>(work: (account: Account) => Promise<T>): Promise<T> {
    const account = connected.account();
    if (account === null) throw refusal('fleet.unreachable', { server });
    return reaching({ server }, () => work(account));
  }

  return {
    isConnected: () => connected.account() !== null,
    onConnected: connected.onConnected,
    send: (job) => use((account) => sendJob(account, membership.folder, job, timing)),
    withdraw: (job, pool) =>
      use(async ({ leases, connection }) => {
        if (!(await withdrawLease(leases, job))) return false;
        await connection.manager.streams.purge(JOBS, { filter: jobSubject(pool, job) });
        return true;
      }),
    control: (job, message) =>
      use(async ({ connection }) => {
        try {
          const timeout = CONTROL_TIMEOUT_MS;
          await connection.nats.request(controlSubject(job), encodeControl(message), { timeout });
          return true;
        } catch {
          return false;
        }
      }),
    fetch: (object, part) => use(({ buckets }) => readObject(buckets.checkpoints, object, part)),
    forget: (job) =>
      use(async ({ leases, buckets }) => {
        const lease = await readLease(leases, job);
        for (const object of lease?.value.objects ?? []) await buckets.checkpoints.delete(object);
      }),
    follow: connected.follow,
    state: () => ({
      server,
      person,
      isConnected: connected.account() !== null && observer?.isListed() !== false,
      problem: connected.problem(),
      pools: observer?.pools() ?? [],
      workers: observer?.workers() ?? [],
    }),
    observe(changed) {
      observer?.close();
      const now = observeFleet(connected.account, changed);
      observer = now;
      connected.onConnected(() => {
        now.begin();
      });
      connected.onChange(() => {
        now.announce();
      });
      now.begin();
    },
    close() {
      observer?.close();
      return connected.close();
    },
  };
}

async function sendJob(
  { connection, buckets }: Account,
  folder: string,
  { job, pool, name, config, stopAt, fingerprint, files, ...from }: FleetJob,
  timing: Timing,
): Promise<void> {
  await ensurePool(connection, pool, timing);
  const sent: Job['dataset']['files'] = [];
  for (const split of [files.train, files.test]) {
    for (const path of [split.items, split.labels]) {
      if (path === null) continue;
      const file = { name: basename(path), sizeBytes: (await stat(path)).size };
      await putObject(buckets.datasets, `${fingerprint}/${file.name}`, () => createReadStream(path));
      sent.push(file);
    }
  }
  const object = `${job}/0/${String(from.checkpointStep)}`;
  if (from.checkpointStep !== null) await putObject(buckets.checkpoints, object, () => from.checkpoint);
  const checkpoint =
    from.checkpointStep === null
      ? null
      : { object, step: from.checkpointStep, elapsedMs: from.checkpointElapsedMs };
  const dataset = { fingerprint, files: sent };
  const message = encodeJob({ protocol: PROTOCOL, job, folder, name, config, stopAt, dataset, checkpoint });
  await connection.js.publish(jobSubject(pool, job), message, { msgID: job });
}
