import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Problem } from '../contract/error';
import { trainingClock } from './clock';
import type { ChangedValues, NetworkRole, RecordedNow, RunChange } from '../contract/run-changes';
import type { Control } from './control';
import { dueRules, isDue, stepsUntilDue, type DueRule, type TrainingPlan } from './due-rules';
import { Divergence, reporter, type Reported, type Reporter } from './reporter';
import type { TrainMessage } from './send-parts';

/** In slow motion, figures of the newest step are shown this often, whatever the number of steps between. */
const SHOWN_MS = 250;
/** How long metrics stay on the device before they are read and sent, which is the only regular sync point. */
const READ_EVERY_MS = 100;
/** A disk can be slower than training: with more checkpoints than this on their way to it, training waits. */
const MOST_UNRECORDED_CHECKPOINTS = 2;

export interface TrainingRun extends Omit<Reported, 'clock'>, TrainingPlan {
  /** Number of steps of the whole budget: `lastStep` or more. */
  readonly totalSteps: number;
  /** Takes new values of hyperparameters from the next step on; the metrics of all steps so far must have been read. */
  readonly change: (step: number, values: ChangedValues) => Promise<void>;
  /** Runs the step after `step` steps, but updates one network only. */
  readonly stepAlone: (step: number, only: NetworkRole) => void;
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
  /** Number of checkpoints posted. */
  #checkpoints = 0;
  /** When figures were last shown in slow motion. */
  #shownMs = -Infinity;

  constructor(run: TrainingRun, control: Control) {
    this.#run = run;
    this.#control = control;
    this.#clock = trainingClock(run.start.elapsedMs);
    const post = (message: TrainMessage) => {
      if (message.type === 'checkpoint') this.#checkpoints++;
      run.post(message);
    };
    this.#report = reporter({ ...run, post, clock: this.#clock });
    this.#rules = dueRules(run, this.#report);
    const { step: first } = run.start;
    // Values of the first step are those that the run was prepared with.
    this.#planned = (run.config.changes ?? [])
      .filter(({ step }) => step >= first)
      .map((change) => (change.step === first ? { ...change, hyperparameters: {} } : change));
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
    await this.#takePlanned();

    while (this.#step < lastStep && !this.#control.stopping) {
      // Runs up to the next step after which something is due, without waiting for the device in between.
      const untilChange = (this.#planned[0]?.step ?? Infinity) - this.#step;
      const { waitMs } = this.#control;
      const limit = waitMs > 0 ? 1 : Math.min(stepsUntilDue(this.#rules, this.#step), untilChange);
      this.#advance(Math.min(lastStep - this.#step, limit));
      const due = this.#rules.filter((rule) => isDue(rule, this.#step));
      const isChangeDue = this.#planned[0]?.step === this.#step;
      if (due.length === 0 && !isChangeDue && waitMs === 0 && this.#report.msSinceRead() < READ_EVERY_MS)
        continue;

      this.#report.metrics(this.#step);
      for (const { action } of due) action(this.#step);

      // Messages from the host arrive during this turn.
      await nextTurn();
      await this.#control.checkpointsRecorded(this.#checkpoints - MOST_UNRECORDED_CHECKPOINTS);
      await this.#takeRequests();
      if (this.#control.paused) await this.#pause();
      else if (waitMs > 0 && !this.#isDone()) await this.#wait(waitMs);
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
    while (this.#control.paused && this.#step < this.#run.lastStep) {
      await this.#control.requested();
      await this.#takeRequests();
    }
    this.#clock.resume();
    if (!this.#control.stopping && !this.#control.suspending) this.#run.post({ type: 'resumed' });
  }

  /** Does what is planned for this step, or for those after it, then what was requested. */
  async #takeRequests(): Promise<void> {
    await this.#takePlanned();
    for (const request of this.#control.takeRequests()) {
      if (this.#isDone()) continue;
      if (request.type === 'record') this.#record(request.what);
      else if (request.type === 'change') {
        await this.#change(request.hyperparameters);
        this.#run.post({ type: 'changed', step: this.#step, hyperparameters: request.hyperparameters });
      } else if (this.#control.paused) {
        this.#stepByHand(request.only);
        await this.#takePlanned();
      }
    }
  }

  #record(what: RecordedNow): void {
    this.#report.figures(this.#step, 'sample');
    if (what === 'checkpoint') {
      this.#report.figures(this.#step, 'checkpoint');
      this.#report.checkpoint(this.#step);
    }
    this.#run.post({ type: 'recorded', step: this.#step });
  }

  async #takePlanned(): Promise<void> {
    while (this.#planned[0]?.step === this.#step && !this.#isDone()) {
      const planned = this.#planned.shift();
      if (planned === undefined) return;
      if (Object.keys(planned.hyperparameters).length > 0) await this.#change(planned.hyperparameters);
      if (planned.only !== undefined) this.#stepAlone(planned.only);
    }
  }

  /** The time to record the step again is not training time. */
  async #change(hyperparameters: ChangedValues): Promise<void> {
    this.#clock.pause();
    await this.#run.change(this.#step, hyperparameters);
    if (!this.#control.paused) this.#clock.resume();
  }

  /** Takes one step of a paused run, and shows what it did. */
  #stepByHand(only: NetworkRole | null): void {
    this.#clock.resume();
    if (only === null) {
      this.#advance(1);
      this.#showStep();
    } else {
      // Before its metrics, as for any change.
      this.#run.post({ type: 'changed', step: this.#step, hyperparameters: {}, only });
      this.#stepAlone(only);
    }
    this.#clock.pause();
  }

  #stepAlone(only: NetworkRole): void {
    const startedMs = this.#clock.elapsedMs();
    this.#run.stepAlone(this.#step, only);
    this.#step += 1;
    this.#report.ranSteps(1, startedMs);
    this.#showStep();
  }

  #showStep(): void {
    this.#report.metrics(this.#step);
    for (const { action } of this.#rules.filter((rule) => isDue(rule, this.#step))) action(this.#step);
    this.#report.figures(this.#step, 'sample');
  }

  /** Waits between two steps, which is not training time. */
  async #wait(ms: number): Promise<void> {
    const now = performance.now();
    if (now - this.#shownMs >= SHOWN_MS) {
      this.#shownMs = now;
      this.#report.figures(this.#step, 'sample');
    }
    this.#clock.pause();
    await this.#control.wait(ms);
    this.#clock.resume();
  }

  #isDone(): boolean {
    return this.#step >= this.#run.lastStep || this.#control.stopping || this.#control.suspending;
  }

  /** A run that reached its last step, or was stopped, completes with figures and evaluations instead. */
  #isSuspended(): boolean {
    return this.#control.suspending && !this.#control.stopping && this.#step < this.#run.lastStep;
  }

  #end(outcome: Outcome, problem: Problem | null = null): void {
    this.#run.post({ type: 'finished', outcome, step: this.#step, problem });
  }
}
