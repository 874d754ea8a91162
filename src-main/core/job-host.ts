import type { HostMessage, JobMessage } from '../jobs/protocol';

/** How the core starts a trainer, whatever the shell: a utility process in Electron, a child process in Node. */
export interface JobHost {
  spawn(): JobProcess;
}

/** How a process ended. */
export interface ProcessEnd {
  /** What it was ended by, e.g. `SIGKILL`; null where it exited by itself. */
  readonly signal: string | null;
  /** The last lines that it wrote to standard error. */
  readonly lastWords: string;
}

export interface JobProcess {
  post(message: HostMessage): void;
  /** Called once each, right after `spawn`. Messages come in the order in which they were sent. */
  onMessage(listener: (message: JobMessage) => void): void;
  /** Called once, whatever ended the process; every message it sent has been delivered before. */
  onExit(listener: (end: ProcessEnd) => void): void;
  /** Ends the process at once. */
  kill(): void;
}
