import type { KV } from '@nats-io/kv';
import type { FleetPool } from '../contract/fleet';
import { jsonOf } from '../contract/json';
import type { FleetMachine } from '../core/fleet';
import type { Account } from './account';
import { readPools } from './status';
import { isOnline, WorkerSchema, type Worker } from './worker-state';

/** How often queues are read. Machines report by themselves. */
const LOOK_EVERY_MS = 3_000;
const PUBLISH_EVERY_MS = 1_000;

/**
 * Follows the machines and queues of a person's account, through all losses of connection.
 * @param changed called at most once a second
 */
export function observeFleet(account: () => Account | null, changed: () => void) {
  const workers = new Map<string, Worker>();
  let pools: readonly FleetPool[] = [];
  let watching: Awaited<ReturnType<KV['watch']>> | null = null;
  let scheduled: NodeJS.Timeout | null = null;
  let shown = '';
  let isListed = false;

  function announce(): void {
    scheduled ??= setTimeout(() => {
      scheduled = null;
      changed();
    }, PUBLISH_EVERY_MS).unref();
  }

  async function watch({ workers: bucket }: Account): Promise<void> {
    const entries = await bucket.watch();
    watching?.stop();
    watching = entries;
    let isLive = (await bucket.status()).values === 0;
    isListed ||= isLive;
    for await (const entry of entries) {
      // What the server has kept may be from long ago; a report that arrives now is from now, whatever clocks say.
      const seenAt = isLive ? Date.now() : entry.created.getTime();
      isLive ||= entry.delta === 0;
      const { data } = WorkerSchema.safeParse(entry.operation === 'PUT' ? jsonOf(entry.string()) : null);
      if (data === undefined) workers.delete(entry.key);
      else workers.set(entry.key, { ...data, seenAt });
      if (isLive) isListed = true;
      announce();
    }
  }

  async function look(): Promise<void> {
    const now = account();
    if (now !== null) pools = await readPools(now.connection);
    const online = [...workers.values()].filter((worker) => isOnline(worker, Date.now()));
    const next = JSON.stringify([now !== null, pools, online.map(({ name }) => name)]);
    if (next !== shown) announce();
    shown = next;
  }

  const lookSoon = () => void look().catch(() => undefined);
  const timer = setInterval(lookSoon, LOOK_EVERY_MS).unref();

  return {
    /** Must be called when the server can be reached again: it then knows no reader. */
    begin(): void {
      const now = account();
      if (now === null) return;
      watch(now).catch(() => undefined);
      lookSoon();
    },
    announce,
    /** Whether the machines are known. */
    isListed: (): boolean => isListed,
    workers: (): FleetMachine[] =>
      [...workers.values()]
        .map((worker) => ({ ...worker, isOnline: isOnline(worker, Date.now()) }))
        .sort(byName(({ name }) => name)),
    /** Those that have had a run, and those of machines. */
    pools(): FleetPool[] {
      const named = new Map(pools.map((one) => [one.pool, one]));
      for (const { pool } of workers.values())
        if (!named.has(pool)) named.set(pool, { pool, waiting: 0, training: 0 });
      return [...named.values()].sort(byName(({ pool }) => pool));
    },
    close(): void {
      clearInterval(timer);
      if (scheduled !== null) clearTimeout(scheduled);
      watching?.stop();
    },
  };
}

const byName =
  <Item>(name: (item: Item) => string) =>
  (a: Item, b: Item) =>
    name(a).localeCompare(name(b), 'en', { numeric: true });
