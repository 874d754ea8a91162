import { untrack } from 'svelte';
import type { Problem } from '../../src-main/contract/error';
import { ACTIVE_STATES, ELAPSED_METRIC, type LogEntry, type Run } from '../../src-main/contract/run';
import type { FigureKind, Figure } from '../../src-main/contract/figure';
import type { StepRange } from '../../src-main/contract/metric-block';
import { isLive } from '../pure/run-facts';
import { EMPTY_SERIES, type Series } from '../pure/series';
import { wait } from '../../src-main/contract/wait';
import { RunSeries } from './run-series.svelte';
import { describe } from './toasts.svelte';
import type { ClientEvent, Workbench } from './workbench.svelte';

/** What a run has recorded: figures, log and the metrics that are shown, kept up to date while it is shown. */
export class RunFeed {
  readonly runId: number;
  figures = $state.raw<readonly Figure[]>([]);
  logs = $state.raw<readonly LogEntry[]>([]);
  /** False until figures, log and the metrics that were wanted at first are loaded. */
  loaded = $state.raw(false);
  /** Why the last attempt to load failed; a retry follows automatically. */
  problem = $state.raw<Problem | null>(null);
  readonly #workbench: Workbench;
  readonly #series: RunSeries;
  readonly #hasLog: boolean;
  /** Aborted when everything must be reloaded. */
  #pass = new AbortController();
  /** Events received while figures and log were loading: the lists may be older than these. */
  #meanwhile: ClientEvent[] | null = null;
  #run: Run | undefined;

  /** @param hasLog whether the log is shown, too; by default it stays empty */
  constructor(workbench: Workbench, runId: number, { hasLog = false } = {}) {
    this.#workbench = workbench;
    this.runId = runId;
    this.#hasLog = hasLog;
    this.#series = new RunSeries(runId);
  }

  /** The loaded metrics; replaced as a whole, as often as charts may be drawn. */
  get metrics(): Readonly<Record<string, Series>> {
    return this.#series.all;
  }

  /** The last step of any of the metrics; below 0 if there is none. */
  get reached(): number {
    return this.#series.reached;
  }

  /** Loads metrics, all of one screen in one request, and keeps them up to date. */
  want(names: readonly string[]): void {
    this.#series.want(names);
  }

  /** Loads a part of the wanted metrics as finely as a chart can show it; null shows what is loaded. */
  zoomTo(range: StepRange | null): void {
    this.#series.zoomTo(range);
  }

  /** Every value of a metric. @throws WorkbenchError */
  whole(name: string): Promise<Series> {
    return this.#series.whole(name);
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
      this.#series.close();
    };
  }

  async #follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { signal: pass } = (this.#pass = new AbortController());
      // As it was before its rows are loaded: the core writes rows before it reports the end.
      const hasEnded = this.#run !== undefined && !isLive(this.#run);
      try {
        await Promise.all([this.#loadFigures(pass), this.#series.reload(pass)]);
        this.loaded = true;
        this.problem = null;
        await this.#series.follow(hasEnded ? null : this.#workbench.api.runs, pass);
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
      this.#hasLog ? this.#workbench.api.runs.logs({ id: this.runId }, { signal }) : [],
    ]);
    signal.throwIfAborted();
    this.figures = inOrder(figures);
    this.logs = logs;
    this.#meanwhile = null;
    for (const event of meanwhile) this.#take(event);
  }

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
    if (this.#hasLog && event.type === 'log' && event.runId === this.runId) this.#takeLog(event.entry);
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
