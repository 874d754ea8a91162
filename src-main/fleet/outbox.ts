import type { JetStreamClient } from '@nats-io/jetstream';
import type { FleetEvent } from '../core/fleet';
import { wait } from '../contract/wait';
import { encodeEvent } from './wire';

const PUBLISH_TIMEOUT_MS = 5_000;
const FIRST_RETRY_MS = 100;
const LAST_RETRY_MS = 2_000;
/** Beyond this size the trainer pauses, because the server does not take its messages. */
export const FULL_BYTES = 128 * 2 ** 20;

export interface OutboxOptions {
  readonly js: Pick<JetStreamClient, 'publish'>;
  readonly subject: string;
  /** Called when it is full, and when it is empty again. */
  readonly onFull: (isFull: boolean) => void;
  /** Aborted when nothing more must be sent. */
  readonly stopped: AbortSignal;
}

/**
 * Sends the events of a job one after another, each until the server has stored it. One is in flight at a time: so their
 * order stays, whatever fails. Objects, which take seconds where events take milliseconds, go beside them, in an order of
 * their own.
 */
export function createOutbox({ js, subject, onFull, stopped }: OutboxOptions) {
  let events: Promise<void> = Promise.resolve();
  let objects: Promise<void> = Promise.resolve();
  let bytes = 0;
  let isFull = false;

  /** Repeats work until it succeeds: the server is away, or its stream is full, and nothing must be lost. */
  async function insist(work: () => Promise<unknown>): Promise<void> {
    for (let waitMs = FIRST_RETRY_MS; !stopped.aborted; waitMs = Math.min(LAST_RETRY_MS, 2 * waitMs)) {
      try {
        await work();
        return;
      } catch {
        await wait(waitMs, stopped);
      }
    }
  }

  function setFull(now: boolean): void {
    if (now === isFull || stopped.aborted) return;
    isFull = now;
    onFull(now);
  }

  /** @returns when work that comes after `last` is done. @param size in bytes */
  function after(last: Promise<void>, size: number, work: () => Promise<unknown>): Promise<void> {
    bytes += size;
    if (bytes > FULL_BYTES) setFull(true);
    return last
      .then(() => insist(work))
      .then(() => {
        bytes -= size;
        if (bytes === 0) setFull(false);
      });
  }

  function perform(size: number, work: () => Promise<unknown>): void {
    events = after(events, size, work);
  }

  return {
    /** Queues work that happens after all events that were queued before. @param size in bytes */
    perform,
    /** Queues the storing of an object, which happens after that of the objects before. @param size in bytes */
    store(size: number, work: () => Promise<unknown>): void {
      objects = after(objects, size, work);
    },
    /** Resolves when all objects queued so far were stored, or all is stopped. */
    stored: (): Promise<void> => objects,
    /** Queues an event. */
    send(event: FleetEvent): void {
      const data = encodeEvent(event);
      const id = `${event.job}.${String(event.generation)}.${String(event.number)}`;
      perform(data.length, () =>
        js.publish(subject, data, { msgID: id, timeout: PUBLISH_TIMEOUT_MS, retries: 0 }),
      );
    },
    /** Resolves when all objects queued so far were stored and all events sent, or all is stopped. */
    async sent(): Promise<void> {
      // An object that is stored is reported by an event.
      await objects;
      await events;
    },
  };
}
