import type { MetricBatch, WorkbenchEvent } from '../../src-main/contract/events';
import type { LogEntry, Run } from '../../src-main/contract/run';
import { SettingsSchema } from '../../src-main/contract/settings';
import type { Figure } from '../../src-main/contract/figure';
import type { ConnectionState, Transport } from '../transport/transport';

interface Options {
  signal?: AbortSignal;
}

/** For tests: a core whose answers and events the test determines. */
export function fakeCore() {
  let setConnection: (state: ConnectionState) => void = () => undefined;
  let resolveNext: ((result: IteratorResult<WorkbenchEvent>) => void) | null = null;
  let breakEvents: (error: Error) => void = () => undefined;
  const unread: WorkbenchEvent[] = [];

  function next(): Promise<IteratorResult<WorkbenchEvent>> {
    const value = unread.shift();
    if (value !== undefined) return Promise.resolve({ done: false, value });
    return new Promise((resolve, reject) => {
      resolveNext = resolve;
      breakEvents = reject;
    });
  }

  const core = {
    known: [] as Run[],
    /** The calls of `api.runs`; a test replaces those that it needs. */
    runs: {
      list: () => Promise.resolve(core.known),
      remove: (_ref: { id: number }): Promise<void> => Promise.resolve(),
      restore: ({ id }: { id: number }): Promise<Run> => Promise.resolve(runOf(id)),
      figures: (_ref: { id: number }, _options?: Options): Promise<Figure[]> => Promise.resolve([]),
      logs: (_ref: { id: number }, _options?: Options): Promise<LogEntry[]> => Promise.resolve([]),
      /** Sends nothing until it is aborted. */
      watch: async (
        _given: { id: number },
        { signal }: Options = {},
      ): Promise<AsyncIterable<MetricBatch>> => ({
        [Symbol.asyncIterator]: () => ({
          next: () =>
            new Promise((_resolve, reject) =>
              signal?.addEventListener('abort', () => reject(new Error('aborted'))),
            ),
        }),
      }),
    },
    publish(event: WorkbenchEvent): void {
      if (resolveNext === null) unread.push(event);
      else resolveNext({ done: false, value: event });
      resolveNext = null;
    },
    loseConnection(): void {
      setConnection('reconnecting');
      breakEvents(new Error('[AsyncIdQueue] Queue[3] was closed or aborted while waiting for pulling.'));
    },
    connect: () => setConnection('connected'),
  };
  const transport = {
    kind: 'browser',
    onConnection(listener: typeof setConnection) {
      setConnection = listener;
      listener('connected');
      return () => undefined;
    },
    onCommand: () => () => undefined,
    openDataFolder: () => undefined,
    showTheme: () => undefined,
    api: {
      system: {
        info: () => Promise.reject(new Error('No engine.')),
        events: () => Promise.resolve({ [Symbol.asyncIterator]: () => ({ next }) }),
      },
      runs: core.runs,
      settings: { get: () => Promise.resolve(SettingsSchema.parse({})) },
      datasets: { list: () => Promise.resolve([]) },
      downloads: { list: () => Promise.resolve([]) },
      engine: {
        fetchStatus: () => Promise.resolve({ state: 'none', receivedBytes: 0, totalBytes: 0, problem: null }),
      },
      releases: {
        status: () =>
          Promise.resolve({ host: null, isAsking: false, askedAt: null, newer: null, problem: null }),
      },
      sweeps: { list: () => Promise.resolve([]) },
      models: { list: () => Promise.resolve([]) },
      fleet: { status: () => Promise.resolve(null) },
    },
  };
  return Object.assign(core, { transport: transport as unknown as Transport });
}

export function runOf(id: number, changes: Partial<Run> = {}): Run {
  const run = {
    id,
    name: `Run #${String(id)}`,
    state: 'completed',
    step: 0,
    finishedAt: 1,
    latest: {},
    tags: [],
  };
  return { ...run, config: { model: 'gan' }, ...changes } as unknown as Run;
}

export function figureOf(id: number, step: number): Figure {
  return { id, runId: 1, step, kind: 'samples', mediaType: 'image/png', sheet: null };
}
