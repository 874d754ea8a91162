import { createRouterClient } from '@orpc/server';
import type { ApiClient } from '../../contract/api';
import { refusal } from '../../contract/error';
import { closing } from '../../core/cleanup';
import { router } from '../../core/router';
import { openReadOnly } from '../../core/read-only-workbench';
import type { Workbench } from '../../core/workbench';
import { childProcessHost } from './child-process-host';
import { chromiumPrinter } from './chromium-printer';
import type { CommandContext } from './context';
import { electronProblem, electronVersion } from './electron-version';
import { engineSource } from '../common/engine-source';
import { releaseSource } from '../common/release-source';
import { openFleet } from '../common/fleet';
import { openReachable } from '../common/local-socket';

/** The Node-API version that better-sqlite3's prebuilt add-on requires. */
const SQLITE_NODE_API = 10;

export interface Session {
  workbench: Workbench;
  /** The same calls as in the window, without a network connection. */
  api: ApiClient;
  /** Aborted by the first Ctrl-C. */
  signal: AbortSignal;
}

/** Opens the workbench for writing, and always closes it. */
export async function withWorkbench<T>(
  context: CommandContext,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  return inSession(await openForWriting(context), context, use);
}

/** Opens the workbench for writing; the caller closes it. */
export async function openForWriting(context: CommandContext): Promise<Workbench> {
  checkNode();
  return openReachable(options(context));
}

/** Opens the workbench for reading: a window on the same data folder may be open. */
export async function withReader<T>(
  context: CommandContext,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  checkNode();
  return inSession(await openReadOnly(options(context)), context, use);
}

function inSession<T>(
  workbench: Workbench,
  { interrupt }: CommandContext,
  use: (session: Session) => Promise<T>,
): Promise<T> {
  const api = createRouterClient(router, { context: { workbench } });
  return closing(workbench.close, () => use({ workbench, api, signal: interrupt.signal }));
}

/**
 * An add-on built for a newer Node would crash the process without a message.
 * @throws WorkbenchError `node.too-old`
 */
function checkNode(): void {
  const usable =
    Number(process.versions.napi) >= SQLITE_NODE_API || process.env['LATENT_WORKBENCH_SQLITE_BINDING'];
  if (usable) return;
  throw refusal('node.too-old', { version: process.versions.node });
}

function options({ dataDir, version, program }: CommandContext) {
  return {
    dataDir,
    version,
    electron: electronVersion(),
    electronProblem: electronProblem(),
    jobHost: childProcessHost(program.job),
    printer: () => chromiumPrinter(),
    engineSource: engineSource(),
    releaseSource: releaseSource(),
    openFleet,
  };
}
