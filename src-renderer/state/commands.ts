import { ACTIVE_STATES, type Run } from '../../src-main/contract/run';
import type { WindowCommand } from '../../src-main/contract/window-command';
import { canPause, canResume } from '../pure/run-facts';
import { recordNow, steerRun } from './actions';
import { copyDiagnostics } from './diagnostics';
import { exporting } from './exporting.svelte';
import { importing } from './importing.svelte';
import { layers } from './layers.svelte';
import { paths, router } from './router.svelte';
import { runList } from './run-list.svelte';
import { toasts } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';
import { t } from '../../src-main/contract/texts';

/** Performs a command from the window's menu, its shortcut, or the system. */
export function perform(workbench: Workbench, command: WindowCommand): void {
  if (typeof command === 'object') {
    if (command.name === 'open-run') router.go(paths.run(command.id));
    else void importing.takeUploaded(workbench, command.title, command);
    return;
  }
  switch (command) {
    case 'new-run':
      router.go(paths.newRun);
      return;
    case 'import':
      importing.choose();
      return;
    case 'compare':
      router.go(paths.compare([]));
      return;
    case 'settings':
      router.go(paths.settings);
      return;
    case 'keys':
      layers.keys = true;
      return;
    case 'copy-diagnostics':
      void copyDiagnostics(workbench);
      return;
    case 'refuse-link':
      toasts.info(t.shell.badLink);
      return;
    case 'pause':
      pauseOrResume(workbench);
      return;
    case 'record-samples':
    case 'record-checkpoint':
      recordShown(workbench, command === 'record-samples' ? 'samples' : 'checkpoint');
      return;
    case 'export':
      exportShown(workbench);
  }
}

/** The run on the screen, or the only one that trains. */
function shownRun(workbench: Workbench): Run | undefined {
  const { route } = router;
  if (route.view === 'run') return workbench.run(route.id);
  const [first, ...others] = workbench.activeRuns;
  return others.length === 0 ? first : undefined;
}

function pauseOrResume(workbench: Workbench): void {
  const run = shownRun(workbench);
  if (run !== undefined && canPause(run)) void steerRun(workbench, run.id, 'pause');
  else if (run !== undefined && canResume(run)) void steerRun(workbench, run.id, 'resume');
  else toasts.info(t.shell.openTrainingFirst);
}

function recordShown(workbench: Workbench, what: 'samples' | 'checkpoint'): void {
  const run = shownRun(workbench);
  if (run !== undefined && ACTIVE_STATES.includes(run.state)) void recordNow(workbench, run.id, what);
  else toasts.info(t.shell.openTrainingFirst);
}

/** Exports the current run or comparison, or the runs selected in the list. */
function exportShown(workbench: Workbench): void {
  const { route } = router;
  const ids =
    route.view === 'run'
      ? [route.id]
      : route.view === 'compare'
        ? route.ids
        : route.view === 'runs'
          ? [...runList.selected]
          : [];
  if (ids.length > 0) void exporting.start(workbench, ids);
  else toasts.info(t.runs.exportWhat);
}
