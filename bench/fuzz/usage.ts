import { readFileSync } from 'node:fs';
import type { JobHost } from '../../src-main/core/job-host';

/** Maximum resource usage of the processes of one task. */
export interface Usage {
  readonly cpuMs: number;
  /** Memory of the largest process, in bytes. */
  readonly memory: number;
}

const TICK_MS = 10;
const LOOK_EVERY_MS = 50;

/** A host whose process ids are known and whose messages are observed. */
export function watchedHost(host: JobHost) {
  const pids: number[] = [];
  let onMessage: () => void = () => undefined;
  const watched: JobHost = {
    spawn() {
      const before = children();
      const process = host.spawn();
      pids.push(...children().filter((pid) => !before.includes(pid)));
      return {
        ...process,
        onMessage: (listener) => {
          process.onMessage((message) => {
            onMessage();
            listener(message);
          });
        },
      };
    },
  };
  return {
    host: watched,
    /** Watches the processes that are started from now on, until `stop`. */
    watch: () => {
      const first = pids.length;
      let [cpuMs, memory] = [0, 0];
      const look = () => {
        for (const pid of pids.slice(first)) {
          cpuMs = Math.max(cpuMs, cpuOf(pid));
          memory = Math.max(memory, memoryOf(pid));
        }
      };
      const timer = setInterval(look, LOOK_EVERY_MS);
      const usage = (): Usage => ({ cpuMs, memory });
      return {
        usage,
        /** @param listener called with each message */
        onMessage: (listener: () => void): void => void (onMessage = listener),
        stop: (): Usage => {
          look();
          clearInterval(timer);
          onMessage = () => undefined;
          return usage();
        },
      };
    },
  };
}

const children = () =>
  read(`/proc/self/task/${String(process.pid)}/children`)
    .split(' ')
    .map(Number)
    .filter((pid) => pid > 0);

/** User and system time; the fields after the closing parenthesis of the command are numbered from three. */
function cpuOf(pid: number): number {
  const fields =
    read(`/proc/${String(pid)}/stat`)
      .split(') ')
      .pop()
      ?.split(' ') ?? [];
  return TICK_MS * (Number(fields[11] ?? 0) + Number(fields[12] ?? 0));
}

function memoryOf(pid: number): number {
  return 1024 * Number(/^VmHWM:\s+(\d+) kB$/m.exec(read(`/proc/${String(pid)}/status`))?.[1] ?? 0);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // The process has ended.
    return '';
  }
}
