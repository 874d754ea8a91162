import type { RunState } from '../../run';

/** The name of a run's state, alone or in a sentence such as `it is queued`. */
export const RUN_STATES: Readonly<Record<RunState, string>> = {
  queued: 'queued',
  running: 'running',
  paused: 'paused',
  completed: 'completed',
  stopped: 'stopped',
  failed: 'failed',
  diverged: 'diverged',
  interrupted: 'interrupted',
};
