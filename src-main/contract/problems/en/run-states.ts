import type { RunState } from '../../run';

/** What a run is: alone as its state, or in a sentence as `it is queued`. */
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
