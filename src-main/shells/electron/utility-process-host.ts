import type { Readable } from 'node:stream';
import { utilityProcess } from 'electron';
import type { TrainerHost } from '../../core/trainer-host';
import type { TrainerMessage } from '../../trainer/protocol';
import { trainerEnvironment } from '../common/trainer-environment';
import { passOnErrors } from '../common/trainer-stderr';

/** The exit travels another way than the messages and may overtake the last of them. */
const LAST_MESSAGES_MS = 100;

/** What Electron gives in place of an exit code, which is 0 or 1, where a signal ended a trainer. An abort gives 0, too. */
const SIGNALS: Readonly<Record<number, string>> = { 9: 'SIGKILL', 11: 'SIGSEGV', 15: 'SIGTERM' };

/**
 * Trainers as utility processes of Electron.
 * @param entry absolute path of the bundled trainer
 */
export function utilityProcessHost(entry: string): TrainerHost {
  return {
    spawn() {
      const child = utilityProcess.fork(entry, [], {
        serviceName: 'Latent Workbench trainer',
        stdio: ['ignore', 'ignore', 'pipe'],
        env: trainerEnvironment(),
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
          child.on('message', (message: TrainerMessage) => {
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
          // `child.kill` asks with SIGTERM, which a trainer deep in a native step would not notice.
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
