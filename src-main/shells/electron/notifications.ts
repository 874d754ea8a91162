import { Notification } from 'electron';
import type { Alert } from '../../contract/alert';
import { durationText } from '../../contract/numbers';
import { evidenceText, wordsOf } from '../../contract/problems/catalogue';
import { ACTIVE_STATES, UNFINISHED_STATES, type Run } from '../../contract/run';
import type { Workbench } from '../../core/workbench';
import { t } from '../../contract/texts';

export interface Notice {
  readonly title: string;
  readonly body: string;
}

type Seen = Pick<Run, 'state' | 'alerts'>;

export interface NotificationContext {
  readonly workbench: Pick<Workbench, 'activeRuns' | 'events' | 'runs' | 'settings'>;
  /** Whether a person looks at a run, so that a notification would only be in the way. */
  readonly isWatched: (runId: number) => boolean;
  readonly open: (runId: number) => void;
}

/**
 * Notifies when a run ends by itself, and when it shows a sign of a failure. Of runs that were launched together, the
 * completion of the last is reported.
 * @returns a function that ends this
 */
export function notifyOfRuns({ workbench, isWatched, open }: NotificationContext): () => void {
  const seen = new Map<number, Seen>(workbench.activeRuns().map((run) => [run.id, run]));
  /** Shown notifications: one that is collected as garbage loses its click. */
  const shown = new Set<Notification>();

  function show(runId: number, { title, body }: Notice): void {
    if (!Notification.isSupported() || !workbench.settings.get().notifications || isWatched(runId)) return;
    const notification = new Notification({ title, body });
    shown.add(notification);
    const forget = () => shown.delete(notification);
    notification.once('close', forget);
    notification.once('click', () => {
      forget();
      open(runId);
    });
    notification.show();
  }

  return workbench.events.subscribe((event) => {
    if (event.type !== 'run') return;
    const { run } = event;
    const before = seen.get(run.id);
    seen.set(run.id, { state: run.state, alerts: run.alerts });
    if (before === undefined) return;
    for (const notice of noticesOf(before, run, () => isLastOfGroup(workbench.runs.list(), run)))
      show(run.id, notice);
  });
}

function isLastOfGroup(newest: readonly Run[], { id, group }: Run): boolean {
  return !newest.some(
    (other) => other.id !== id && other.group?.id === group?.id && UNFINISHED_STATES.includes(other.state),
  );
}

/**
 * What happened to a run that is worth an interruption. Evaluations may find signs of failures after its end.
 * @param isLast whether the other runs of its group have ended
 */
export function noticesOf(before: Seen, run: Run, isLast: () => boolean): Notice[] {
  const isNew = ({ kind }: Alert) => before.alerts?.some((alert) => alert.kind === kind) !== true;
  const alerts = (run.alerts ?? []).filter(isNew).map(({ kind, evidence }) => ({
    title: `${t.alerts.titles[kind]}: ${run.name}`,
    body: evidenceText(evidence),
  }));
  const end = ACTIVE_STATES.includes(before.state) ? endOf(run, isLast) : null;
  return end === null ? alerts : [...alerts, end];
}

function endOf(run: Run, isLast: () => boolean): Notice | null {
  const { name, state, problem, step, elapsedMs, group } = run;
  switch (state) {
    case 'completed':
      if (group !== null && !isLast()) return null;
      return {
        title: t.desktop.completed(group?.name ?? name),
        body: group === null ? t.desktop.completedIn(step, durationText(elapsedMs)) : t.desktop.wasLast(name),
      };
    case 'failed':
    case 'diverged':
    case 'interrupted': {
      const words = problem === null ? null : wordsOf(problem, 'window');
      return {
        title: t.desktop.ended[state](name),
        body: words === null ? '' : `${words.message} ${words.advice}`,
      };
    }
    default:
      return null;
  }
}
