import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { STORE_FILE } from '../../src-main/store/open';
import { freePort } from '../../src-main/testing/ports';
import { descendantsOf } from '../../src-main/testing/processes';
import { runOf, type RunState } from '../kill/check';
import { runProgram, startLimited, type Program } from '../kill/program';

const LIMIT_MS = 600_000;
const GONE_MS = 10_000;
export const POLL_MS = 20;

export type Lab = Awaited<ReturnType<typeof openLab>>;

/** The last message of a run that its workbench has recorded. */
export interface Position {
  readonly generation: number;
  readonly message: number;
}

/**
 * A server of its own, a data folder that has joined it, and two workers of one pool, each a process of this machine.
 * @param prepared a data folder with the dataset, and without runs
 */
export async function openLab(scratch: string, prepared: string) {
  const fleet = join(scratch, 'fleet');
  const dataDir = join(scratch, 'data');
  cpSync(prepared, dataDir, { recursive: true, preserveTimestamps: true });
  const names = ['--person', 'tester', '--worker', 'box', '--port', String(await freePort())];
  await runProgram(dataDir, 'fleet', 'setup', fleet, ...names);
  let server = await serve();
  await runProgram(dataDir, 'fleet', 'join', join(fleet, 'people', 'tester.json'));
  const credentials = join(fleet, 'workers', 'box.json');
  const workers = ['a', 'b'].map((name) =>
    startLimited(LIMIT_MS, join(scratch, `worker-${name}`), 'work', '--credentials', credentials),
  );
  let bench: Program | null = null;

  async function serve(): Promise<Program> {
    const program = startLimited(LIMIT_MS, join(scratch, 'server'), 'fleet', 'serve', fleet);
    await new Promise<void>((resolve, reject) => {
      program.onEvent((event) => {
        if (JSON.stringify(event).includes('Server is ready')) resolve();
      });
      void program.ended.then(() => {
        reject(new Error('The server did not start.'));
      });
    });
    return program;
  }

  return {
    dataDir,
    workers,
    /** Launches the run from a workbench, which goes on until it has ended. */
    launch(command: readonly string[]): void {
      bench = startLimited(LIMIT_MS, dataDir, ...command, '--pool', 'default');
    },
    async killBench(): Promise<void> {
      if (bench === null) return;
      kill(bench, 'SIGKILL');
      await bench.ended;
    },
    /** Opens the data folder again, as the window does. */
    reopenBench(): void {
      bench = startLimited(LIMIT_MS, dataDir, 'serve');
    },
    async killServer(): Promise<void> {
      for (const pid of descendantsOf(server.pid)) process.kill(pid, 'SIGKILL');
      await server.ended;
    },
    async restartServer(): Promise<void> {
      server = await serve();
    },
    /** How often a worker has taken the run. */
    takes: (): number => workers.reduce((sum, worker) => sum + takesOf(worker), 0),
    /** The worker that took the run first. @throws if none does */
    async taker(): Promise<Program> {
      for (let waitedMs = 0; waitedMs < LIMIT_MS; waitedMs += POLL_MS) {
        const taker = workers.find((worker) => takesOf(worker) > 0);
        if (taker !== undefined) return taker;
        await sleep(POLL_MS);
      }
      throw new Error('No worker has taken the run.');
    },
    /** Resolves when the run is at a step, or has ended. */
    untilStep: (step: number) => until((run) => run.step >= step || isOver(run)),
    untilOver: () => until(isOver),
    close: async (): Promise<void> => {
      for (const program of [...(bench === null ? [] : [bench]), ...workers, server]) {
        kill(program, 'SIGTERM');
        await Promise.race([program.ended, sleep(GONE_MS)]);
        kill(program, 'SIGKILL');
      }
    },
  };

  async function until(holds: (run: RunState) => boolean): Promise<void> {
    for (let waitedMs = 0; waitedMs < LIMIT_MS; waitedMs += POLL_MS) {
      const run = runOf(dataDir);
      if (run !== null && holds(run)) return;
      await sleep(POLL_MS);
    }
  }
}

/** Reads the position of the only run, in the file that the workbench writes. */
export function openPositions(dataDir: string) {
  const db = new Database(join(dataDir, STORE_FILE), { readonly: true });
  const position = db.prepare<[], Position>('SELECT generation, message FROM remote_runs');
  return {
    read: (): Position => position.get() ?? { generation: 0, message: 0 },
    close: (): void => void db.close(),
  };
}

const takesOf = ({ events }: Program): number =>
  events.filter((event) => (event as { state?: string }).state === 'taken').length;

export const isOver = ({ state }: RunState): boolean => !['queued', 'running', 'paused'].includes(state);

export function kill({ pid }: Program, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended.
  }
}
