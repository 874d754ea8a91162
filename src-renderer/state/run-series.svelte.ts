import { filePaths } from '../../src-main/contract/files';
import type { MetricRows } from '../../src-main/contract/run';
import { ELAPSED_METRIC } from '../../src-main/contract/run';
import type { StepRange } from '../../src-main/contract/metric-block';
import { seriesOfPairs, SeriesBuilder, withDetail, type Series } from '../pure/series';
import { wait } from '../../src-main/contract/wait';
import { readBytes } from './read-bytes';
import { redrawSoon } from './redraw';
import { readSeries } from './series-requests';
import type { Workbench } from './workbench.svelte';

/** After so many new values, a series is reduced again. */
const RELOAD_AFTER = 20_000;
/** Dragging and zooming by keys changes the visible part many times. */
const ZOOM_DELAY_MS = 120;

type Runs = Pick<Workbench['api']['runs'], 'watch'>;

/** The metrics of a run that are shown, reduced to what charts can show. */
export class RunSeries {
  all = $state.raw<Readonly<Record<string, Series>>>({});
  reached = $state.raw(-1);
  readonly #runId: number;
  readonly #wanted = new Set<string>([ELAPSED_METRIC]);
  readonly #builders = new Map<string, SeriesBuilder>();
  /** Aborted when more metrics must be loaded before the run is watched further. */
  #watching = new AbortController();
  #cancel: (() => void) | null = null;
  #zoom: StepRange | null = null;
  #zooming = new AbortController();
  #details: Readonly<Record<string, Series>> = {};
  #detailOf: StepRange | null = null;

  constructor(runId: number) {
    this.#runId = runId;
  }

  want(names: readonly string[]): void {
    const known = this.#wanted.size;
    for (const name of names) this.#wanted.add(name);
    if (this.#wanted.size > known) this.#watching.abort();
  }

  zoomTo(range: StepRange | null): void {
    if (range?.from === this.#zoom?.from && range?.to === this.#zoom?.to) return;
    this.#zoom = range;
    void this.#loadDetails();
  }

  async whole(name: string): Promise<Series> {
    return seriesOfPairs(new Float64Array(await readBytes(filePaths.metric(this.#runId, name))));
  }

  close(): void {
    this.#cancel?.();
    this.#zooming.abort();
  }

  /** Loads all metrics again. */
  async reload(signal: AbortSignal): Promise<void> {
    this.#builders.clear();
    await this.#loadMissing(signal);
  }

  /**
   * Loads metrics that are wanted, and adds new values, until the signal is aborted.
   * @param runs null if the run has ended, and records nothing more
   */
  async follow(runs: Runs | null, signal: AbortSignal): Promise<void> {
    for (let isInterrupted = true; isInterrupted && !signal.aborted;) {
      await this.#loadMissing(signal);
      signal.throwIfAborted();
      const turn = (this.#watching = new AbortController());
      const leave = () => {
        turn.abort();
      };
      signal.addEventListener('abort', leave);
      try {
        await (runs === null ? aborted(turn.signal) : this.#watch(runs, turn.signal));
      } catch (error) {
        if (!turn.signal.aborted) throw error;
      } finally {
        signal.removeEventListener('abort', leave);
      }
      isInterrupted = turn.signal.aborted;
    }
  }

  async #loadMissing(signal: AbortSignal): Promise<void> {
    for (;;) {
      const missing = [...this.#wanted].filter((name) => !this.#builders.has(name));
      if (missing.length === 0) return;
      const series = await this.#read(missing, signal);
      signal.throwIfAborted();
      for (const name of missing) this.#builders.set(name, new SeriesBuilder(series[name]));
      this.#publish();
      if (this.#zoom !== null) void this.#loadDetails();
    }
  }

  async #watch(runs: Runs, signal: AbortSignal): Promise<void> {
    // Each metric has its own last step: one that is measured at the last step may arrive after the others of that
    // step.
    const after = Object.fromEntries([...this.#builders].map(([name, { lastStep }]) => [name, lastStep]));
    const batches = await runs.watch({ id: this.#runId, after, others: false }, { signal });
    for await (const batch of batches) {
      if (signal.aborted) return;
      this.#add(batch.rows);
      this.#cancel = redrawSoon(this.#publish);
    }
  }

  #add(rows: readonly MetricRows[]): void {
    for (const { name, steps, values } of rows) this.#builders.get(name)?.append(steps, values);
    if (![...this.#builders.values()].some(({ added }) => added > RELOAD_AFTER)) return;
    this.#builders.clear();
    this.#watching.abort();
  }

  async #loadDetails(): Promise<void> {
    this.#zooming.abort();
    const { signal } = (this.#zooming = new AbortController());
    const range = this.#zoom;
    if (range !== null) await wait(ZOOM_DELAY_MS, signal);
    if (signal.aborted) return;
    try {
      const found = range === null ? {} : await this.#readReduced(range, signal);
      if (signal.aborted) return;
      [this.#details, this.#detailOf] = [found, range];
      this.#publish();
    } catch {
      // The chart still shows what is loaded, and the next zoom tries again.
    }
  }

  /** Reads a part of the series that are reduced. */
  #readReduced(range: StepRange, signal: AbortSignal): Promise<Readonly<Record<string, Series>>> {
    const names = Object.keys(this.all).filter((name) => this.all[name]?.means != null);
    return names.length === 0 ? Promise.resolve({}) : this.#read(names, signal, range);
  }

  async #read(
    names: readonly string[],
    signal: AbortSignal,
    range?: StepRange,
  ): Promise<Readonly<Record<string, Series>>> {
    const read = async (name: string) =>
      [name, await readSeries({ runId: this.#runId, name }, signal, range)] as const;
    return Object.fromEntries(await Promise.all(names.map(read)));
  }

  readonly #publish = () => {
    const builders = [...this.#builders];
    // While a long series is reduced again, the charts show it as it was.
    if (builders.length === 0) return;
    this.all = Object.fromEntries(
      builders.map(([name, builder]) => [name, this.#detailed(name, builder.view())]),
    );
    this.reached = Math.max(-1, ...builders.map(([, { lastStep }]) => lastStep));
  };

  #detailed(name: string, series: Series): Series {
    const detail = this.#details[name];
    return detail === undefined || this.#detailOf === null
      ? series
      : withDetail(series, detail, this.#detailOf);
  }
}

/** @param signal not aborted yet */
function aborted(signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', resolve, { once: true });
  });
}
