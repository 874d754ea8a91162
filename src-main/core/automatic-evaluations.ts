import { existsSync } from 'node:fs';
import type { AutomaticEvaluation } from '../contract/automatic-evaluation';
import { WorkbenchError } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import { drawnKind } from '../contract/model';
import {
  MIN_QUALITY_SAMPLES,
  QUALITY_SAMPLES,
  QUICK_SAMPLES,
  type QualityEffort,
  type QualityRequest,
} from '../contract/quality';
import type { LogLine } from '../contract/problems/catalogue';
import { ACTIVE_STATES, type LogEntry, type Run } from '../contract/run';
import type { Store } from '../store/open';
import type { Datasets } from './datasets';
import type { Hub } from './events';
import { encoderFileOf, type Measure } from './measure-quality';
import type { Models } from './models';
import { reportDefect, toProblem } from './problem';
import type { LiveRuns } from './live-runs';
import { logToRun } from './run-log';

export interface AutomaticContext {
  readonly dataDir: string;
  readonly store: Pick<Store, 'file' | 'logs' | 'runs' | 'settings'>;
  readonly liveRuns: Pick<LiveRuns, 'get' | 'usable'>;
  readonly models: Pick<Models, 'info'>;
  readonly datasets: Pick<Datasets, 'get'>;
  readonly events: Hub<WorkbenchEvent>;
}

/** Runs in these states are complete enough to evaluate; an interrupted run may still continue. */
const EVALUATED_STATES: readonly Run['state'][] = ['completed', 'stopped'];
const SEED = 1;
/**
 * After a quick evaluation, the next one waits this many times as long as it took, so that one is running for at most a
 * third of the training time. While one is running, steps take about 3 % longer (`npm run bench:delay`).
 */
const REST = 2;

/**
 * Evaluates runs automatically: fully when they have ended and, if the settings say so, quickly at checkpoints during
 * training. Evaluations run one at a time, in the background of training. A quick one is skipped during another
 * evaluation and for some time afterwards, so that they never accumulate, and ends with its run. Failures are recorded
 * in the run's log. Full evaluations that the end of the workbench interrupts, or leaves waiting, are recorded as due
 * in the store, and `resume` starts them again.
 */
export function createAutomaticEvaluations(context: AutomaticContext, measure: Measure, signal: AbortSignal) {
  const { dataDir, store, liveRuns, models, datasets, events } = context;
  /** The runs that train, with the step of their newest known checkpoint. */
  const checkpoints = new Map<number, number | null>();
  const turns = createTurns(context, measure, signal, () => checkpoints.size > 0);

  const unsubscribe = events.subscribe((event) => {
    if (event.type !== 'run') return;
    const { id, state, checkpointStep } = event.run;
    const seen = checkpoints.get(id);
    if (!ACTIVE_STATES.includes(state)) {
      checkpoints.delete(id);
      if (seen !== undefined && EVALUATED_STATES.includes(state)) atEnd(event.run);
      return;
    }
    checkpoints.set(id, checkpointStep);
    if (seen !== undefined && checkpointStep !== null && checkpointStep !== seen) atCheckpoint(event.run);
  });

  const modeOf = ({ config }: Run): AutomaticEvaluation =>
    config.evaluation ?? store.settings.get().evaluation;
  const generates = ({ config }: Run) => drawnKind(models.info(config.model)) !== null;
  const testItems = ({ config }: Run) => datasets.get(config.dataset).testCount;

  /** Encoders are trained only at the end of a run, since that occupies all processors for some time. */
  function hasEncoder({ config, datasetFingerprint }: Run): boolean {
    if (models.info(config.model).data === 'points') return true;
    return existsSync(encoderFileOf(dataDir, datasetFingerprint ?? config.dataset));
  }

  function atCheckpoint(run: Run): void {
    if (turns.isBusy() || turns.isResting() || modeOf(run) !== 'training' || !generates(run)) return;
    if (testItems(run) >= MIN_QUALITY_SAMPLES && hasEncoder(run)) turns.enqueue(run, 'quick');
  }

  function atEnd(run: Run): void {
    const mode = modeOf(run);
    if (mode === 'off' || !generates(run) || run.checkpointStep === null) return;
    const items = testItems(run);
    if (items < MIN_QUALITY_SAMPLES) {
      turns.log(run, 'info', {
        code: 'too-few-test-items',
        dataset: run.datasetName,
        items,
        least: MIN_QUALITY_SAMPLES,
      });
      return;
    }
    // The full evaluation covers the same step, and someone may be waiting for it.
    turns.endQuick(run.id);
    // The last point of the quick evaluations; with few items, the full one has as many samples and serves as that
    // point.
    if (mode === 'training' && items > QUICK_SAMPLES) turns.enqueue(run, 'quick');
    turns.enqueue(run, 'full');
  }

  /** Starts evaluations that were due when the data folder was last closed, unless the run has continued since. */
  function resume(): void {
    for (const { id, step } of store.runs.evaluationsDue()) {
      const run = liveRuns.get(id);
      if (run.checkpointStep !== step || !EVALUATED_STATES.includes(run.state)) {
        store.runs.setEvaluationDue(id, null);
        continue;
      }
      turns.log(run, 'info', { code: 'evaluation-taken-up', step });
      turns.enqueue(run, 'full');
    }
  }

  return { settled: turns.settled, resume, close: unsubscribe };
}

/** Runs evaluations one after the other. @param isTraining returns whether any run trains */
function createTurns(
  { store, liveRuns, events }: AutomaticContext,
  measure: Measure,
  signal: AbortSignal,
  isTraining: () => boolean,
) {
  /** The last running or waiting evaluation of each run. */
  const pending = new Map<number, Promise<void>>();
  let last = Promise.resolve();
  let waiting = 0;
  /** The running quick evaluation, and how to end it. */
  let quick: { readonly runId: number; readonly end: AbortController } | null = null;
  /** No quick evaluation starts before this time of the monotonic clock. */
  let restsUntil = 0;

  function enqueue(run: Run, effort: QualityEffort): void {
    waiting++;
    const samples = effort === 'full' ? QUALITY_SAMPLES : QUICK_SAMPLES;
    const request = { step: run.checkpointStep ?? undefined, samples, seed: SEED };
    if (effort === 'full') store.runs.setEvaluationDue(run.id, run.checkpointStep);
    const work = last
      .then(() => evaluate(run, request, effort))
      .then(() => {
        if (effort === 'full' && !signal.aborted) store.runs.setEvaluationDue(run.id, null);
      })
      .catch((error: unknown) => {
        reportDefect(`The failed evaluation of run ${String(run.id)} could not be recorded`, error);
      })
      .then(() => {
        waiting--;
        if (pending.get(run.id) === work) pending.delete(run.id);
      });
    last = work;
    pending.set(run.id, work);
  }

  async function evaluate(run: Run, request: QualityRequest, effort: QualityEffort): Promise<void> {
    if (signal.aborted) return;
    const end = new AbortController();
    const signals = [signal, end.signal];
    if (effort === 'quick') quick = { runId: run.id, end };
    // If nothing trains, the evaluation delays no run, and the lowest priority would slow it down beside other
    // programs.
    const isInBackground = isTraining();
    const began = performance.now();
    try {
      await measure(liveRuns.usable(run.id), request, { effort, isInBackground, signals });
    } catch (error) {
      // The evaluation was ended, or its run or checkpoint was removed: no failure to report.
      if (signals.some(({ aborted }) => aborted) || isGone(error)) return;
      const { message, advice } = toProblem(
        `Run ${String(run.id)} could not be evaluated`,
        error,
        store.file,
      );
      log(run, 'warning', { code: 'evaluation-failed', step: request.step ?? 0, message, advice });
    } finally {
      const ended = performance.now();
      if (effort === 'quick') restsUntil = ended + REST * (ended - began);
    }
  }

  function log({ id }: Run, level: LogEntry['level'], line: LogLine): void {
    logToRun({ store, events }, id, level, line);
  }

  return {
    enqueue,
    log,
    isBusy: () => waiting > 0,
    isResting: () => performance.now() < restsUntil,
    endQuick(runId: number): void {
      if (quick?.runId === runId) quick.end.abort();
    },
    settled: (runId: number): Promise<void> => pending.get(runId) ?? Promise.resolve(),
  };
}

function isGone(error: unknown): boolean {
  const gone: readonly string[] = ['run.unknown', 'run.removed', 'checkpoint.unknown'];
  return error instanceof WorkbenchError && gone.includes(error.problem.code);
}
