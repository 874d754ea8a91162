import type { HostMessage, JobMessage } from '../jobs/protocol';

/** How the core starts a trainer, whatever the shell: a utility process in Electron, a child process in Node. */
export interface JobHost {
  /** @param environment variables in addition to those of every job */
  spawn(environment?: Readonly<Record<string, string>>): JobProcess;
}

/** How a process ended. */
export interface ProcessEnd {
  /** The signal that ended it, e.g. `SIGKILL`; null if it exited by itself. */
  readonly signal: string | null;
  /** The last lines that it wrote to standard error. */
  readonly lastWords: string;
}

export interface JobProcess {
  post(message: HostMessage): void;
  /** Called once each, right after `spawn`. Messages come in the order in which they were sent. */
  onMessage(listener: (message: JobMessage) => void): void;
  /** Called once when the process has ended for any reason, after all of its messages were delivered. */
  onExit(listener: (end: ProcessEnd) => void): void;
  /** Ends the process at once. */
  kill(): void;
}
