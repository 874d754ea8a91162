import type { Problem } from '../../src-main/contract/problem';
import { filePaths } from '../../src-main/contract/files';
import { attempt } from './actions';
import { readBytes } from './read-bytes';
import { toasts } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';
import { t } from '../../src-main/contract/texts';

/** The newest part of the log, in characters. */
const LOG_PART = 8_000;

/**
 * Copies what a report of a problem needs: the problem, the versions, and the end of the log. Nothing is sent anywhere.
 */
export async function copyDiagnostics(workbench: Workbench, problem: Problem | null = null): Promise<void> {
  await attempt(async () => {
    await navigator.clipboard.writeText(await diagnosticsOf(workbench, problem));
    toasts.info(t.shell.copiedDiagnostics);
  });
}

/** Parts that cannot be had are left out: diagnostics are most useful when little works. */
async function diagnosticsOf(workbench: Workbench, problem: Problem | null): Promise<string> {
  const system = workbench.system ?? (await workbench.api.system.info().catch(() => null));
  const log = await readBytes(filePaths.log)
    .then((bytes) => new TextDecoder().decode(bytes).slice(-LOG_PART))
    .catch(() => '');
  const facts = { problem, address: location.hash, browser: navigator.userAgent, system };
  return `${JSON.stringify(facts, null, 2)}\n\n${log}`;
}
