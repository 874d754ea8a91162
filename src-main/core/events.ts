import type { WorkbenchEvent } from '../contract/events';
import { reportDefect } from './problem';

export interface Hub<T> {
  publish(value: T): void;
  /** @returns a function that unsubscribes */
  subscribe(listener: (value: T) => void): () => void;
}

/**
 * Notifies all subscribers synchronously, in the order in which they subscribed. One that throws does not affect
 * others.
 */
export function createHub<T>(): Hub<T> {
  const listeners = new Set<(value: T) => void>();
  return {
    publish(value) {
      for (const listener of [...listeners]) {
        try {
          listener(value);
        } catch (error) {
          reportDefect('A listener failed', error);
        }
      }
    },
    subscribe(listener) {
      const own = (value: T) => {
        listener(value);
      };
      listeners.add(own);
      return () => void listeners.delete(own);
    },
  };
}

/** A client with more pending events than this is disconnected; when it reconnects, it lists everything again. */
const MAX_PENDING = 5000;

/**
 * Yields all events from this call on, for one client. It subscribes at once, not at the first `next`, so that a client
 * can subscribe and then list. A client that does not keep up gets only the newest state of each run. It ends with any
 * of the signals.
 */
export function eventStream(
  hub: Hub<WorkbenchEvent>,
  ...signals: readonly (AbortSignal | undefined)[]
): AsyncIterableIterator<WorkbenchEvent> {
  const pending: WorkbenchEvent[] = [];
  let resume: (() => void) | null = null;
  let ended = false;
  const wake = () => {
    resume?.();
    resume = null;
  };
  const unsubscribe = hub.subscribe((event) => {
    const place = event.type === 'run' ? sameRun(pending, event.run.id) : -1;
    if (place >= 0) pending[place] = event;
    else pending.push(event);
    if (pending.length > MAX_PENDING) end();
    wake();
  });
  function end(): void {
    ended = true;
    pending.length = 0;
    unsubscribe();
    for (const signal of signals) signal?.removeEventListener('abort', end);
    wake();
  }
  if (signals.some((signal) => signal?.aborted === true)) end();
  else for (const signal of signals) signal?.addEventListener('abort', end);

  return {
    async next() {
      while (pending.length === 0 && !ended) {
        await new Promise<void>((resolve) => {
          resume = resolve;
        });
      }
      const value = pending.shift();
      return value === undefined ? { done: true, value: undefined } : { done: false, value };
    },
    async return() {
      end();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function sameRun(events: readonly WorkbenchEvent[], runId: number): number {
  return events.findIndex((event) => event.type === 'run' && event.run.id === runId);
}
