import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Problem } from '../contract/error';
import { trainingClock } from './clock';
import type { ChangedValues, RunChange } from '../contract/run-changes';
import type { Control } from './control';
import { dueRules, isDue, stepsUntilDue, type DueRule, type TrainingPlan } from './due-rules';
import { Divergence, reporter, type Reported, type Reporter } from './reporter';

/** How long metrics stay on the device before they are read and sent, which is the only regular sync point. */
const READ_EVERY_MS = 100;

export interface TrainingRun extends Omit<Reported, 'clock'>, TrainingPlan {
  /** Number of steps of the whole budget: `lastStep` or more. */
  readonly totalSteps: number;
  /** Takes new values of hyperparameters from the next step on; the metrics of all steps so far must have been read. */
  readonly change: (step: number, values: ChangedValues) => Promise<void>;
}

type Outcome = 'completed' | 'stopped' | 'suspended' | 'diverged';

/** Runs the steps from `start` to the last one or a stop, and posts metrics, figures and checkpoints. */
export class TrainingSession {
  readonly #run: TrainingRun;
  readonly #control: Control;
  readonly #clock: ReturnType<typeof trainingClock>;
  readonly #report: Reporter;
  readonly #rules: readonly DueRule[];
  /** Changes of later steps, in their order. */
  readonly #planned: RunChange[];
  /** Number of steps done. */
  #step: number;

  constructor(run: TrainingRun, control: Control) {
    this.#run = run;
    this.#control = control;
    this.#clock = trainingClock(run.start.elapsedMs);
    this.#report = reporter({ ...run, clock: this.#clock });
    this.#rules = dueRules(run, this.#report);
    this.#planned = (run.config.changes ?? []).filter(({ step }) => step > run.start.step);
    this.#step = run.start.step;
  }

  async train(): Promise<void> {
    try {
      this.#end(await this.#trainToEnd());
    } catch (error) {
      if (!(error instanceof Divergence)) throw error;
      this.#end('diverged', error.problem);
    }
  }

  async #trainToEnd(): Promise<Outcome> {
    const { totalSteps, lastStep } = this.#run;
    if (this.#step === 0) this.#makeFigures();

    while (this.#step < lastStep && !this.#control.stopping) {
      // Runs up to the next step after which something is due, without waiting for the device in between.
      const untilChange = (this.#planned[0]?.step ?? Infinity) - this.#step;
      this.#advance(Math.min(lastStep - this.#step, stepsUntilDue(this.#rules, this.#step), untilChange));
      const due = this.#rules.filter((rule) => isDue(rule, this.#step));
      const isChangeDue = this.#planned[0]?.step === this.#step;
      if (due.length === 0 && !isChangeDue && this.#report.msSinceRead() < READ_EVERY_MS) continue;

      this.#report.metrics(this.#step);
      for (const { action } of due) action(this.#step);

      // Messages from the host arrive during this turn.
      await nextTurn();
      await this.#takeChanges();
      if (this.#control.paused) await this.#pause();
      if (this.#isSuspended()) {
        this.#report.checkpoint(this.#step);
        return 'suspended';
      }
    }

    this.#report.metrics(this.#step);
    this.#makeFigures();
    this.#report.checkpoint(this.#step);
    // Evaluation is not training time, and comes after the checkpoint, so that quitting during it loses no training.
    this.#clock.pause();
    await this.#report.evaluation(this.#step);
    return this.#step < totalSteps ? 'stopped' : 'completed';
  }

  #advance(limit: number): void {
    const startedMs = this.#clock.elapsedMs();
    const steps = this.#run.runner.run(this.#step, limit);
    this.#step += steps;
    this.#report.ranSteps(steps, startedMs);
  }

  #makeFigures(): void {
    this.#report.figures(this.#step, 'sample');
    this.#report.figures(this.#step, 'checkpoint');
  }

  async #pause(): Promise<void> {
    this.#clock.pause();
    this.#report.checkpoint(this.#step);
    this.#run.post({ type: 'paused' });
    while (this.#control.paused) {
      await this.#control.requested();
      await this.#takeChanges();
    }
    this.#clock.resume();
    if (!this.#control.stopping && !this.#control.suspending) this.#run.post({ type: 'resumed' });
  }

  /** Takes planned and requested values. The time to record the step again is not training time. */
  async #takeChanges(): Promise<void> {
    const step = this.#step;
    if (step >= this.#run.lastStep) return;
    const planned = this.#planned[0]?.step === step ? this.#planned.shift() : undefined;
    const requested = this.#control.takeChanges();
    if (planned === undefined && requested.length === 0) return;
    this.#clock.pause();
    if (planned !== undefined) await this.#run.change(step, planned.hyperparameters);
    for (const hyperparameters of requested) {
      await this.#run.change(step, hyperparameters);
      this.#run.post({ type: 'changed', step, hyperparameters });
    }
    if (!this.#control.paused) this.#clock.resume();
  }

  /** A run that reached its last step, or was stopped, completes with figures and evaluations instead. */
  #isSuspended(): boolean {
    return this.#control.suspending && !this.#control.stopping && this.#step < this.#run.lastStep;
  }

  #end(outcome: Outcome, problem: Problem | null = null): void {
    this.#run.post({ type: 'finished', outcome, step: this.#step, problem });
  }
}
