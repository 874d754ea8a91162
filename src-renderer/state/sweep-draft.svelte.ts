import { STOP_LIMITS, type StopRule } from '../../src-main/contract/early-stop';
import { integer, number, problemWith, type NumberField } from '../../src-main/contract/hyperparameters';
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
import { stopMetrics, sweepMetrics } from '../../src-main/presentation/sweeps';
import { t } from '../../src-main/contract/texts';

type StopSetting = 'bound' | 'patience' | 'after';
export type SweepSetting = 'seeds' | 'draws' | 'factor' | 'levels' | StopSetting;

const whole = (label: string, limits: { min: number; max: number }): NumberField =>
  integer({ label, help: '', group: 'Optimisation', default: limits.min, ...limits });

const sweepFields = (): Readonly<Record<SweepSetting, NumberField>> => ({
  seeds: whole(t.common.seeds, SWEEP_LIMITS.seeds),
  draws: whole(t.newRun.randomSettings, SWEEP_LIMITS.draws),
  factor: whole(t.newRun.oneIn, SWEEP_LIMITS.factor),
  levels: whole(t.newRun.levels, SWEEP_LIMITS.levels),
  bound: number({
    label: t.newRun.bound,
    help: '',
    group: 'Optimisation',
    default: 0,
    min: -1e12,
    max: 1e12,
  }),
  patience: whole(t.newRun.patience, STOP_LIMITS.patience),
  after: whole(t.newRun.notBefore, STOP_LIMITS.after),
});
/** Settings that may be empty. */
const OPTIONAL: readonly SweepSetting[] = ['bound', 'patience', 'after'];

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
  /** Whether runs end early by a rule. */
  isStopped = $state(false);
  /** One of `stopMetrics`; empty for the first. */
  chosenStopMetric = $state('');
  texts = $state<Record<SweepSetting, string>>({
    ...{ seeds: '1', draws: '16', factor: '3', levels: '3' },
    ...{ bound: '', patience: '', after: '' },
  });

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

  get stopMetrics() {
    return this.#run.model === null ? [] : stopMetrics(this.#run.model);
  }

  /** The metric that runs are stopped by. */
  get stopMetric() {
    return this.stopMetrics.find(({ id }) => id === this.chosenStopMetric) ?? this.stopMetrics[0];
  }

  get stop(): StopRule | undefined {
    const metric = this.stopMetric;
    if (!this.isSweep || !this.isStopped || metric === undefined) return undefined;
    const given = OPTIONAL.flatMap((name) =>
      this.texts[name].trim() === '' ? [] : [[name, Number(this.texts[name])] as const],
    );
    return { metric: metric.id, ...Object.fromEntries(given) };
  }

  problem(name: SweepSetting): string | null {
    const text = this.texts[name];
    if (!this.#isUsed(name)) return null;
    if (OPTIONAL.includes(name) && text.trim() === '') {
      const isRule = this.texts.bound.trim() !== '' || this.texts.patience.trim() !== '';
      return name === 'bound' && !isRule ? fieldReasonText('stop-rule') : null;
    }
    const problem = problemWith(sweepFields()[name], text.trim() === '' ? NaN : Number(text));
    return problem && fieldReasonText(problem);
  }

  #isUsed(name: SweepSetting): boolean {
    if (name === 'seeds') return true;
    if (name === 'draws') return this.draws !== undefined;
    return OPTIONAL.includes(name) ? this.stop !== undefined : this.isSweep && this.isHalved;
  }

  /** Problems of all its fields, and of the number of runs. */
  get problems(): (string | null)[] {
    return [
      ...(Object.keys(sweepFields()) as SweepSetting[]).map((name) => this.problem(name)),
      this.countProblem,
    ];
  }

  get countProblem(): string | null {
    const { axes, count } = this;
    if (axes.length > SWEEP_LIMITS.axes) return t.newRun.tooManyAxes(SWEEP_LIMITS.axes);
    if (count <= SWEEP_LIMITS.runs) return null;
    return t.newRun.tooManyRuns(countText(count), countText(SWEEP_LIMITS.runs));
  }

  toNewSweep(): NewSweep {
    const { axes, draws, seeds, halving, stop } = this;
    const { name, ...run } = this.#run.toNewRun();
    return {
      name: name ?? t.newRun.sweepOf(run.model),
      run,
      axes,
      seeds,
      ...(draws !== undefined && { draws }),
      ...(halving && { halving }),
      ...(stop && { stop }),
    };
  }
}
