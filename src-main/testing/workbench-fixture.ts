import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, vi } from 'vitest';
import type { AutomaticEvaluation } from '../contract/automatic-evaluation';
import { WorkbenchError } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import type { NewRun, Run } from '../contract/run';
import { fakeJobHost, type FakeTrainer } from './fake-job-host';
import { openReadOnly } from '../core/read-only-workbench';
import { openWorkbench, type Workbench } from '../core/workbench';

export const NEW_RUN: NewRun = {
  model: 'gan-mlp',
  dataset: 'synthetic-digits',
  budget: { unit: 'steps', count: 1000 },
};

/** For tests: a data folder per test, a real store in it, and trainers that a test controls; by default without automatic evaluations. */
export function workbenchFixture({ evaluation = 'off' }: { evaluation?: AutomaticEvaluation } = {}) {
  const opened: Workbench[] = [];
  const fixture = {
    dataDir: '',
    fake: fakeJobHost(),
    /** All events of the workbenches opened. */
    events: [] as WorkbenchEvent[],
    options: () => ({
      dataDir: fixture.dataDir,
      jobHost: fixture.fake.host,
      version: '1.2.3',
      electron: null,
    }),
    async open(): Promise<Workbench> {
      const workbench = await openWorkbench(fixture.options());
      workbench.settings.set({ evaluation });
      workbench.events.subscribe((event) => fixture.events.push(event));
      opened.push(workbench);
      return workbench;
    },
    async openReadOnly(): Promise<Workbench> {
      const workbench = await openReadOnly(fixture.options());
      opened.push(workbench);
      return workbench;
    },
    /** Closes a workbench whose closing fails. @returns the code of its problem; a defect is rethrown */
    async closedWith(workbench: Workbench): Promise<string | null> {
      opened.splice(opened.indexOf(workbench), 1);
      try {
        await workbench.close();
        return null;
      } catch (error) {
        if (error instanceof WorkbenchError) return error.problem.code;
        throw error;
      }
    },
    /** A run whose trainer has been started. */
    async started(
      workbench: Workbench,
      given: NewRun = NEW_RUN,
    ): Promise<{ run: Run; trainer: FakeTrainer }> {
      const { id } = workbench.runs.create(given);
      await vi.waitFor(() => {
        if (workbench.runs.get(id).state !== 'running') throw new Error(`Run ${String(id)} has not started.`);
      });
      return { run: workbench.runs.get(id), trainer: fixture.fake.training() };
    },
  };
  beforeEach(() => {
    fixture.dataDir = mkdtempSync(join(tmpdir(), 'latent-workbench-core-'));
    fixture.fake = fakeJobHost();
    fixture.events = [];
  });
  afterEach(async () => {
    vi.useRealTimers();
    vi.restoreAllMocks();
    for (const workbench of opened.splice(0)) await workbench.close();
    rmSync(fixture.dataDir, { recursive: true, force: true });
  });
  return fixture;
}
