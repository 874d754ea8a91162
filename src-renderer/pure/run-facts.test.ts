import { expect, test } from 'vitest';
import type { Run } from '../../src-main/contract/run';
import {
  canRequeue,
  canResume,
  epochsInAll,
  forkRefusal,
  hasProblem,
  isArriving,
  isStarting,
  removeRefusal,
  resumeAdvice,
  resumeRefusal,
  stepsInAll,
} from './run-facts';

const failed: Run = {
  id: 1,
  name: 'run',
  state: 'failed',
  config: {
    model: 'vae',
    dataset: 'digits',
    seed: 1,
    budget: { unit: 'steps', count: 100 },
    hyperparameters: {},
    sampleEvery: 10,
    sampleSheet: { columns: 8, rows: 8 },
    checkpointEvery: 50,
    engine: 'auto',
    device: 'auto',
  },
  color: 0,
  tags: [],
  starred: false,
  hasNotes: false,
  datasetName: 'Digits',
  datasetFingerprint: null,
  origin: null,
  group: null,
  engine: null,
  createdAt: 0,
  startedAt: 0,
  finishedAt: 0,
  queueOrder: 0,
  step: 80,
  totalSteps: 100,
  stepsPerEpoch: 10,
  elapsedMs: 0,
  stepsPerSecond: null,
  problem: null,
  evaluations: [],
  window: null,
  latest: {},
  sparkline: [],
  thumbnailId: null,
  checkpointStep: 50,
};

test('the length of a run is its budget until its dataset is known', () => {
  const begun: Run = { ...failed, state: 'running', totalSteps: null, stepsPerEpoch: null };
  const budget = { unit: 'epochs', count: 3 } as const;
  const inEpochs = { ...begun, config: { ...begun.config, budget } };
  expect([stepsInAll(begun), epochsInAll(begun)]).toEqual([100, null]);
  expect([stepsInAll(inEpochs), epochsInAll(inEpochs)]).toEqual([null, 3]);
  expect([stepsInAll(failed), epochsInAll(failed)]).toEqual([100, 10]);
});

test('a run is starting until its first step, and only while it runs', () => {
  const begun: Run = { ...failed, state: 'running', stepsPerSecond: null };
  expect(isStarting(begun)).toBe(true);
  expect(isStarting({ ...begun, stepsPerSecond: 12 })).toBe(false);
  expect(isStarting({ ...begun, state: 'paused' })).toBe(false);
});

test('a run that failed at its last step can be resumed; one that completed or diverged cannot', () => {
  expect(canResume({ ...failed, step: 100 })).toBe(true);
  expect(canResume({ ...failed, step: 100, state: 'completed' })).toBe(false);
  expect(canResume({ ...failed, state: 'diverged' })).toBe(false);
});

test('a run whose record is damaged has a problem in any state, and continues only with its settings', () => {
  const damaged = (code: string): Run => ({
    ...failed,
    state: 'stopped',
    problem: { code, message: 'It is damaged.', advice: '' },
  });
  expect(hasProblem({ ...failed, state: 'stopped' })).toBe(false);
  expect(hasProblem({ ...failed, state: 'interrupted' })).toBe(true);
  expect(hasProblem(damaged('run.partly-damaged'))).toBe(true);
  expect(canResume(damaged('run.partly-damaged'))).toBe(true);
  expect(canResume(damaged('run.damaged'))).toBe(false);
});

test('the step that resuming continues from is shown once', () => {
  const withProblem = (code: string, advice: string) =>
    resumeAdvice({ ...failed, problem: { code, message: 'Failed.', advice } });
  expect(resumeAdvice(failed)).toContain('checkpoint at step 50');
  expect(resumeAdvice({ ...failed, checkpointStep: null })).toContain('from the first step');
  expect(resumeAdvice({ ...failed, state: 'diverged' })).toBe('');
  expect(withProblem('disk.full', 'Free some space.')).toContain('checkpoint at step 50');
  expect(withProblem('run.interrupted', 'Resume it to go on from its checkpoint of step 50.')).toBe('');
  expect(withProblem('checkpoint.mismatch', 'Launch a new run.')).toBe('');
});

test('curves that end before the run are still loading, except the newest steps of a live run', () => {
  const completed: Run = { ...failed, state: 'completed', step: 1_000_000 };
  expect(isArriving(completed, 485_000)).toBe(true);
  expect(isArriving(completed, 1_000_000)).toBe(false);
  expect(isArriving(completed, -1)).toBe(false);
  const running: Run = { ...completed, state: 'running', stepsPerSecond: 1000 };
  expect(isArriving(running, 998_500)).toBe(false);
  expect(isArriving(running, 485_000)).toBe(true);
  expect(isArriving({ ...running, stepsPerSecond: null }, 999_999)).toBe(true);
});

test('actions that a checkpoint does not allow give the reason', () => {
  expect(resumeRefusal(failed, 50)).toBeNull();
  expect(resumeRefusal({ ...failed, state: 'queued' }, 50)).toBe('once it has stopped');
  expect(resumeRefusal({ ...failed, state: 'completed' }, 100)).toBe('nothing is left to train');
  expect(forkRefusal({ ...failed, state: 'running' }, 50)).toBeNull();
  expect(forkRefusal({ ...failed, state: 'diverged' }, 50)).toBe('it would diverge again');
  expect(removeRefusal({ ...failed, state: 'running' }, 50)).toBe('once the run has stopped');
  expect(removeRefusal({ ...failed, state: 'running' }, 40)).toBeNull();
  expect(removeRefusal(failed, 50)).toBeNull();
});

test('a training or paused run can be suspended for runs that wait for its device', () => {
  const on = (device: Run['config']['device'], state: Run['state'] = 'queued'): Run => ({
    ...failed,
    state,
    config: { ...failed.config, device },
  });
  expect(canRequeue(on('cpu', 'paused'), [on('gpu'), on('auto')])).toBe(true);
  expect(canRequeue(on('gpu:0', 'running'), [on('gpu')])).toBe(true);
  expect(canRequeue(on('cpu', 'running'), [on('gpu')])).toBe(false);
  expect(canRequeue(on('cpu', 'stopped'), [on('cpu')])).toBe(false);
  expect(canRequeue(on('cpu', 'running'), [])).toBe(false);
});
