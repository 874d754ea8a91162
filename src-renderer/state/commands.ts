import { filePaths } from '../../src-main/contract/files';
import type { WindowCommand } from '../../src-main/contract/window-command';
import { download } from './download';
import { importing } from './importing.svelte';
import { paths, router } from './router.svelte';
import { runList } from './run-list.svelte';
import { toasts } from './toasts.svelte';

/** Performs a command from the window's menu or its shortcut. */
export function perform(command: WindowCommand): void {
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
      exportReport();
  }
}

/** Exports the report of the current run or comparison, or of the runs selected in the list. */
function exportReport(): void {
  const { route } = router;
  const ids =
    route.view === 'run'
      ? [route.id]
      : route.view === 'compare'
        ? route.ids
        : route.view === 'runs'
          ? [...runList.selected]
          : [];
  if (ids.length > 0) void download(filePaths.report(ids));
  else toasts.info('A report is about a run or a comparison: open one, or select runs in the list.');
}
