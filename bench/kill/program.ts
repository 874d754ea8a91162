import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { resolve } from 'node:path';

/** One line of a command run with --json. */
export interface ProgramEvent {
  readonly event: string;
  readonly step?: number;
  readonly totalSteps?: number;
  readonly message?: string;
}

/** A command of the built program, started as by a user. */
export interface Program {
  readonly child: ChildProcess;
  readonly pid: number;
  /** All lines so far. */
  readonly events: readonly ProgramEvent[];
  onEvent(listener: (event: ProgramEvent) => void): void;
  /** Resolves with its exit code when it has ended, for any reason. */
  readonly ended: Promise<number | null>;
}

const ENTRY = resolve('out', 'main', 'cli.js');
/** Much longer than any of these commands takes on a busy machine. */
const LIMIT_MS = 240_000;

export function startProgram(dataDir: string, ...args: string[]): Program {
  return startLimited(LIMIT_MS, dataDir, ...args);
}

/** @param limitMs after which it is killed */
export function startLimited(limitMs: number, dataDir: string, ...args: string[]): Program {
  const child = spawn(process.execPath, [ENTRY, ...args, '--json', '--data-dir', dataDir], {
    stdio: ['ignore', 'pipe', 'ignore'],
    // Its own process group, so that signals to the group of this command do not reach it.
    detached: true,
  });
  const events: ProgramEvent[] = [];
  const listeners = new Set<(event: ProgramEvent) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    // A killed process may leave half a line.
    const event = parsed(line);
    if (event === null) return;
    events.push(event);
    for (const listener of listeners) listener(event);
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), limitMs);
  const ended = new Promise<number | null>((done) => {
    child.on('close', (code) => {
      clearTimeout(limit);
      done(code);
    });
  });
  return { child, pid: child.pid ?? 0, events, onEvent: (listener) => listeners.add(listener), ended };
}

/** Waits for the end of a program. @throws if its exit code is not 0 */
export async function completed(program: Program, what: string): Promise<void> {
  const code = await program.ended;
  if (code === 0) return;
  const why = program.events.find(({ event }) => event === 'error')?.message ?? 'It gave no reason.';
  throw new Error(`"${what}" ended with code ${String(code)}: ${why}`);
}

export async function runProgram(dataDir: string, ...args: string[]): Promise<void> {
  await completed(startProgram(dataDir, ...args), args[0] ?? '');
}

function parsed(line: string): ProgramEvent | null {
  try {
    return JSON.parse(line) as ProgramEvent;
  } catch {
    return null;
  }
}
