/** Core and trainer as in the product: the real process, started by the real host. */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { decodeApng } from 'fast-png';
import { afterAll, afterEach, beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { bundle } from '../../../bench/bundle.mjs';
import type { WorkbenchEvent } from '../../contract/events';
import { ExportRequestSchema } from '../../contract/export';
import { filePaths } from '../../contract/files';
import type { NewRun, Run, RunState } from '../../contract/run';
import type { JobHost, JobProcess, ProcessEnd } from '../../core/job-host';
import { wholeBytes } from '../../core/whole-bytes';
import { openWorkbench, type Workbench } from '../../core/workbench';
import { datasetFiles } from '../../datasets/files';
import { openReadOnlyStore, type ReadOnlyStore } from '../../store/open';
import { childProcessHost } from './child-process-host';
import { differences, faultsOfRows, recordOf, type RunRecord } from '../../testing/run-record';

// A trainer takes a second or two to load TensorFlow, and much longer on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const STEPS = 8000;
const RUN: NewRun = {
  model: 'vae-mlp-2d',
  dataset: 'two-moons',
  seed: 3,
  budget: { unit: 'steps', count: STEPS },
  hyperparameters: { batchSize: 16, hiddenUnits: 8 },
  sampleEvery: 4000,
  checkpointEvery: 1500,
};
const dataDir = mkdtempSync(join(tmpdir(), 'latent-workbench-real-'));
const processes: JobProcess[] = [];
const events: WorkbenchEvent[] = [];
let trainer: string;
let workbench: Workbench;
let store: ReadOnlyStore;
/** The uninterrupted run. */
let whole: { run: Run; record: RunRecord };

beforeAll(async () => {
  trainer = await bundle('src-main/jobs/entry.ts', `trainer-${String(process.pid)}`);
  const host = childProcessHost(trainer);
  const watched: JobHost = {
    spawn() {
      const child = host.spawn();
      processes.push(child);
      return child;
    },
  };
  workbench = await openWorkbench({ dataDir, jobHost: watched, version: '0.0.0', electron: null });
  // Evaluations have their own processes, which would be counted among those of training and drawing.
  workbench.settings.set({ evaluation: 'off' });
  workbench.events.subscribe((event) => events.push(event));
  store = openReadOnlyStore(dataDir)!;
  const run = await ended(workbench.runs.create(RUN));
  whole = { run, record: recordOf(store, run.id) };
});
// Only one run trains at a time, so a run left over from a failed test would keep the others waiting.
afterEach(async () => {
  for (const { id } of workbench.activeRuns()) await workbench.runs.stop(id);
});
afterAll(async () => {
  store.close();
  await workbench.close();
  rmSync(dataDir, { recursive: true });
  rmSync(dirname(trainer), { recursive: true });
});

const statesOf = (id: number): RunState[] => {
  const states = events.flatMap((event) =>
    event.type === 'run' && event.run.id === id ? event.run.state : [],
  );
  return states.filter((state, i) => state !== states[i - 1]);
};

/** Resolves with the run as soon as `holds` is true for it. */
function reached(id: number, holds: (run: Run) => boolean): Promise<Run> {
  return new Promise((resolve) => {
    const check = () => {
      if (!holds(workbench.runs.get(id))) return;
      unsubscribe();
      resolve(workbench.runs.get(id));
    };
    const unsubscribe = workbench.events.subscribe(check);
    check();
  });
}
const ended = ({ id }: Run) => reached(id, ({ state }) => !['queued', 'running', 'paused'].includes(state));
const launched = () => workbench.runs.create(RUN).id;
const begun = () => reached(launched(), ({ step }) => step > 0);
/** A run that was still training when `ask` reached it: on a busy machine a run may complete before that. */
async function met(ask: (id: number) => Promise<Run>): Promise<Run> {
  for (;;) {
    const { id } = await begun();
    const answer = await ask(id).catch((error: unknown) => {
      if (workbench.runs.get(id).state !== 'completed') throw error;
      return workbench.runs.get(id);
    });
    if (answer.state !== 'completed') return answer;
  }
}
/** Two runs of which each was training after the other had started: on a busy machine one may complete before that. */
async function twoAtOnce(): Promise<number[]> {
  for (;;) {
    const ids = [launched(), launched()];
    await Promise.all(ids.map((id) => reached(id, ({ step }) => step > 0)));
    const isActive = (id: number) => workbench.activeRuns().some((run) => run.id === id);
    if (ids.every(isActive)) return ids;
    await Promise.all(ids.map((id) => ended(workbench.runs.get(id))));
  }
}
const begunWithCheckpoint = () => reached(launched(), ({ checkpointStep }) => checkpointStep !== null);

/** @param stoppedAt a step with figures and metrics of a stop, which the uninterrupted run does not have */
function expectSameAsWhole(id: number, stoppedAt = -1): void {
  expect(workbench.runs.get(id)).toMatchObject({ state: 'completed', step: STEPS, problem: null });
  const { figures, metrics, ...record } = recordOf(store, id);
  const isOfStop = (name: string) => name.endsWith(` step ${String(stoppedAt)}`);
  const found = {
    ...record,
    figures: new Map([...figures].filter(([name]) => whole.record.figures.has(name) || !isOfStop(name))),
    metrics: new Map(
      [...metrics].map(([name, values]) => {
        const wanted = whole.record.metrics.get(name);
        return [name, new Map([...values].filter(([step]) => wanted?.has(step) || step !== stoppedAt))];
      }),
    ),
  };
  expect(differences(whole.record, found)).toEqual([]);
}

it('draws again from a process that has the weights loaded, with the same samples for the same seed', async () => {
  const started = processes.length;
  const request = { label: null, count: 20, seed: 5 };
  const bytesOf = (id: string) => workbench.drawings.find(id)?.bytes;
  const first = await workbench.drawings.draw(whole.run.id, request);
  const second = await workbench.drawings.draw(whole.run.id, request);
  const other = await workbench.drawings.draw(whole.run.id, { ...request, seed: 6 });
  expect(bytesOf(second.id)).toEqual(bytesOf(first.id));
  expect(bytesOf(other.id)).not.toEqual(bytesOf(first.id));
  expect(processes).toHaveLength(started + 1);
});

it('ends the process of a cancelled export of a walk, leaves no file, and exports the walk again', async () => {
  vi.stubEnv('TMPDIR', dataDir);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const request = (key: string, frames: number) =>
    ExportRequestSchema.parse({
      ...{ format: 'latent-walk-apng', runs: [whole.run.id], key },
      options: { frames, scale: 16, seed: 2 },
    });
  const before = processes.length;
  const stop = new AbortController();
  const progress = new Promise<void>((resolve) => {
    const leave = workbench.events.subscribe((event) => {
      if (event.type !== 'export-progress' || event.key !== 'long' || event.fraction <= 0.5) return;
      leave();
      resolve();
    });
  });
  const cancelled = workbench.exports.create(request('long', 240), stop.signal);
  await Promise.race([progress, cancelled]);
  expect(processes).toHaveLength(before + 1);
  const end = new Promise<ProcessEnd>((resolve) => {
    processes.at(-1)?.onExit(resolve);
  });
  stop.abort();
  await expect(cancelled).rejects.toMatchObject({ problem: { code: 'export.cancelled' } });
  // It ended by itself, and not as a defect.
  expect(await end).toMatchObject({ signal: null, lastWords: '' });
  const folder = readdirSync(dataDir).find((name) => name.startsWith('latent-workbench-exports-'))!;
  await vi.waitFor(() => expect(readdirSync(join(dataDir, folder))).toEqual([]));

  const { id } = await workbench.exports.create(request('short', 4));
  const bytes = await wholeBytes(await workbench.files.get(filePaths.exported(id)));
  expect(decodeApng(bytes).frames).toHaveLength(4);
});

it('trains a run to its end, with a row for every step, and all requested records', () => {
  const { run, record } = whole;
  expect(statesOf(run.id)).toEqual(['queued', 'running', 'completed']);
  expect(run).toMatchObject({ step: STEPS, totalSteps: STEPS, checkpointStep: STEPS, problem: null });
  expect(run.engine).toMatchObject({ backend: 'tensorflow', mode: 'compiled' });
  expect([...record.metrics.get('loss')!.keys()]).toEqual(Array.from({ length: STEPS }, (_, i) => i + 1));
  const figures = [0, 4000, 8000].map((step) => `points of step ${String(step)}`);
  expect([...record.figures.keys()]).toEqual(expect.arrayContaining(figures));
  expect(record.weights?.size).toBeGreaterThan(0);
  expect(workbench.runs.networks(run.id).map(({ name }) => name)).toEqual(['encoder', 'decoder']);
});

it('pauses a run with a checkpoint and takes no step until it is resumed', async () => {
  const paused = await met((id) => workbench.runs.pause(id));
  const { id } = paused;
  expect(paused.state).toBe('paused');
  expect(paused.step).toBeLessThan(STEPS);
  expect(paused.checkpointStep).toBe(paused.step);
  const record = recordOf(store, id);
  expect(faultsOfRows(whole.record, record)).toEqual([]);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(recordOf(store, id)).toEqual(record);
  expect((await workbench.runs.resume(id)).state).toBe('running');
  await ended(workbench.runs.get(id));
  expect(statesOf(id)).toEqual(['queued', 'running', 'paused', 'running', 'completed']);
  expectSameAsWhole(id);
});

it.each(['training', 'paused'])('stops a run that is %s, and continues from the same step', async (how) => {
  const stopped = await met(async (id) => {
    if (how === 'paused') await workbench.runs.pause(id);
    return workbench.runs.stop(id);
  });
  const { id } = stopped;
  expect(stopped).toMatchObject({ state: 'stopped', problem: null });
  expect(stopped.step).toBeLessThan(STEPS);
  expect(stopped.checkpointStep).toBe(stopped.step);
  await workbench.runs.resume(id);
  await ended(workbench.runs.get(id));
  expectSameAsWhole(id, stopped.step);
});

it('lets another run train first, and continues after it as if never suspended', async () => {
  const others: Run[] = [];
  const waiting = await met((id) => {
    others.push(workbench.runs.create({ ...RUN, budget: { unit: 'steps', count: 10 } }));
    return workbench.runs.requeue(id);
  });
  const { id } = waiting;
  const other = others.at(-1)!;
  expect(waiting).toMatchObject({ state: 'queued', checkpointStep: waiting.step, problem: null });
  expect(waiting.step).toBeGreaterThan(0);
  expect(waiting.step).toBeLessThan(STEPS);
  await ended(other);
  await ended(workbench.runs.get(id));
  expect(statesOf(id)).toEqual(['queued', 'running', 'queued', 'running', 'completed']);
  expect(workbench.runs.get(id).startedAt).toBeLessThan(workbench.runs.get(other.id).startedAt!);
  expectSameAsWhole(id);
});

it('trains two runs at the same time, each as if it were alone', async () => {
  workbench.settings.set({ runsPerDevice: 2 });
  const ids = await twoAtOnce();
  await Promise.all(ids.map((id) => ended(workbench.runs.get(id))));
  workbench.settings.set({ runsPerDevice: 1 });
  for (const id of ids) expectSameAsWhole(id);
});

it('is interrupted if it is killed while being suspended, and only has to repeat steps', async () => {
  const { id } = await begunWithCheckpoint();
  const other = workbench.runs.create({ ...RUN, budget: { unit: 'steps', count: 10 } });
  const process = processes.at(-1)!;
  const requeued = workbench.runs.requeue(id);
  process.kill();
  expect(await requeued).toMatchObject({ state: 'interrupted', problem: { code: 'run.interrupted' } });
  await ended(other);
  await workbench.runs.resume(id);
  await ended(workbench.runs.get(id));
  expectSameAsWhole(id);
});

it('keeps what a killed trainer has sent, reports where it ended, and continues as if never killed', async () => {
  const { id } = await begunWithCheckpoint();
  processes.at(-1)!.kill();
  const killed = await ended(workbench.runs.get(id));
  const { step, checkpointStep } = killed;
  expect(killed).toMatchObject({ state: 'interrupted', problem: { code: 'run.interrupted' } });
  expect(killed.problem?.message).toContain(`was killed at step ${String(step)}`);
  expect(killed.problem?.advice).toContain(`its checkpoint of step ${String(checkpointStep)}`);
  expect(step).toBeLessThan(STEPS);
  expect(faultsOfRows(whole.record, recordOf(store, id))).toEqual([]);

  // Kills it again at its beginning: until it is ready, its state is as if it had not been resumed.
  await workbench.runs.resume(id);
  await reached(id, ({ state }) => state === 'running');
  processes.at(-1)!.kill();
  expect(await ended(workbench.runs.get(id))).toMatchObject({ state: 'interrupted', step: checkpointStep });
  expect(faultsOfRows(whole.record, recordOf(store, id))).toEqual([]);

  await workbench.runs.resume(id);
  await ended(workbench.runs.get(id));
  expectSameAsWhole(id);
});

it('trains a new run from an earlier checkpoint bit for bit as the run itself continued', async () => {
  const from = 3000;
  const fork = await ended(await workbench.runs.fork(whole.run.id, from));
  expect(fork).toMatchObject({
    state: 'completed',
    step: STEPS,
    origin: { runId: whole.run.id, step: from },
  });
  const { metrics, figures, ...record } = recordOf(store, fork.id);
  const isLater = (step: number) => step > from;
  const expected = {
    ...whole.record,
    metrics: new Map(
      [...whole.record.metrics].map(([name, values]) => [
        name,
        new Map([...values].filter(([step]) => isLater(step))),
      ]),
    ),
    figures: new Map([...whole.record.figures].filter(([name]) => isLater(Number(name.split(' ').at(-1))))),
  };
  expect(expected.metrics.get('loss')?.size).toBe(STEPS - from);
  expect(expected.figures.size).toBeGreaterThan(0);
  expect(differences(expected, { ...record, metrics, figures })).toEqual([]);

  // A run that goes back to the checkpoint in place also continues identically.
  await workbench.runs.resume(fork.id, from);
  expect(await ended(workbench.runs.get(fork.id))).toMatchObject({ state: 'completed', step: STEPS });
  expect(differences(expected, recordOf(store, fork.id))).toEqual([]);
});

it('stops the runs of a sweep at a part of their budget, and continues the best as if never stopped', async () => {
  const sweep = await workbench.sweeps.create({
    name: 'Rates',
    run: { ...RUN, budget: { unit: 'steps', count: 600 }, sampleEvery: 600, checkpointEvery: 600 },
    axes: [{ field: 'learningRate', values: [0.003, 0.00001] }],
    seeds: 1,
    halving: { metric: 'validation_loss', factor: 2, levels: 2 },
  });
  const [better, worse] = workbench.runs
    .list()
    .filter(({ group }) => group?.id === sweep.id)
    .reverse();
  await reached(better!.id, ({ state }) => state === 'completed');
  expect(statesOf(better!.id)).toEqual(['queued', 'running', 'stopped', 'queued', 'running', 'completed']);
  expect(workbench.runs.get(worse!.id)).toMatchObject({ state: 'stopped', step: 300, checkpointStep: 300 });
  const alone = await ended(workbench.runs.create(better!.config));
  const losses = (id: number) => recordOf(store, id).metrics.get('loss');
  expect(losses(better!.id)?.size).toBe(600);
  expect(losses(better!.id)).toEqual(losses(alone.id));
});

it('continues an ended run with a larger budget, as if it had had that budget from the beginning', async () => {
  const short = await ended(workbench.runs.create({ ...RUN, budget: { unit: 'steps', count: 3000 } }));
  const budget = { unit: 'steps', count: STEPS } as const;
  await expect(workbench.runs.fork(short.id, 3000)).rejects.toMatchObject({
    problem: { code: 'run.nothing-left' },
  });
  const longer = await ended(await workbench.runs.fork(short.id, 3000, { budget }));
  expect(longer).toMatchObject({ state: 'completed', step: STEPS, totalSteps: STEPS, config: { budget } });
  const losses = recordOf(store, longer.id).metrics.get('loss');
  const expected = [...whole.record.metrics.get('loss')!].filter(([step]) => step > 3000);
  expect([...losses!]).toEqual(expected);
});

it('ends a diverging run with its last good rows, reports the metric and value, and does not resume it', async () => {
  const { id } = workbench.runs.create({
    ...RUN,
    hyperparameters: { batchSize: 16, hiddenUnits: 64, learningRate: 1, decoderDeviation: 0.001 },
  });
  const run = await ended(workbench.runs.get(id));
  expect(run).toMatchObject({ state: 'diverged', problem: { code: 'run.diverged' } });
  expect(run.problem?.message).toMatch(/ became (NaN|-?Infinity) at step \d+, so training was ended/);
  expect(run.step).toBeLessThan(STEPS);
  for (const values of recordOf(store, id).metrics.values()) {
    expect(Math.max(...values.keys())).toBeLessThanOrEqual(run.step);
    expect([...values.values()].every(Number.isFinite)).toBe(true);
  }
  await expect(workbench.runs.resume(id)).rejects.toMatchObject({ problem: { code: 'run.not-resumable' } });
});

it('reports the problem of a trainer', async () => {
  const { id } = await begun();
  await workbench.runs.stop(id);
  rmSync(datasetFiles(join(dataDir, 'datasets', 'two-moons')).test.items);
  await workbench.runs.resume(id);
  const { state, problem } = await ended(workbench.runs.get(id));
  expect(state).toBe('failed');
  expect(problem?.code).toMatch(/^dataset\./);
  expect(problem?.advice).toMatch(/dataset/);
});
