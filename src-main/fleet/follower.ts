import type { ConsumerMessages } from '@nats-io/jetstream';
import type { FleetEvent } from '../core/fleet';
import { reportDefect } from '../core/problem';
import type { Connection } from './connection';
import { EVENTS, eventsOfFolder } from './names';
import { wait } from '../contract/wait';
import { decodeEvent } from './wire';

/**
 * Read ahead by this much, which is more than the largest message: one that is larger would never be delivered. With much
 * more, a workbench that writes to a slow disk is cut off by the server.
 */
const AHEAD_BYTES = 10 * 2 ** 20;
/** Half of it passes before a consumer that the server has forgotten is noticed. */
const EXPIRES_MS = 5_000;
const DELETE_EVERY_MS = 2_000;
/** After a message could not be recorded, e.g. because the disk is full. */
const RETRY_AFTER_MS = 5_000;
/** The window waits at most this long while events are recorded. */
const TURN_MS = 30;

/**
 * Passes the events of a data folder on in the order in which the server has stored them, and deletes them there after
 * they were recorded. Whenever that fails, it begins again with the oldest event that may not be recorded.
 */
export function follow(
  { js, manager }: Connection,
  folder: string,
  take: (event: FleetEvent) => Promise<void>,
) {
  /** Sequences of events that are being recorded. */
  const pending = new Set<number>();
  const closed = new AbortController();
  let messages: ConsumerMessages | null = null;
  let last = 0;
  let deleted = 0;

  async function deleteRecorded(): Promise<void> {
    const upTo = pending.size > 0 ? Math.min(...pending) - 1 : last;
    if (upTo <= deleted) return;
    await manager.streams.purge(EVENTS, { filter: eventsOfFolder(folder), seq: upTo + 1 });
    deleted = upTo;
  }

  async function readAll(): Promise<void> {
    const consumer = await js.consumers.get(EVENTS, { filter_subjects: eventsOfFolder(folder) });
    messages = await consumer.consume({ max_bytes: AHEAD_BYTES, expires: EXPIRES_MS });
    const failures: unknown[] = [];
    let since = performance.now();
    for await (const { data, seq } of messages) {
      const event = decodeEvent(data);
      if (event !== null) {
        pending.add(seq);
        take(event).then(
          () => pending.delete(seq),
          (error: unknown) => {
            failures.push(error);
            messages?.stop();
          },
        );
        // All but the end of a run are recorded at once. If that failed, a later event must not be.
        await Promise.resolve();
      }
      if (failures.length > 0) break;
      last = Math.max(last, seq);
      if (performance.now() - since < TURN_MS) continue;
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    }
    if (failures.length > 0) throw failures[0];
  }

  async function readUntilClosed(): Promise<void> {
    while (!closed.signal.aborted) {
      try {
        await readAll();
      } catch (error) {
        if (closed.signal.aborted) return;
        reportDefect('Events of the fleet could not be recorded', error);
        await wait(RETRY_AFTER_MS, closed.signal);
      }
    }
  }

  const timer = setInterval(() => {
    deleteRecorded().catch(() => undefined);
  }, DELETE_EVERY_MS);
  const done = readUntilClosed();

  return {
    /** Begins again with the oldest event that may not be recorded: after a restart, the server knows no reader. */
    restart(): void {
      messages?.stop();
    },
    async close(): Promise<void> {
      closed.abort();
      clearInterval(timer);
      messages?.stop();
      await deleteRecorded().catch(() => undefined);
      await done;
    },
  };
}
