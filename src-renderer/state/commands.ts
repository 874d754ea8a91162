import { filePaths } from '../../src-main/contract/files';
import type { WindowCommand } from '../../src-main/contract/window-command';
import { download } from './download';
import { importing } from './importing.svelte';
import { paths, router } from './router.svelte';
import { runList } from './run-list.svelte';
import { toasts } from './toasts.svelte';

/** Does what was chosen in the menu of the window, or by its keys. */
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

/** Of the run or the comparison that is looked at, or of the runs that are selected in the list. */
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
