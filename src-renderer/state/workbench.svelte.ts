import { importedModel } from '../../src-main/contract/imported-run';
import {
  translatedDataset,
  translatedDownload,
  translatedModel,
} from '../../src-main/presentation/translated';
import { createContext } from 'svelte';
import type { Dataset } from '../../src-main/contract/dataset';
import type { Download } from '../../src-main/contract/download';
import type { Problem } from '../../src-main/contract/error';
import type { WorkbenchEvent } from '../../src-main/contract/events';
import type { EngineFetch } from '../../src-main/contract/engine-fetch';
import type { ReleaseStatus } from '../../src-main/contract/release';
import type { FleetStatus } from '../../src-main/contract/fleet';
import type { ModelInfo } from '../../src-main/contract/model';
import type { QualityMetricInfo } from '../../src-main/contract/quality';
import { ACTIVE_STATES, type Run } from '../../src-main/contract/run';
import { allRuns } from '../../src-main/contract/run-list';
import { RUN_DEFAULTS } from '../../src-main/contract/run-defaults';
import { RUNS_PER_DEVICE, type ChangedSettings, type Settings } from '../../src-main/contract/settings';
import type { Sweep } from '../../src-main/contract/sweep';
import type { SystemInfo } from '../../src-main/contract/system';
import type { ConnectionState, Transport } from '../transport/transport';
import { queueOf } from '../pure/queue';
import { wait } from '../../src-main/contract/wait';
import { connection } from './connection.svelte';
import { describe } from './toasts.svelte';

/** An event of the core, or `listed` when everything was listed again because events were lost. */
export type ClientEvent = WorkbenchEvent | { readonly type: 'listed' };
type Listener = (event: ClientEvent) => void;

interface Lists {
  readonly runs: readonly Run[];
  readonly settings: Settings;
  readonly sweeps: readonly Sweep[];
  readonly datasets: readonly Dataset[];
  readonly downloads: readonly Download[];
  readonly models: readonly ModelInfo[];
  readonly fleet: FleetStatus | null;
  readonly engineFetch: EngineFetch;
  readonly releases: ReleaseStatus;
}

/** State of the core, updated by its events. Lists are replaced as a whole, never changed in place. */
export class Workbench {
  readonly transport: Transport;
  /** False until the first lists have been loaded. */
  loaded = $state.raw(false);
  /** Why the last attempt to load the lists failed despite a connection. */
  problem = $state.raw<Problem | null>(null);
  runs = $state.raw<readonly Run[]>([]);
  /** Newest first. */
  sweeps = $state.raw<readonly Sweep[]>([]);
  #datasets = $state.raw<readonly Dataset[]>([]);
  #downloads = $state.raw<readonly Download[]>([]);
  #models = $state.raw<readonly ModelInfo[]>([]);
  /** With their texts in the current language, as the next two. */
  readonly datasets = $derived(this.#datasets.map(translatedDataset));
  /** Datasets that can be fetched, or are being fetched. */
  readonly downloads = $derived(this.#downloads.map(translatedDownload));
  readonly models = $derived(this.#models.map(translatedModel));
  /** null if the data folder has not joined a fleet, and until that is known. */
  fleet = $state.raw<FleetStatus | null>(null);
  /** null until it is known. */
  engineFetch = $state.raw<EngineFetch | null>(null);
  releases = $state.raw<ReleaseStatus | null>(null);
  system = $state.raw<SystemInfo | null>(null);
  /** null until they are listed. */
  settings = $state.raw<Settings | null>(null);
  /** The queued runs, in the order in which they will train. */
  readonly queue = $derived(queueOf(this.runs));
  readonly #places = $derived(new Map(this.queue.map(({ id }, index) => [id, index + 1])));
  readonly #listeners = new Set<Listener>();
  #qualityMetrics: Promise<readonly QualityMetricInfo[]> | null = null;

  constructor(transport: Transport) {
    this.transport = transport;
  }

  get api() {
    return this.transport.api;
  }

  /** How many runs may train on one device at the same time. */
  get runsPerDevice(): number {
    return this.settings?.runsPerDevice ?? RUNS_PER_DEVICE.min;
  }

  /** The scale at which pictures are saved. */
  get pictureScale(): number {
    return (this.settings?.defaults ?? RUN_DEFAULTS).pictureScale;
  }

  get connection(): ConnectionState {
    return connection.state;
  }

  /** The training runs, followed by the paused ones. */
  get activeRuns(): readonly Run[] {
    return ACTIVE_STATES.flatMap((state) => this.runs.filter((run) => run.state === state));
  }

  /** Counted from 1; null for a run that is not queued. */
  placeInQueue(id: number): number | null {
    return this.#places.get(id) ?? null;
  }

  run(id: number): Run | undefined {
    return this.runs.find((run) => run.id === id);
  }

  model(id: string): ModelInfo | undefined {
    return importedModel(id) ?? this.models.find((model) => model.id === id);
  }

  sweep(id: number): Sweep | undefined {
    return this.sweeps.find((sweep) => sweep.id === id);
  }

  /** Class names of a run's dataset; empty without labels. */
  classNamesOf({ config }: Run): readonly string[] {
    return this.dataset(config.dataset)?.classNames ?? [];
  }

  dataset(id: string): Dataset | undefined {
    return this.datasets.find((dataset) => dataset.id === id);
  }

  download(id: string): Download | undefined {
    return this.downloads.find((download) => download.id === id);
  }

  onEvent(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Follows the core until the signal aborts, through all losses of connection. */
  async follow(signal: AbortSignal): Promise<void> {
    let hasten: () => void = () => undefined;
    const leave = this.transport.onConnection((state) => {
      connection.state = state;
      if (state === 'connected') hasten();
    });
    signal.addEventListener('abort', leave, { once: true });
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.#followOnce(signal, () => (failures = 0));
      } catch (error) {
        // Without a connection that is the reason, which is shown elsewhere.
        if (!signal.aborted && this.connection === 'connected') this.problem = describe(error);
      }
      const connected = new Promise<void>((resolve) => (hasten = resolve));
      await Promise.race([wait(Math.min(250 * 2 ** failures, 4000), signal), connected]);
    }
  }

  /** All quality metrics. They are read once: they do not change while the core runs. */
  qualityMetrics(): Promise<readonly QualityMetricInfo[]> {
    this.#qualityMetrics ??= this.api.qualities.metrics().catch((error: unknown) => {
      this.#qualityMetrics = null;
      throw error;
    });
    return this.#qualityMetrics;
  }

  async refreshSystem(): Promise<void> {
    this.system = await this.api.system.info();
  }

  async changeSettings(changed: ChangedSettings): Promise<void> {
    this.settings = await this.api.settings.set(changed);
  }

  /** Applies the answer of a call immediately, without waiting for its event. */
  takeRun(run: Run): void {
    this.#apply({ type: 'run', run });
  }

  takeSweep(sweep: Sweep): void {
    this.#apply({ type: 'sweep', sweep });
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
      // Subscribed before listing, so that no event between the two is lost; events that arrive meanwhile are applied
      // later.
      const listing = this.#list();
      const held: WorkbenchEvent[] = [];
      let next = iterator.next();
      for (;;) {
        // If the listing fails, the last `next` is abandoned and may reject later without a handler.
        next.catch(() => undefined);
        const first = await Promise.race([next, listing]);
        if ('runs' in first) {
          this.#takeLists(first, held);
          break;
        }
        if (first.done === true) return;
        held.push(first.value);
        next = iterator.next();
      }
      succeeded();
      for (let result = await next; result.done !== true; result = await iterator.next())
        this.#apply(result.value);
    } finally {
      // Not awaited: a broken stream may never answer.
      void iterator.return?.()?.catch(() => undefined);
    }
  }

  async #list(): Promise<Lists> {
    // The answer about the engine takes seconds on a cold start, so the lists do not wait for it.
    this.refreshSystem().catch(() => undefined);
    const [runs, settings, sweeps, datasets, downloads, models, fleet, engineFetch, releases] =
      await Promise.all([
        allRuns(this.api),
        this.api.settings.get(),
        this.api.sweeps.list(),
        this.api.datasets.list(),
        this.api.downloads.list(),
        this.api.models.list(),
        this.api.fleet.status(),
        this.api.engine.fetchStatus(),
        this.api.releases.status(),
      ]);
    return { runs, settings, sweeps, datasets, downloads, models, fleet, engineFetch, releases };
  }

  /** Sets all lists at once: new lists are never visible without the events since then. */
  #takeLists(
    { runs, settings, sweeps, datasets, downloads, models, fleet, engineFetch, releases }: Lists,
    since: readonly WorkbenchEvent[],
  ): void {
    this.runs = [...runs].sort(newestFirst);
    this.settings = settings;
    this.sweeps = sweeps;
    this.#datasets = datasets;
    this.#downloads = downloads;
    this.#models = models;
    this.fleet = fleet;
    this.#qualityMetrics = null;
    this.engineFetch = engineFetch;
    this.releases = releases;
    for (const event of since) this.#apply(event);
    this.loaded = true;
    this.problem = null;
    this.#notify({ type: 'listed' });
  }

  #apply(event: WorkbenchEvent): void {
    switch (event.type) {
      case 'run':
        this.runs = replaced(this.runs, event.run).sort(newestFirst);
        break;
      case 'run-removed':
        this.runs = this.runs.filter((run) => run.id !== event.runId);
        break;
      case 'sweep':
        this.sweeps = replaced(this.sweeps, event.sweep).sort(newestFirst);
        break;
      case 'dataset':
        this.#datasets = replaced(this.#datasets, event.dataset);
        break;
      case 'settings':
        this.settings = event.settings;
        break;
      case 'fleet':
        this.fleet = event.fleet;
        break;
      case 'engine-fetch':
        this.engineFetch = event.fetch;
        if (event.fetch.state === 'ready') this.refreshSystem().catch(() => undefined);
        break;
      case 'releases':
        this.releases = event.releases;
        break;
      case 'download':
        this.#downloads = replaced(this.#downloads, event.download);
        break;
      case 'dataset-removed':
        this.#datasets = this.#datasets.filter((dataset) => dataset.id !== event.datasetId);
        break;
      default:
        break;
    }
    this.#notify(event);
  }

  #notify(event: ClientEvent): void {
    for (const listener of this.#listeners) listener(event);
  }
}

function newestFirst(a: { id: number }, b: { id: number }): number {
  return b.id - a.id;
}

function replaced<Item extends { id: number | string }>(items: readonly Item[], item: Item): Item[] {
  const index = items.findIndex((one) => one.id === item.id);
  return index < 0 ? [...items, item] : items.map((one, at) => (at === index ? item : one));
}

export const [useWorkbench, provideWorkbench] = createContext<Workbench>();
