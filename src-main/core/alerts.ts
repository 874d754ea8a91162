import type { Alert, AlertKind } from '../contract/alert';
import type { WorkbenchEvent } from '../contract/events';
import { evidenceText } from '../contract/problems/catalogue';
import type { Run } from '../contract/run';
import type { RunWindow } from '../contract/window-mean';
import { QUALITY_ALERTS, qualityAlerts, TRAINING_ALERTS, trainingAlerts } from '../evaluation/alerts';
import type { Store } from '../store/open';
import type { Hub } from './events';
import type { LiveRuns } from './live-runs';
import { reportDefect } from './problem';
import { recordLog } from './run-log';
import { t } from '../contract/texts';

export interface AlertsContext {
  readonly store: Pick<Store, 'logs' | 'qualities' | 'runs'>;
  readonly liveRuns: Pick<LiveRuns, 'get' | 'change' | 'announce'>;
  readonly events: Hub<WorkbenchEvent>;
}

/**
 * Watches evaluations and, at checkpoints, training metrics for signs of known failures. An alert is recorded with its
 * run from the step at which it is first detected until it is no longer detected, and is added to the run's log.
 * @returns a function that stops watching
 */
export function watchForAlerts({ store, liveRuns, events }: AlertsContext): () => void {
  /** The window at the newest checkpoint, for each run that trains. */
  const windows = new Map<number, { readonly checkpoint: number; readonly window: RunWindow }>();

  /** @param kinds the kinds that were checked at `step`; earlier alerts of these kinds that were not found again end */
  function record(runId: number, found: readonly Alert[], kinds: readonly AlertKind[], step: number): void {
    const before = liveRuns.get(runId).alerts ?? [];
    const isOver = (alert: Alert) =>
      alert.step < step && kinds.includes(alert.kind) && !found.some(({ kind }) => kind === alert.kind);
    const known = before.filter((alert) => !isOver(alert));
    const added = found.filter(({ kind }) => !known.some((alert) => alert.kind === kind));
    if (added.length === 0 && known.length === before.length) return;
    set(runId, [...known, ...added]);
    for (const { kind, evidence } of added)
      recordLog({ store, events }, runId, {
        at: Date.now(),
        level: 'warning',
        text: `${t.alerts.titles[kind]}. ${evidenceText(evidence)}`,
      });
  }

  function set(runId: number, alerts: readonly Alert[]): void {
    store.runs.setAlerts(runId, alerts);
    liveRuns.change(runId, { alerts: [...alerts] });
    liveRuns.announce(runId);
  }

  function atRun({ id, state, step, checkpointStep, window, alerts }: Run): void {
    if (state !== 'running') return void windows.delete(id);
    // A run that continues from an earlier step has not reached the steps of later alerts.
    const past = (alerts ?? []).filter((alert) => alert.step <= step);
    if (alerts && past.length < alerts.length) return set(id, past);
    const before = windows.get(id);
    if (window === null || checkpointStep === null || before?.checkpoint === checkpointStep) return;
    windows.set(id, { checkpoint: checkpointStep, window });
    record(id, trainingAlerts(window, before?.window ?? null), TRAINING_ALERTS, window.to);
  }

  return events.subscribe((event) => {
    try {
      if (event.type === 'run') atRun(event.run);
      if (event.type !== 'quality') return;
      const { quality } = event;
      const { runId, step } = quality;
      const all = store.qualities.list(runId);
      // An evaluation of an earlier checkpoint says nothing about the current state of the run.
      if (all.some((other) => other.step > step)) return;
      record(runId, qualityAlerts(quality, all), QUALITY_ALERTS, step);
    } catch (error) {
      reportDefect('Signs of failures could not be recorded', error);
    }
  });
}
