import { isAbsolute } from 'node:path';
import { refusal } from '../contract/error';
import type { DataFolderMove, DataFolderPlan } from '../contract/data-folder';
import { planMove, unmovable } from './data-folder-place';
import { moveDataFolder } from './move-data-folder';
import { reportDefect } from './problem';
import type { Workbench } from './workbench';

export interface MovableOptions {
  readonly dataDir: string;
  readonly open: () => Promise<Workbench>;
  /** As `Moving.written`. */
  readonly written?: string;
  /** Called with each workbench that takes the place of a closed one, before its runs go on. */
  readonly onReopened?: (workbench: Workbench) => void;
  /** Starts the program again after a copy, where it has files open in the old place; without it, it just goes on. */
  readonly restart?: () => void;
  /** Lets the person choose a folder, where there is a dialog for that; null if none was chosen. */
  readonly choose?: () => Promise<string | null>;
}

/** What a shell offers to do with the data folder that it has open. */
export interface DataFolderRequests {
  readonly isMoving: () => boolean;
  plan(to: string): DataFolderPlan;
  /**
   * Closes the workbench, moves its data folder, and opens it again; runs that trained go on. Ended by `cancel`, or with
   * its reader.
   * @throws WorkbenchError as `moveDataFolder`; the workbench is then open in the old place
   */
  move(to: string): AsyncGenerator<DataFolderMove>;
  cancel(): void;
  choose(): Promise<string | null>;
}

export interface MovableWorkbench {
  /** The one that is open now, or that was closed last. */
  readonly current: () => Workbench;
  readonly dataFolder: DataFolderRequests;
  /** Ends a move, then closes the workbench. */
  readonly close: () => Promise<void>;
}

/** What a shell serves to its clients. */
export type Served = Pick<MovableWorkbench, 'current'> & Partial<Pick<MovableWorkbench, 'dataFolder'>>;

/** Opens a workbench whose data folder can be moved while its clients stay connected. */
export async function openMovable(options: MovableOptions): Promise<MovableWorkbench> {
  let workbench = await options.open();
  let ending: AbortController | null = null;
  let moved: Promise<void> = Promise.resolve();

  async function perform(
    to: string,
    signal: AbortSignal,
    report: (move: DataFolderMove) => void,
  ): Promise<void> {
    const trained = workbench.activeRuns().filter(({ state }) => state === 'running');
    report({ state: 'closing' });
    let restarts = false;
    try {
      await workbench.close();
      const isCopied = await moveDataFolder(options.dataDir, to, {
        signal,
        onProgress: (done, total) => {
          report({ state: 'copying', done, total });
        },
        ...(options.written === undefined ? {} : { written: options.written }),
      });
      restarts = isCopied && options.restart !== undefined;
    } finally {
      report({ state: restarts ? 'restarting' : 'opening' });
      if (!restarts) {
        workbench = await options.open();
        options.onReopened?.(workbench);
        workbench.startQueue();
        for (const { id } of trained) resume(workbench, id);
      }
    }
    if (restarts) options.restart?.();
  }

  return {
    current: () => workbench,
    dataFolder: {
      isMoving: () => ending !== null,
      plan(to) {
        if (!isAbsolute(to)) throw unmovable(to, 'relative');
        const { source: _, ...plan } = planMove(options.dataDir, to);
        return plan;
      },
      async *move(to) {
        if (ending !== null) throw refusal('data-folder.moving', {});
        const place = this.plan(to).to;
        const own = new AbortController();
        ending = own;
        const progress = newestOnly<DataFolderMove>();
        const work = perform(place, own.signal, progress.set).finally(() => {
          ending = null;
          progress.end();
        });
        moved = work.catch(() => undefined);
        try {
          yield* progress.values();
          await work;
        } finally {
          own.abort();
        }
      },
      cancel: () => ending?.abort(),
      choose: async () => (await options.choose?.()) ?? null,
    },
    async close() {
      ending?.abort();
      await moved;
      await workbench.close();
    },
  };
}

/** The files of the workbench that is open at the time of a request. */
export function currentFiles(
  current: () => Workbench,
): Pick<Workbench['files'], 'get' | 'latent' | 'receiveUpload'> {
  return {
    get: (...given) => current().files.get(...given),
    latent: (...given) => current().files.latent(...given),
    receiveUpload: (...given) => current().files.receiveUpload(...given),
  };
}

/** A run that cannot go on says why itself. */
function resume(workbench: Workbench, id: number): void {
  workbench.runs.resume(id).catch((error: unknown) => {
    reportDefect('A run could not be resumed', error);
  });
}

/** Passes values on to one reader, who skips those that came while it was busy. */
function newestOnly<T>() {
  let newest: { readonly value: T } | null = null;
  let isEnded = false;
  let wake: () => void = () => undefined;
  return {
    set: (value: T): void => {
      newest = { value };
      wake();
    },
    end(): void {
      isEnded = true;
      wake();
    },
    async *values(): AsyncGenerator<T> {
      for (;;) {
        const next: { readonly value: T } | null = newest;
        newest = null;
        if (next !== null) yield next.value;
        else if (isEnded) return;
        else await new Promise<void>((resolve) => (wake = resolve));
      }
    },
  };
}
