import { createContext } from 'svelte';
import type { Dataset } from '../../src-main/contract/dataset';
import type { WorkbenchEvent } from '../../src-main/contract/events';
import type { ModelInfo } from '../../src-main/contract/model';
import { ACTIVE_STATES, type Run } from '../../src-main/contract/run';
import type { SystemInfo } from '../../src-main/contract/system';
import type { ConnectionState, Transport } from '../transport/transport';
import { wait } from './async';

type Listener = (event: WorkbenchEvent) => void;

/** What the core knows, kept in step by its events. Lists are replaced whole, never changed in place. */
export class Workbench {
  readonly transport: Transport;
  connection = $state.raw<ConnectionState>('connected');
  /** False until the first lists have come. */
  loaded = $state.raw(false);
  runs = $state.raw<readonly Run[]>([]);
  datasets = $state.raw<readonly Dataset[]>([]);
  models = $state.raw<readonly ModelInfo[]>([]);
  system = $state.raw<SystemInfo | null>(null);
  readonly #listeners = new Set<Listener>();

  constructor(transport: Transport) {
    this.transport = transport;
  }

  get api() {
    return this.transport.api;
  }

  /** The run that trains now, or waits in the middle of it. */
  get activeRun(): Run | undefined {
    return (
      this.runs.find((run) => run.state === 'running') ??
      this.runs.find((run) => ACTIVE_STATES.includes(run.state))
    );
  }

  get queueLength(): number {
    return this.runs.filter((run) => run.state === 'queued').length;
  }

  run(id: number): Run | undefined {
    return this.runs.find((run) => run.id === id);
  }

  model(id: string): ModelInfo | undefined {
    return this.models.find((model) => model.id === id);
  }

  dataset(id: string): Dataset | undefined {
    return this.datasets.find((dataset) => dataset.id === id);
  }

  onEvent(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Follows the core until the signal aborts, through every loss of the connection. */
  async follow(signal: AbortSignal): Promise<void> {
    const leave = this.transport.onConnection((state) => (this.connection = state));
    signal.addEventListener('abort', leave, { once: true });
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.#followOnce(signal, () => (failures = 0));
      } catch {
        // Told by the banner; what is left is to try again.
        if (!signal.aborted) this.connection = 'reconnecting';
      }
      await wait(Math.min(250 * 2 ** failures, 4000), signal);
    }
  }

  async refreshSystem(): Promise<void> {
    this.system = await this.api.system.info();
  }

  /** Takes what a call answered at once, without waiting for its event. */
  takeRun(run: Run): void {
    this.#apply({ type: 'run', run });
  }

  takeDataset(dataset: Dataset): void {
    this.#apply({ type: 'dataset', dataset });
  }

  dropRun(runId: number): void {
    this.#apply({ type: 'run-removed', runId });
  }

  async #followOnce(signal: AbortSignal, succeeded: () => void): Promise<void> {
    const events = await this.api.system.events(undefined, { signal });
    const iterator = events[Symbol.asyncIterator]();
    try {
      // Subscribed before listing, so that nothing falls between the two; what comes meanwhile is held back.
      const listing = this.#list();
      const held: WorkbenchEvent[] = [];
      let next = iterator.next();
      for (;;) {
        // Where the listing fails, the last `next` is left behind and may fail later, unheard.
        next.catch(() => undefined);
        const first = await Promise.race([next, listing]);
        if (first === undefined) break;
        if (first.done === true) return;
        held.push(first.value);
        next = iterator.next();
      }
      for (const event of held) this.#apply(event);
      this.loaded = true;
      this.connection = 'connected';
      succeeded();
      for (let result = await next; result.done !== true; result = await iterator.next())
        this.#apply(result.value);
    } finally {
      // Not awaited: a broken stream may never answer.
      void iterator.return?.()?.catch(() => undefined);
    }
  }

  async #list(): Promise<void> {
    // The engine's answer takes seconds on a cold start, and no list waits for it.
    this.refreshSystem().catch(() => undefined);
    const [runs, datasets, models] = await Promise.all([
      this.api.runs.list(),
      this.api.datasets.list(),
      this.api.models.list(),
    ]);
    this.runs = [...runs].sort(newestFirst);
    this.datasets = datasets;
    this.models = models;
  }

  #apply(event: WorkbenchEvent): void {
    switch (event.type) {
      case 'run':
        this.runs = replaced(this.runs, event.run).sort(newestFirst);
        break;
      case 'run-removed':
        this.runs = this.runs.filter((run) => run.id !== event.runId);
        break;
      case 'dataset':
        this.datasets = replaced(this.datasets, event.dataset);
        break;
      case 'dataset-removed':
        this.datasets = this.datasets.filter((dataset) => dataset.id !== event.datasetId);
        break;
      default:
        break;
    }
    for (const listener of this.#listeners) listener(event);
  }
}

function newestFirst(a: Run, b: Run): number {
  return b.id - a.id;
}

function replaced<Item extends { id: number | string }>(items: readonly Item[], item: Item): Item[] {
  const index = items.findIndex((one) => one.id === item.id);
  return index < 0 ? [...items, item] : items.map((one, at) => (at === index ? item : one));
}

export const [useWorkbench, provideWorkbench] = createContext<Workbench>();
