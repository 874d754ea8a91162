import { refusal, type WorkbenchError } from '../contract/error';
import type { Quality, QualityMetricInfo, QualityRequest } from '../contract/quality';
import { QUALITY_METRICS } from '../evaluation/registry';
import type { Store } from '../store/open';
import { createAutomaticEvaluations, type AutomaticContext } from './automatic-evaluations';
import { cancelled, measurer, noCheckpoint, type MeasureContext } from './measure-quality';
import type { LiveRuns } from './live-runs';
import { createSlots } from './slots';
import { unlessAborted } from './unless-aborted';

export type QualitiesContext = MeasureContext & AutomaticContext & QualityReadsContext;

/** The requests of clients about the quality of samples. */
export interface Qualities {
  /** All metrics, in the order in which they are shown. */
  metrics(): readonly QualityMetricInfo[];
  /** Evaluations of a run in order of steps. @throws WorkbenchError `run.unknown` */
  list(runId: number): Quality[];
  /** Resolves when no automatic evaluation of the run is running or waiting. */
  settled(runId: number, signal?: AbortSignal): Promise<void>;
  /**
   * Draws samples with a checkpoint and measures them in a separate process, beside runs that train.
   * @throws WorkbenchError `run.no-checkpoint`, `checkpoint.unknown`, `run.no-samples`, `run.evaluation-…`,
   *   `evaluation.…`, `dataset.…`
   */
  evaluate(runId: number, request: QualityRequest, signal?: AbortSignal): Promise<Quality>;
}

const MAX_WAITING = 8;

export function createQualities(context: QualitiesContext) {
  const { liveRuns } = context;
  const slots = createSlots({ atOnce: 1, waiting: MAX_WAITING, tooMany });
  const closed = new AbortController();
  const measure = measurer(context);
  const automatic = createAutomaticEvaluations(context, measure, closed.signal);

  const requests: Qualities = {
    ...qualityReads(context),
    settled: (runId, signal) => unlessAborted(automatic.settled(runId), signal, cancelled),
    async evaluate(runId, request, signal) {
      const run = liveRuns.usable(runId);
      if (run.checkpointStep === null) throw noCheckpoint(run);
      const signals = [closed.signal, ...(signal === undefined ? [] : [signal])];
      const options = { effort: 'full', isInBackground: false, signals } as const;
      const work = slots.run(() => measure(run, request, options), cancelled, signal);
      return unlessAborted(work, signal, cancelled);
    },
  };
  return {
    requests,
    /** Resumes evaluations that the end of the workbench interrupted. */
    resume: automatic.resume,
    close(): void {
      closed.abort();
      automatic.close();
      slots.clear(cancelled);
    },
  };
}

interface QualityReadsContext {
  readonly store: { readonly qualities: Pick<Store['qualities'], 'list'> };
  readonly liveRuns: Pick<LiveRuns, 'get'>;
}

/** The requests that need no process. */
export function qualityReads({
  store,
  liveRuns,
}: QualityReadsContext): Omit<Qualities, 'evaluate' | 'settled'> {
  return {
    metrics: () => QUALITY_METRICS,
    list: (runId) => store.qualities.list(liveRuns.get(runId).id),
  };
}

function tooMany(): WorkbenchError {
  return refusal('run.evaluation-busy', { waiting: MAX_WAITING });
}
