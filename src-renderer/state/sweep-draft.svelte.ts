import { integer, problemWith, type NumberField } from '../../src-main/contract/hyperparameters';
import {
  isDrawn,
  runCount,
  SWEEP_LIMITS,
  type Halving,
  type NewSweep,
  type SweepAxis,
} from '../../src-main/contract/sweep';
import { fieldReasonText } from '../../src-main/contract/problems/catalogue';
import type { ModelInfo } from '../../src-main/contract/model';
import type { NewRun } from '../../src-main/contract/run';
import { countText } from '../../src-main/contract/numbers';
import { sweepMetrics } from '../../src-main/presentation/sweeps';

export type SweepSetting = 'seeds' | 'draws' | 'factor' | 'levels';

const setting = (label: string, name: SweepSetting): NumberField =>
  integer({ label, help: '', group: 'Optimisation', default: SWEEP_LIMITS[name].min, ...SWEEP_LIMITS[name] });

const SETTINGS: Readonly<Record<SweepSetting, NumberField>> = {
  seeds: setting('Seeds', 'seeds'),
  draws: setting('Random settings', 'draws'),
  factor: setting('One in', 'factor'),
  levels: setting('Levels', 'levels'),
};

/** The draft that the runs of a sweep are variations of. */
interface BaseDraft {
  readonly model: ModelInfo | null;
  readonly axes: SweepAxis[];
  toNewRun(): NewRun;
}

/** The settings that turn a draft into several runs: seeds, and hyperparameters with several values. */
export class SweepDraft {
  readonly #run: BaseDraft;
  /** Whether settings are drawn at random; otherwise every combination is tried. */
  isRandom = $state(false);
  /** Whether only the best runs train to the end of the budget. */
  isHalved = $state(false);
  /** One of `sweepMetrics`; empty for the first. */
  metric = $state('');
  texts = $state<Record<SweepSetting, string>>({ seeds: '1', draws: '16', factor: '3', levels: '3' });

  constructor(run: BaseDraft) {
    this.#run = run;
  }

  get axes(): SweepAxis[] {
    return this.#run.axes;
  }

  /** Whether settings must be drawn at random, because some hyperparameter has a range. */
  get needsDraws(): boolean {
    return this.axes.some(isDrawn);
  }

  get draws(): number | undefined {
    return this.axes.length > 0 && (this.isRandom || this.needsDraws) ? Number(this.texts.draws) : undefined;
  }

  get seeds(): number {
    return Number(this.texts.seeds);
  }

  get isSweep(): boolean {
    return this.axes.length > 0 || this.seeds > 1;
  }

  get count(): number {
    const { axes, draws, seeds } = this;
    return this.isSweep ? runCount({ axes, seeds, ...(draws !== undefined && { draws }) }) : 1;
  }

  get metrics() {
    return this.#run.model === null ? [] : sweepMetrics(this.#run.model);
  }

  get halving(): Halving | undefined {
    const { metrics, texts } = this;
    const metric = metrics.find(({ id }) => id === this.metric) ?? metrics[0];
    if (!this.isSweep || !this.isHalved || metric === undefined) return undefined;
    return { metric: metric.id, factor: Number(texts.factor), levels: Number(texts.levels) };
  }

  problem(name: SweepSetting): string | null {
    const isUsed =
      name === 'seeds' || (name === 'draws' ? this.draws !== undefined : this.isSweep && this.isHalved);
    const text = this.texts[name];
    if (!isUsed) return null;
    const problem = problemWith(SETTINGS[name], text.trim() === '' ? NaN : Number(text));
    return problem && fieldReasonText(problem);
  }

  /** Problems of all its fields, and of the number of runs. */
  get problems(): (string | null)[] {
    return [
      ...(Object.keys(SETTINGS) as SweepSetting[]).map((name) => this.problem(name)),
      this.countProblem,
    ];
  }

  get countProblem(): string | null {
    const { axes, count } = this;
    if (axes.length > SWEEP_LIMITS.axes)
      return `A sweep has at most ${String(SWEEP_LIMITS.axes)} hyperparameters with several values.`;
    if (count <= SWEEP_LIMITS.runs) return null;
    return `These are ${countText(count)} runs, and a sweep has at most ${countText(SWEEP_LIMITS.runs)}.`;
  }

  toNewSweep(): NewSweep {
    const { axes, draws, seeds, halving } = this;
    const { name, ...run } = this.#run.toNewRun();
    return {
      name: name ?? `Sweep of ${run.model}`,
      run,
      axes,
      seeds,
      ...(draws !== undefined && { draws }),
      ...(halving && { halving }),
    };
  }
}
