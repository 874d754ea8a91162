import { untrack } from 'svelte';
import type { Problem } from '../../src-main/contract/error';
import { filePaths } from '../../src-main/contract/files';
import { ACTIVE_STATES, ELAPSED_METRIC, type LogEntry, type Run } from '../../src-main/contract/run';
import type { FigureKind, Figure } from '../../src-main/contract/figure';
import { EMPTY_SERIES, SeriesBuilder, seriesOfPairs, type Series } from '../pure/series';
import { wait } from './async';
import { readBytes } from './read-bytes';
import { redrawSoon } from './redraw';
import { describe } from './toasts.svelte';
import type { ClientEvent, Workbench } from './workbench.svelte';

/** Everything that a run has recorded: metrics, figures and log, kept up to date while it is shown. */
export class RunFeed {
  readonly runId: number;
  /** Replaced as a whole, as often as charts may be drawn. */
  metrics = $state.raw<Readonly<Record<string, Series>>>({});
  /** The last step of any of the metrics; below 0 if there is none. */
  reached = $state.raw(-1);
  figures = $state.raw<readonly Figure[]>([]);
  logs = $state.raw<readonly LogEntry[]>([]);
  /** False until everything recorded is loaded. */
  loaded = $state.raw(false);
  /** Why the last attempt to load failed; a retry follows automatically. */
  problem = $state.raw<Problem | null>(null);
  readonly #workbench: Workbench;
  #builders = new Map<string, SeriesBuilder>();
  #cancel: (() => void) | null = null;
  /** Aborted when everything must be reloaded. */
  #pass = new AbortController();
  /** Events received while figures and log were loading: the lists may be older than these. */
  #meanwhile: ClientEvent[] | null = null;
  #run: Run | undefined;

  constructor(workbench: Workbench, runId: number) {
    this.#workbench = workbench;
    this.runId = runId;
  }

  get elapsed(): Series {
    return this.metrics[ELAPSED_METRIC] ?? EMPTY_SERIES;
  }

  figuresOf(kind: FigureKind): readonly Figure[] {
    return this.figures.filter((figure) => figure.kind === kind);
  }

  /** Starts following; returns a function that stops. Meant as the body of an effect. */
  open(): () => void {
    const controller = new AbortController();
    const leave = this.#workbench.onEvent((event) => this.#handle(event));
    untrack(() => {
      this.#run = this.#workbench.run(this.runId);
      void this.#follow(controller.signal);
    });
    return () => {
      leave();
      controller.abort();
      this.#pass.abort();
      this.#cancel?.();
    };
  }

  async #follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { signal: pass } = (this.#pass = new AbortController());
      try {
        await this.#loadFigures(pass);
        await this.#loadMetrics(pass);
        this.loaded = true;
        this.problem = null;
        await this.#watch(pass);
      } catch (error) {
        // Without a connection that is the reason, and the banner shows it.
        if (!pass.aborted && this.#workbench.connection === 'connected') this.problem = describe(error);
      }
      await wait(1000, pass);
    }
  }

  async #loadFigures(signal: AbortSignal): Promise<void> {
    const meanwhile: ClientEvent[] = (this.#meanwhile = []);
    const [figures, logs] = await Promise.all([
      this.#workbench.api.runs.figures({ id: this.runId }, { signal }),
      this.#workbench.api.runs.logs({ id: this.runId }, { signal }),
    ]);
    signal.throwIfAborted();
    this.figures = inOrder(figures);
    this.logs = logs;
    this.#meanwhile = null;
    for (const event of meanwhile) this.#take(event);
  }

  async #loadMetrics(signal: AbortSignal): Promise<void> {
    const run = this.#workbench.run(this.runId);
    const model = run && this.#workbench.model(run.config.model);
    const names = new Set([
      ELAPSED_METRIC,
      ...(model?.metrics.map((metric) => metric.name) ?? []),
      ...Object.keys(run?.latest ?? {}),
    ]);
    const loading = [...names].map(async (name) => [name, await this.#loadMetric(name, signal)] as const);
    const builders = new Map(await Promise.all(loading));
    signal.throwIfAborted();
    this.#builders = builders;
    this.#publish();
  }

  async #loadMetric(name: string, signal: AbortSignal): Promise<SeriesBuilder> {
    const bytes = await readBytes(filePaths.metric(this.runId, name), signal);
    return new SeriesBuilder(seriesOfPairs(new Float64Array(bytes)));
  }

  async #watch(signal: AbortSignal): Promise<void> {
    // Each metric has its own last step: one that is measured at the last step may arrive after the others of that
    // step.
    const after = Object.fromEntries([...this.#builders].map(([name, { lastStep }]) => [name, lastStep]));
    const batches = await this.#workbench.api.runs.watch({ id: this.runId, after }, { signal });
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

  readonly #publish = () => {
    const builders = [...this.#builders];
    this.metrics = Object.fromEntries(builders.map(([name, builder]) => [name, builder.view()]));
    this.reached = Math.max(-1, ...builders.map(([, { lastStep }]) => lastStep));
  };

  #handle(event: ClientEvent): void {
    if (event.type === 'run' && event.run.id === this.runId) {
      if (this.#run && beganAgain(this.#run, event.run)) this.#pass.abort();
      this.#run = event.run;
    }
    if (event.type === 'listed') {
      this.#run = this.#workbench.run(this.runId);
      this.#pass.abort();
    }
    this.#meanwhile?.push(event);
    this.#take(event);
  }

  #take(event: ClientEvent): void {
    if (event.type === 'figure' && event.figure.runId === this.runId) this.#takeFigure(event.figure);
    if (event.type === 'log' && event.runId === this.runId) this.#takeLog(event.entry);
  }

  #takeLog(entry: LogEntry): void {
    // An entry written while the log was loading arrives both ways.
    const known = this.logs.some(({ at, text }) => at === entry.at && text === entry.text);
    if (!known) this.logs = [...this.logs, entry];
  }

  #takeFigure(figure: Figure): void {
    if (this.figures.some((one) => one.id === figure.id)) return;
    // A resumed run records its figures again from the checkpoint on.
    const others = this.figures.filter((one) => one.step !== figure.step || one.kind !== figure.kind);
    this.figures = inOrder([...others, figure]);
  }
}

/** Whether the core has discarded what the run recorded after its checkpoint, to record it again. */
function beganAgain(before: Run, now: Run): boolean {
  if (now.step < before.step) return true;
  if (ACTIVE_STATES.includes(before.state) || now.state === 'queued') return false;
  // Of a short training only its end may be reported.
  return ACTIVE_STATES.includes(now.state) || now.finishedAt !== before.finishedAt;
}

function inOrder(figures: readonly Figure[]): readonly Figure[] {
  return [...figures].sort((a, b) => a.step - b.step);
}
