import type { Run } from '../../src-main/contract/run';
import { paths, router } from './router.svelte';
import { toasts } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';

/** Runs a call whose failure is told in a toast. */
export async function attempt<Result>(call: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await call();
  } catch (error) {
    toasts.failure(error);
    return undefined;
  }
}

/** @returns whether the core took it; a refusal is told in a toast */
export async function steerRun(
  workbench: Workbench,
  id: number,
  verb: 'pause' | 'resume' | 'stop',
): Promise<boolean> {
  const run = await attempt(() => workbench.api.runs[verb]({ id }));
  if (run !== undefined) workbench.takeRun(run);
  return run !== undefined;
}

export async function renameRun(workbench: Workbench, id: number, name: string): Promise<void> {
  await attempt(async () => workbench.takeRun(await workbench.api.runs.rename({ id, name })));
}

/** Moves runs out of sight, with a way back. */
export async function removeRuns(workbench: Workbench, runs: readonly Run[]): Promise<void> {
  const first = runs[0];
  if (first === undefined) return;
  await attempt(async () => {
    for (const { id } of runs) {
      await workbench.api.runs.remove({ id });
      workbench.dropRun(id);
    }
    toasts.info(runs.length === 1 ? `Removed ${first.name}.` : `Removed ${String(runs.length)} runs.`, {
      label: 'Undo',
      run: () => void attempt(() => restore(workbench, runs)),
    });
  });
}

async function restore(workbench: Workbench, runs: readonly Run[]): Promise<void> {
  for (const { id } of runs) workbench.takeRun(await workbench.api.runs.restore({ id }));
}

export function openCompare(ids: readonly number[]): void {
  router.go(paths.compare([...ids].sort((a, b) => a - b)));
}

export async function copyText(text: string): Promise<void> {
  await attempt(async () => {
    await navigator.clipboard.writeText(text);
    toasts.info(`Copied ${text.length > 40 ? `${text.slice(0, 40)}…` : text}`);
  });
}
