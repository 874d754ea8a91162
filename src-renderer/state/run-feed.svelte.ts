import { untrack } from 'svelte';
import { filePaths } from '../../src-main/contract/files';
import { ELAPSED_METRIC, type LogEntry } from '../../src-main/contract/run';
import type { FigureKind, Sample } from '../../src-main/contract/sample';
import { problemOf } from '../../src-main/contract/error';
import { EMPTY_SERIES, SeriesBuilder, seriesOfPairs, type Series } from '../pure/series';
import { wait } from './async';
import { redrawSoon } from './redraw';
import type { Workbench } from './workbench.svelte';

/** Everything one run has told: metrics, figures and log, kept in step while it is looked at. */
export class RunFeed {
  readonly runId: number;
  /** Replaced whole, as often as charts may be drawn. */
  metrics = $state.raw<Readonly<Record<string, Series>>>({});
  samples = $state.raw<readonly Sample[]>([]);
  logs = $state.raw<readonly LogEntry[]>([]);
  loaded = $state.raw(false);
  problem = $state.raw<string | null>(null);
  readonly #workbench: Workbench;
  #builders = new Map<string, SeriesBuilder>();
  #cancel: (() => void) | null = null;

  constructor(workbench: Workbench, runId: number) {
    this.#workbench = workbench;
    this.runId = runId;
  }

  get elapsed(): Series {
    return this.metrics[ELAPSED_METRIC] ?? EMPTY_SERIES;
  }

  samplesOf(kind: FigureKind): readonly Sample[] {
    return this.samples.filter((sample) => sample.kind === kind);
  }

  /** Starts following; returns the way to stop. Meant as the body of an effect. */
  open(): () => void {
    const controller = new AbortController();
    const leave = this.#workbench.onEvent((event) => {
      if (event.type === 'sample' && event.sample.runId === this.runId) this.#takeSample(event.sample);
      if (event.type === 'log' && event.runId === this.runId) this.#takeLog(event.entry);
    });
    untrack(() => void this.#follow(controller.signal));
    return () => {
      leave();
      controller.abort();
      this.#cancel?.();
    };
  }

  async #follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#loadFigures();
        const lastStep = await this.#loadMetrics(signal);
        this.loaded = true;
        this.problem = null;
        await this.#watch(lastStep, signal);
        await this.#running(signal);
        continue;
      } catch (error) {
        if (signal.aborted) return;
        this.loaded = true;
        if (this.#workbench.connection === 'connected') this.problem = problemOf(error).message;
      }
      await wait(1000, signal);
    }
  }

  async #loadFigures(): Promise<void> {
    const [samples, logs] = await Promise.all([
      this.#workbench.api.runs.samples({ id: this.runId }),
      this.#workbench.api.runs.logs({ id: this.runId }),
    ]);
    this.samples = [...samples].sort((a, b) => a.step - b.step);
    this.logs = logs;
  }

  /** @returns the step up to which every metric is here */
  async #loadMetrics(signal: AbortSignal): Promise<number> {
    this.#builders = new Map();
    // Recorded at every step, and read before the others: these then hold all rows up to its last step.
    const elapsed = await this.#loadMetric(ELAPSED_METRIC, signal);
    const run = this.#workbench.run(this.runId);
    const model = run && this.#workbench.model(run.config.model);
    const names = new Set([
      ...(model?.metrics.map((metric) => metric.name) ?? []),
      ...Object.keys(run?.latest ?? {}),
    ]);
    names.delete(ELAPSED_METRIC);
    await Promise.all([...names].map((name) => this.#loadMetric(name, signal)));
    this.#publish();
    return elapsed.lastStep;
  }

  async #loadMetric(name: string, signal: AbortSignal): Promise<SeriesBuilder> {
    const response = await fetch(filePaths.metric(this.runId, name), { signal });
    // A metric that has no row yet may be answered so.
    const bytes = response.status === 404 ? new ArrayBuffer(0) : await response.arrayBuffer();
    if (!response.ok && response.status !== 404) throw new Error(`The metric ${name} could not be read.`);
    const builder = new SeriesBuilder(seriesOfPairs(new Float64Array(bytes)));
    this.#builders.set(name, builder);
    return builder;
  }

  async #watch(afterStep: number, signal: AbortSignal): Promise<void> {
    const batches = await this.#workbench.api.runs.watch({ id: this.runId, afterStep }, { signal });
    for await (const batch of batches) {
      if (signal.aborted) return;
      for (const rows of batch.rows) {
        let builder = this.#builders.get(rows.name);
        if (builder === undefined) this.#builders.set(rows.name, (builder = new SeriesBuilder()));
        builder.append(rows.steps, rows.values);
      }
      this.#cancel = redrawSoon(this.#publish);
    }
  }

  /** Resolves once the run trains: a stream that ended well has told all there was. */
  #running(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const leave = this.#workbench.onEvent((event) => {
        if (event.type === 'run' && event.run.id === this.runId && event.run.state === 'running') done();
      });
      signal.addEventListener('abort', done, { once: true });
      function done() {
        leave();
        signal.removeEventListener('abort', done);
        resolve();
      }
    });
  }

  readonly #publish = () => {
    this.metrics = Object.fromEntries([...this.#builders].map(([name, builder]) => [name, builder.view()]));
  };

  #takeLog(entry: LogEntry): void {
    // An entry written while the log was being loaded comes with both.
    const known = this.logs.some(({ at, text }) => at === entry.at && text === entry.text);
    if (!known) this.logs = [...this.logs, entry];
  }

  #takeSample(sample: Sample): void {
    if (this.samples.some((one) => one.id === sample.id)) return;
    // A resumed run tells its figures anew from the checkpoint on.
    const others = this.samples.filter((one) => one.step !== sample.step || one.kind !== sample.kind);
    this.samples = [...others, sample].sort((a, b) => a.step - b.step);
  }
}
