import { basename } from 'node:path';
import { holdsRuns } from '../../contract/runs-file';
import type { WindowCommand } from '../../contract/window-command';
import type { Workbench } from '../../core/workbench';
import type { OpenRequest } from './open-requests';

/** The command with which the page opens what was requested. */
export function openingCommand(request: OpenRequest, { files }: Pick<Workbench, 'files'>): WindowCommand {
  switch (request.type) {
    case 'run':
      return { name: 'open-run', id: request.id };
    case 'unknown-link':
      return 'refuse-link';
    case 'files': {
      const uploadIds = request.paths.map((path) => files.useInPlace(path));
      const title = request.paths.map((path) => basename(path)).join(', ');
      return { name: 'import-files', uploadIds, areArchives: request.paths.every(holdsRuns), title };
    }
  }
}
