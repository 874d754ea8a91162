import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { ApiClient } from '../../contract/api';
import { router } from '../../core/router';
import { openReadOnly, openWorkbench, type Workbench } from '../../core/workbench';
import { childProcessHost } from './child-process-host';
import type { CommandContext } from './context';
import { electronVersion } from './electron-version';

export interface Session {
  workbench: Workbench;
  /** The same calls as the window's, without a wire. */
  api: ApiClient;
}

/** Opens the workbench for writing, and closes it whatever happens. */
export async function withWorkbench<T>(
  context: CommandContext,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const workbench = await openWorkbench(options(context));
  try {
    return await use({ workbench, api: createRouterClient(router, { context: { workbench } }) });
  } finally {
    await workbench.close();
  }
}

/** Reads beside whatever writes: a window with the same data folder may be open. */
export async function withReader<T>(
  context: CommandContext,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const workbench = await openReadOnly(options(context));
  try {
    return await use({ workbench, api: createRouterClient(router, { context: { workbench } }) });
  } finally {
    await workbench.close();
  }
}

function options({ dataDir, version }: CommandContext) {
  return {
    dataDir,
    version,
    electron: electronVersion(),
    trainerHost: childProcessHost(join(__dirname, 'trainer.js')),
  };
}
