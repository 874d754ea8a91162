import { beforeEach, expect, it, vi } from 'vitest';
import type { Dataset, Doubt, ImportOptions, Inspection } from '../../src-main/contract/dataset';
import type { Run } from '../../src-main/contract/run';
import { WorkbenchError } from '../../src-main/contract/error';
import type { WorkbenchEvent } from '../../src-main/contract/events';
import { importing } from './importing.svelte';
import { toasts } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';

const { went } = vi.hoisted(() => ({ went: [] as string[] }));
vi.mock('./router.svelte', () => ({
  paths: { dataset: (id: string) => id, run: (id: number) => `run ${String(id)}` },
  router: { go: (path: string) => went.push(path) },
}));

const given = ['a.gz', 'b.gz'].map((path) => ({ path, file: new File([path], path) }));
const inspection = { inspectionId: 'i1', suggestedName: 'Discs' } as Inspection;
const discs = { id: 'discs', name: 'Discs' } as Dataset;

/** A call that the test answers, or that is aborted with its signal. */
class Call<Answer> {
  readonly signals: AbortSignal[] = [];
  readonly #answers: { give: (answer: Answer) => void; fail: (error: Error) => void }[] = [];

  readonly made = (signal: AbortSignal) =>
    new Promise<Answer>((give, fail) => {
      this.signals.push(signal);
      this.#answers.push({ give, fail });
      signal.addEventListener('abort', () => {
        fail(new Error('aborted'));
      });
    });

  async answer(answer: Answer): Promise<void> {
    await vi.waitUntil(() => this.#answers.length > 0);
    this.#answers.shift()?.give(answer);
  }

  async fail(): Promise<void> {
    await vi.waitUntil(() => this.#answers.length > 0);
    this.#answers.shift()?.fail(new Error('broken'));
  }
}

let uploads: Call<string>;
let imports: Call<Dataset>;
let workbench: Workbench;
let publish: (event: WorkbenchEvent) => void;

beforeEach(() => {
  uploads = new Call();
  imports = new Call();
  workbench = {
    transport: { upload: (_: File, signal: AbortSignal) => uploads.made(signal) },
    api: {
      datasets: {
        inspect: () => Promise.resolve(inspection),
        import: (_: unknown, { signal }: { signal: AbortSignal }) => imports.made(signal),
      },
    },
    takeDataset: () => undefined,
    onEvent: (listener: typeof publish) => {
      publish = listener;
      return () => undefined;
    },
  } as unknown as Workbench;
  importing.clear();
  importing.open = false;
  toasts.shown = [];
  went.length = 0;
});

/** Takes files up to their inspection. */
async function inspect(): Promise<void> {
  const taken = importing.take(workbench, given);
  await uploads.answer('u1');
  await uploads.answer('u2');
  await taken;
  expect(importing.stage).toBe('inspected');
}

it('opens immediately, while a dropped folder is still being read', async () => {
  let found: (files: typeof given) => void = () => undefined;
  const taken = importing.take(workbench, new Promise((give) => (found = give)));
  expect([importing.open, importing.stage]).toEqual([true, 'reading']);
  found([]);
  await taken;
  expect([importing.stage, importing.problem?.message]).toEqual([
    'choosing',
    'There are no files in what was given.',
  ]);
});

it('sends nothing more after it is closed', async () => {
  const taken = importing.take(workbench, given);
  await vi.waitUntil(() => uploads.signals.length === 1);
  importing.close();
  expect(uploads.signals[0]?.aborted).toBe(true);
  await taken;
  expect(uploads.signals).toHaveLength(1);
  expect([importing.open, importing.stage, importing.problem]).toEqual([false, 'choosing', null]);
});

it('does not send files that were found after it was closed', async () => {
  let found: (files: typeof given) => void = () => undefined;
  const taken = importing.take(workbench, new Promise((give) => (found = give)));
  importing.close();
  found(given);
  await taken;
  expect(uploads.signals).toHaveLength(0);
});

it('opens the new dataset if the dialog is still open', async () => {
  await inspect();
  const finished = importing.finish(workbench);
  await imports.answer(discs);
  await finished;
  expect([importing.open, went, toasts.shown[0]?.text]).toEqual([false, ['discs'], 'Imported “Discs”.']);
});

it('continues when it is closed, can be opened again, and announces its completion', async () => {
  await inspect();
  const finished = importing.finish(workbench);
  publish({ type: 'import-progress', inspectionId: 'i1', fraction: 0.5 });
  importing.close();
  importing.choose();
  expect([importing.open, importing.stage, importing.progress]).toEqual([true, 'importing', 0.5]);
  // One import at a time: other files are refused without an effect.
  await importing.take(workbench, given);
  expect([importing.stage, importing.problem?.message]).toEqual([
    'importing',
    'Discs is still being imported.',
  ]);
  importing.close();
  await imports.answer(discs);
  await finished;
  expect(went).toEqual([]);
  expect(toasts.shown[0]).toMatchObject({ text: 'Imported “Discs”.', action: { label: 'Open' } });
  toasts.shown[0]?.action?.run();
  expect(went).toEqual(['discs']);
});

it('shows a failure in the dialog, and keeps the inspection', async () => {
  await inspect();
  const finished = importing.finish(workbench);
  importing.close();
  await imports.fail();
  await finished;
  expect([importing.open, toasts.shown[0]?.kind]).toEqual([false, 'error']);
  importing.choose();
  expect([importing.stage, importing.problem?.message]).toEqual(['inspected', 'broken']);
  importing.close();
  expect(importing.stage).toBe('choosing');
});

it('is cancelled without a problem', async () => {
  await inspect();
  const finished = importing.finish(workbench);
  importing.cancel();
  await finished;
  expect([importing.open, importing.stage, importing.problem]).toEqual([true, 'inspected', null]);
});

it('offers a suitable dataset to a form, and does not leave the form', async () => {
  let fits = true;
  const offered: string[] = [];
  const leave = importing.offerTo(({ id }) => {
    offered.push(id);
    return fits;
  });
  for (const label of [undefined, 'Open']) {
    toasts.shown = [];
    await inspect();
    const finished = importing.finish(workbench);
    await imports.answer(discs);
    await finished;
    expect(toasts.shown.map(({ action }) => action?.label)).toEqual([label]);
    fits = false;
  }
  expect([offered, went]).toEqual([['discs', 'discs'], []]);
  leave();
});

interface Asked {
  readonly uploadIds: string[];
  readonly options: ImportOptions;
}
function answerInspections(inspect: (input: Asked) => Promise<Inspection>): void {
  Object.assign(workbench.api.datasets, { inspect });
}

it('keeps a confirmed guess, so that the choice can be changed', async () => {
  const doubt: Doubt = {
    why: { code: 'label-array', name: 'y', others: ['z'] },
    option: 'label',
    choices: [],
  };
  const asked: unknown[] = [];
  answerInspections((input) => {
    asked.push(input.options.label);
    return Promise.resolve({ ...inspection, doubts: input.options.label === null ? [doubt] : [] });
  });
  const taking = importing.take(workbench, given);
  await uploads.answer('u1');
  await uploads.answer('u2');
  await taking;
  expect(importing.doubts).toEqual([doubt]);
  await importing.change(workbench, { label: '65' });
  expect(importing.doubts).toEqual([doubt]);
  expect(asked).toEqual([null, '65']);
  importing.clear();
  expect(importing.doubts).toEqual([]);
});

it('imports files with too many classes without labels, without sending them again', async () => {
  const problem = { code: 'dataset.too-many-classes', message: 'Too many.', advice: '' };
  const asked: unknown[] = [];
  answerInspections((input) => {
    asked.push([input.uploadIds, input.options.classes]);
    return input.options.classes === 'none'
      ? Promise.resolve(inspection)
      : Promise.reject(new WorkbenchError(problem));
  });
  const taking = importing.take(workbench, given);
  await uploads.answer('u1');
  await uploads.answer('u2');
  await taking;
  expect(importing).toMatchObject({ stage: 'choosing', canDropLabels: true });
  await importing.dropLabels(workbench);
  expect(importing).toMatchObject({ stage: 'inspected', problem: null, inspection });
  expect(asked).toEqual([
    [['u1', 'u2'], 'auto'],
    [['u1', 'u2'], 'none'],
  ]);
});

it('imports archives of runs without inspecting them, and opens the first run', async () => {
  const runs = [{ id: 7, name: 'first' }] as Run[];
  const taken: number[] = [];
  const asked: unknown[] = [];
  const shown = { runs, copies: [{ id: 7, of: 3 }], datasets: [], missing: [], notes: [] };
  Object.assign(workbench, { takeRun: ({ id }: Run) => taken.push(id) });
  Object.assign(workbench.api, {
    archives: { import: (input: unknown) => (asked.push(input), Promise.resolve(shown)) },
  });
  const path = 'Run.LWRUN';
  const done = importing.take(workbench, [{ path, file: new File(['zip'], path) }]);
  await uploads.answer('u9');
  await done;
  expect([asked, taken, went, importing.open]).toEqual([[{ uploadId: 'u9' }], [7], ['run 7'], false]);
  expect(toasts.shown[0]?.text).toBe(
    'Imported “first” as run 7. “first” is here twice now: run 7 is the same as run 3.',
  );
});
