import type { Readable } from 'node:stream';
import { utilityProcess } from 'electron';
import type { JobHost } from '../../core/job-host';
import type { JobMessage } from '../../jobs/protocol';
import { jobEnvironment } from '../common/job-environment';
import { passOnErrors } from '../common/job-stderr';

/** The exit uses another channel than the messages and may overtake the last of them. */
const LAST_MESSAGES_MS = 100;

/** Electron's value in place of an exit code, which is 0 or 1, if a signal ended a trainer. An abort also gives 0. */
const SIGNALS: Readonly<Record<number, string>> = { 9: 'SIGKILL', 11: 'SIGSEGV', 15: 'SIGTERM' };

/**
 * Runs trainers as Electron utility processes.
 * @param entry absolute path of the bundled trainer
 */
export function utilityProcessHost(entry: string): JobHost {
  return {
    spawn(environment) {
      const child = utilityProcess.fork(entry, [], {
        serviceName: 'Latent Workbench job',
        stdio: ['ignore', 'ignore', 'pipe'],
        env: { ...jobEnvironment(), ...environment },
      });
      const lastWords = passOnErrors(child.stderr as Readable | null);
      let gone = false;
      child.once('exit', () => {
        gone = true;
      });
      return {
        post: (message) => {
          if (!gone) child.postMessage(message);
        },
        onMessage: (listener) => {
          child.on('message', (message: JobMessage) => {
            listener(message);
          });
        },
        onExit: (listener) => {
          child.once('exit', (status) => {
            setTimeout(() => {
              listener({ signal: SIGNALS[status] ?? null, lastWords: lastWords() });
            }, LAST_MESSAGES_MS);
          });
        },
        kill: () => {
          // `child.kill` sends SIGTERM, which a trainer inside a long native step would not handle.
          const end = (): void => {
            if (!gone && child.pid !== undefined) process.kill(child.pid, 'SIGKILL');
          };
          if (child.pid === undefined) child.once('spawn', end);
          else end();
        },
      };
    },
  };
}
