import { translatedMetric } from '../../src-main/presentation/translated';
import type { Problem } from '../../src-main/contract/error';
import type { Quality, QualityMetricInfo } from '../../src-main/contract/quality';
import { describe } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';

/** Quality of the samples of a run: recorded evaluations, and the one in progress. */
export class RunQuality {
  /** Evaluations by step; null until they are loaded. */
  all = $state.raw<readonly Quality[] | null>(null);
  metrics = $state.raw<readonly QualityMetricInfo[]>([]);
  /** Progress of the current evaluation, from 0 to 1; null if there is none. */
  progress = $state.raw<number | null>(null);
  /** Why the last attempt to load or to evaluate failed. */
  problem = $state.raw<Problem | null>(null);
  readonly #workbench: Workbench;
  readonly #runId: number;
  #asked: AbortController | null = null;

  constructor(workbench: Workbench, runId: number) {
    this.#workbench = workbench;
    this.#runId = runId;
  }

  /** Whether this view requested the current evaluation. */
  get isAsked(): boolean {
    return this.#asked !== null;
  }

  /** Starts following; returns a function that stops. Meant as the body of an effect. */
  open(): () => void {
    const left = new AbortController();
    const leave = this.#workbench.onEvent((event) => {
      if (event.type === 'quality' && event.quality.runId === this.#runId) this.#add(event.quality);
      if (event.type === 'quality-progress' && event.runId === this.#runId) this.progress = event.fraction;
      if (event.type === 'listed') void this.#read(left.signal);
    });
    void this.#read(left.signal);
    return () => {
      leave();
      left.abort();
    };
  }

  /**
   * Evaluates a checkpoint, the newest if `step` is omitted. The evaluation continues when the view is left, and is
   * recorded with the run.
   */
  async evaluate(samples: number, step?: number): Promise<void> {
    if (this.progress !== null) return;
    const asked = (this.#asked = new AbortController());
    this.progress = 0;
    this.problem = null;
    try {
      const { signal } = asked;
      const asking = { id: this.#runId, samples, ...(step !== undefined && { step }) };
      this.#add(await this.#workbench.api.qualities.evaluate(asking, { signal }));
    } catch (error) {
      if (!asked.signal.aborted) this.problem = describe(error);
    } finally {
      this.#asked = null;
      this.progress = null;
    }
  }

  cancel(): void {
    this.#asked?.abort();
  }

  #add(quality: Quality): void {
    this.progress = null;
    const others = (this.all ?? []).filter(({ id }) => id !== quality.id);
    this.all = [...others, quality].sort((a, b) => a.step - b.step || a.id - b.id);
  }

  async #read(signal: AbortSignal): Promise<void> {
    try {
      const [metrics, all] = await Promise.all([
        this.#workbench.qualityMetrics(),
        this.#workbench.api.qualities.list({ id: this.#runId }, { signal }),
      ]);
      if (signal.aborted) return;
      this.metrics = metrics.map(translatedMetric);
      this.all = all;
      this.problem = null;
    } catch (error) {
      // Without a connection that is the reason, and the banner shows it.
      if (!signal.aborted && this.#workbench.connection === 'connected') this.problem = describe(error);
    }
  }
}
