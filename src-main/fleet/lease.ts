import type { KV } from '@nats-io/kv';
import * as z from 'zod';
import { jsonOf } from '../contract/json';
import { RunChangesSchema } from '../contract/run-changes';
import { isWrongRevision } from './connection';

/**
 * Who has a job, and how far it is. Every change names the revision that it replaces, so of two workers that change it
 * at once, one finds out that it has lost the job.
 */
const LeaseSchema = z.object({
  /**
   * `training`: the worker must renew it. `free`: its last worker has given it up. `over`: it has ended, or was taken out
   * of its pool.
   */
  state: z.enum(['training', 'free', 'over']),
  /** Number of the job's message in its stream; 0 before it was taken. A job that was sent twice has two. */
  sequence: z.int(),
  generation: z.int(),
  worker: z.string(),
  /** How often it was taken since its last checkpoint. */
  attempts: z.int(),
  /** The newest checkpoint. */
  checkpoint: z.object({ object: z.string(), step: z.int(), elapsedMs: z.number() }).nullable(),
  /** Checkpoints on the server, oldest first. */
  objects: z.array(z.string()),
  /** The run's changes, if it took any since it was launched. */
  changes: RunChangesSchema.nullable(),
});
export type LeaseValue = z.infer<typeof LeaseSchema>;

const FREE: LeaseValue = {
  state: 'free',
  sequence: 0,
  generation: 0,
  worker: '',
  attempts: 0,
  checkpoint: null,
  objects: [],
  changes: null,
};

export async function readLease(
  leases: KV,
  job: string,
): Promise<{ value: LeaseValue; revision: number } | null> {
  const entry = await leases.get(job);
  if (entry?.operation !== 'PUT') return null;
  const { data } = LeaseSchema.safeParse(jsonOf(entry.string()));
  return { value: data ?? { ...FREE, state: 'over' }, revision: entry.revision };
}

/** @returns the revision; null if another has changed it */
async function replaced(
  leases: KV,
  job: string,
  value: LeaseValue,
  revision: number,
): Promise<number | null> {
  const text = JSON.stringify(value);
  try {
    return await (revision === 0 ? leases.create(job, text) : leases.update(job, text, revision));
  } catch (error) {
    if (isWrongRevision(error)) return null;
    throw error;
  }
}

/** Marks a job that no worker has taken as over. @returns false if one has */
export async function withdrawLease(leases: KV, job: string): Promise<boolean> {
  const before = await readLease(leases, job);
  if (before !== null && before.value.state !== 'free') return before.value.state === 'over';
  const value: LeaseValue = { ...(before?.value ?? FREE), state: 'over' };
  return (await replaced(leases, job, value, before?.revision ?? 0)) !== null;
}

export type Lease = ReturnType<typeof heldLease>;

/**
 * Takes a job.
 * @param watchMs how long a lease of another worker is watched: one that does not change is abandoned
 * @returns `busy` if another worker has it, `over` if nobody needs to do it
 */
export async function takeLease(
  leases: KV,
  { job, sequence, worker }: { job: string; sequence: number; worker: string },
  watchMs: number,
): Promise<Lease | 'busy' | 'over'> {
  let before = await readLease(leases, job);
  if (before?.value.state === 'over') return 'over';
  if (before?.value.state === 'training') {
    if (before.value.sequence !== sequence) return 'over';
    await new Promise((resolve) => setTimeout(resolve, watchMs));
    const after = await readLease(leases, job);
    if (after?.revision !== before.revision) return 'busy';
    before = after;
  }
  const last = before?.value ?? FREE;
  const value: LeaseValue = {
    ...last,
    state: 'training',
    sequence,
    worker,
    generation: last.generation + 1,
    attempts: last.attempts + 1,
  };
  const revision = await replaced(leases, job, value, before?.revision ?? 0);
  return revision === null ? 'busy' : heldLease(leases, job, value, revision);
}

/** A lease that this worker holds until another takes it. */
function heldLease(leases: KV, job: string, first: LeaseValue, firstRevision: number) {
  let value = first;
  let revision = firstRevision;
  let last: Promise<unknown> = Promise.resolve();

  async function write(changes: Partial<LeaseValue>): Promise<boolean> {
    const next = { ...value, ...changes };
    const written = await replaced(leases, job, next, revision);
    if (written === null) {
      // An earlier write may have arrived although its answer did not.
      const now = await readLease(leases, job);
      if (now === null || now.value.generation !== value.generation) return false;
      revision = now.revision;
      return write(changes);
    }
    value = next;
    revision = written;
    return true;
  }

  return {
    value: () => value,
    /**
     * Renews the lease, with changes if there are some. One write at a time.
     * @returns false if another worker has taken the job
     * @throws if the server cannot be reached
     */
    renew(changes: Partial<LeaseValue> = {}): Promise<boolean> {
      const work = last.then(() => write(changes));
      last = work.catch(() => undefined);
      return work;
    },
  };
}
