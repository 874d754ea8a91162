import { MAX_RUNS_AT_ONCE, type AnnotationChange } from '../../src-main/contract/annotation';
import { fieldReasonText } from '../../src-main/contract/problems/catalogue';
import type { RecordedNow } from '../../src-main/contract/run-changes';
import type { DeviceChoice, QueueMove, Run } from '../../src-main/contract/run';
import { groupOf, type Starter } from '../../src-main/presentation/starters';
import { formatCount } from '../pure/format';
import { paths, router } from './router.svelte';
import { describe, toasts } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';
import { t } from '../../src-main/contract/texts';

/** Makes a call; a failure is shown in a toast, unless it is that of a request which this window gave up itself. */
export async function attempt<Result>(call: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof DOMException && error.name === 'AbortError')) toasts.failure(error);
    return undefined;
  }
}

export type SteeringVerb = 'pause' | 'requeue' | 'resume' | 'stop';

/** Pauses, resumes or stops a run. @returns whether the core accepted it; a refusal is shown in a toast */
export async function steerRun(workbench: Workbench, id: number, verb: SteeringVerb): Promise<boolean> {
  const run = await attempt(() => workbench.api.runs[verb]({ id }));
  if (run !== undefined) workbench.takeRun(run);
  return run !== undefined;
}

/** Records samples or a checkpoint of a run that trains, and says what was recorded. */
export async function recordNow(workbench: Workbench, id: number, what: RecordedNow): Promise<void> {
  await attempt(async () => {
    const step = await workbench.api.runs.record({ id, what });
    toasts.info(step === null ? t.shell.recordedLater : recordedText(what, step));
  });
}

function recordedText(what: RecordedNow, step: number): string {
  const { recordedSamples, savedCheckpoint } = t.run;
  return (what === 'samples' ? recordedSamples : savedCheckpoint)(formatCount(step));
}

export async function moveInQueue(workbench: Workbench, id: number, to: QueueMove): Promise<void> {
  await attempt(async () => workbench.takeRun(await workbench.api.runs.moveInQueue({ id, to })));
}

export async function renameRun(workbench: Workbench, id: number, name: string): Promise<void> {
  await attempt(async () => workbench.takeRun(await workbench.api.runs.rename({ id, name })));
}

/** Changes the star or tags of runs. @returns whether all of them were changed; a refusal is shown in a toast */
export async function annotateRuns(
  workbench: Workbench,
  ids: readonly number[],
  change: AnnotationChange,
): Promise<boolean> {
  for (let from = 0; from < ids.length; from += MAX_RUNS_AT_ONCE) {
    const some = ids.slice(from, from + MAX_RUNS_AT_ONCE);
    const changed = await attempt(() => workbench.api.runs.annotate({ ids: some, ...change }));
    if (changed === undefined) return false;
    for (const run of changed) workbench.takeRun(run);
  }
  return true;
}

/**
 * Moves runs to the trash, with an undo; each refusal is shown in a toast.
 * @returns whether all were moved
 */
export async function removeRuns(workbench: Workbench, runs: readonly Run[]): Promise<boolean> {
  const removed: Run[] = [];
  for (const run of runs) {
    await attempt(async () => {
      await workbench.api.runs.remove({ id: run.id });
      workbench.dropRun(run.id);
      removed.push(run);
    });
  }
  offerUndo(workbench, removed);
  return removed.length === runs.length;
}

function offerUndo(workbench: Workbench, removed: readonly Run[]): void {
  const [first] = removed;
  if (first === undefined) return;
  const what = removed.length === 1 ? t.runs.quoted(first.name) : t.common.runCount(removed.length);
  toasts.info(t.runs.movedToTrash(what), {
    label: t.common.undo,
    run: () => void restoreRuns(workbench, removed).then((left) => offerUndo(workbench, left)),
  });
}

/** @returns the runs that could not be restored */
export async function restoreRuns(workbench: Workbench, removed: readonly Run[]): Promise<readonly Run[]> {
  const left: Run[] = [];
  // The oldest first: of runs restored to an idle queue, it is the first to train.
  for (const run of [...removed].sort((a, b) => a.id - b.id)) {
    const restored = await attempt(() => workbench.api.runs.restore({ id: run.id }));
    if (restored === undefined) left.push(run);
    else workbench.takeRun(restored);
  }
  return left;
}

/** Evaluates the newest checkpoints of runs, one after another. */
export async function evaluateRuns(workbench: Workbench, runs: readonly Run[]): Promise<void> {
  const what = t.common.runCount(runs.length);
  toasts.info(t.runs.evaluating(what));
  let evaluated = 0;
  for (const { id } of runs)
    if ((await attempt(() => workbench.api.qualities.evaluate({ id }))) !== undefined) evaluated += 1;
  toasts.info(t.runs.evaluated(evaluated, what));
}

/** Prepares a dataset that is generated on this machine. */
export async function prepareDataset(workbench: Workbench, id: string): Promise<void> {
  await attempt(async () => workbench.takeDataset(await workbench.api.datasets.prepare({ id })));
}

/**
 * Fetches a dataset. The reason for a failure is part of the download's state.
 * @param mirror empty for the known mirrors
 * @returns what is wrong with the mirror, if anything
 */
export async function startDownload(
  workbench: Workbench,
  id: string,
  mirror: string,
): Promise<string | null> {
  try {
    const dataset = await workbench.api.downloads.start(mirror === '' ? { id } : { id, mirror });
    workbench.takeDataset(dataset);
    const show = () => router.go(paths.dataset(id));
    toasts.info(t.runs.fetched(dataset.name), { label: t.common.open, run: show });
  } catch (error) {
    const problem = describe(error);
    const wrong = problem.fields?.['mirror'];
    if (wrong !== undefined) return fieldReasonText(wrong);
    const isShown = workbench.download(id)?.problem?.code === problem.code;
    if (problem.code !== 'download.stopped' && !isShown) toasts.failure(error);
  }
  return null;
}

export async function stopDownload(workbench: Workbench, id: string): Promise<void> {
  await attempt(() => workbench.api.downloads.stop({ id }));
}

export async function discardDownload(workbench: Workbench, id: string): Promise<void> {
  await attempt(() => workbench.api.downloads.discard({ id }));
}

/** Launches the runs of a starter card, and opens them: a run, or the comparison of several. */
export async function launchStarter(workbench: Workbench, starter: Starter): Promise<void> {
  await attempt(async () => {
    const { runs } = workbench.api;
    const group = groupOf(starter);
    const launched =
      group === null
        ? await Promise.all(starter.runs.map((run) => runs.create(run)))
        : await runs.createGroup(group);
    for (const run of launched) workbench.takeRun(run);
    const [first] = launched;
    if (launched.length > 1) openCompare(launched.map(({ id }) => id));
    else if (first !== undefined) router.go(paths.run(first.id));
  });
}

/** Has a process started for a run that a person is about to launch. Without one, a run only starts a little later. */
export function prepareLaunch(workbench: Workbench, device: DeviceChoice): void {
  workbench.api.runs.prepare({ device }).catch(() => undefined);
}

export function openCompare(ids: readonly number[]): void {
  router.go(paths.compare([...ids].sort((a, b) => a - b)));
}

export async function copyText(text: string): Promise<void> {
  await attempt(async () => {
    await navigator.clipboard.writeText(text);
    toasts.info(t.runs.copied(text.length > 40 ? `${text.slice(0, 40)}…` : text));
  });
}
