import { createRouterClient } from '@orpc/server';
import type { ApiClient } from '../../contract/api';
import { WorkbenchError } from '../../contract/error';
import { router } from '../../core/router';
import { openReadOnly, openWorkbench, type Workbench } from '../../core/workbench';
import { childProcessHost } from './child-process-host';
import type { CommandContext } from './context';
import { electronProblem, electronVersion } from './electron-version';

/** What better-sqlite3's packaged add-on is made for. */
const SQLITE_NODE_API = 10;

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
  checkNode();
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
  checkNode();
  const workbench = await openReadOnly(options(context));
  try {
    return await use({ workbench, api: createRouterClient(router, { context: { workbench } }) });
  } finally {
    await workbench.close();
  }
}

/**
 * An add-on made for a newer Node would end the process without a word.
 * @throws WorkbenchError `node.too-old`
 */
function checkNode(): void {
  const usable =
    Number(process.versions.napi) >= SQLITE_NODE_API || process.env['LATENT_WORKBENCH_SQLITE_BINDING'];
  if (usable) return;
  throw new WorkbenchError({
    code: 'node.too-old',
    message: `Node ${process.versions.node} is too old for the database: it takes 22.14 or newer.`,
    advice: 'Start with npm start, which brings its own Node.',
  });
}

function options({ dataDir, version, program }: CommandContext) {
  return {
    dataDir,
    version,
    electron: electronVersion(),
    electronProblem: electronProblem(),
    trainerHost: childProcessHost(program.trainer),
  };
}
