import type { WindowCommand } from '../../src-main/contract/window-command';
import { exporting } from './exporting.svelte';
import { importing } from './importing.svelte';
import { paths, router } from './router.svelte';
import { runList } from './run-list.svelte';
import { toasts } from './toasts.svelte';
import type { Workbench } from './workbench.svelte';

/** Performs a command from the window's menu or its shortcut. */
export function perform(workbench: Workbench, command: WindowCommand): void {
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
    case 'export':
      exportShown(workbench);
  }
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
  else toasts.info('An export is about a run or a comparison: open one, or select runs in the list.');
}
