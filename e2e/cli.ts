import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

const entry = resolve(__dirname, '../out/main/cli.js');

export interface Finished {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts a command as the leader of its own process group. */
export function startCli(dataDir: string, ...args: string[]): ChildProcess {
  return startCliIn({}, dataDir, ...args);
}

/** As `startCli`, with further environment variables. */
export function startCliIn(env: NodeJS.ProcessEnv, dataDir: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [entry, ...args, '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
    env: { ...process.env, ...env },
  });
}

export function finished(child: ChildProcess): Promise<Finished> {
  const out = { stdout: '', stderr: '' };
  child.stdout?.on('data', (data: Buffer) => (out.stdout += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (out.stderr += data.toString()));
  return new Promise((done) => {
    child.on('close', (code) => {
      done({ code, ...out });
    });
  });
}

export function runCli(dataDir: string, ...args: string[]): Promise<Finished> {
  return finished(startCli(dataDir, ...args));
}

export interface Event {
  event: string;
  [name: string]: unknown;
}

/** The lines of a command run with --json. */
export function eventsOf(stdout: string): Event[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Event);
}
