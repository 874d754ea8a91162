import type { ApiClient } from '../../contract/api';
import { ACTIVE_STATES } from '../../contract/run';

/** A last checkpoint takes seconds; a trainer that does not answer for this long is ended without one. */
export const STOP_TIMEOUT_MS = 60_000;

/** Stops every run that trains or pauses, each with a last checkpoint. Resolves when none is left, or after the timeout. */
export async function stopRuns(api: ApiClient, timeoutMs = STOP_TIMEOUT_MS): Promise<void> {
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const events = await api.system.events(undefined, { signal });
    const active = new Set((await api.runs.list()).filter(isActive).map((run) => run.id));
    if (active.size === 0) {
      await events.return?.();
      return;
    }
    await Promise.all([...active].map((id) => api.runs.stop({ id }).catch(() => active.delete(id))));
    for await (const event of events) {
      if (event.type === 'run' && !isActive(event.run)) active.delete(event.run.id);
      if (active.size === 0) return;
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}

function isActive(run: { state: (typeof ACTIVE_STATES)[number] | (string & {}) }): boolean {
  return (ACTIVE_STATES as readonly string[]).includes(run.state);
}
