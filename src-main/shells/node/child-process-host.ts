import { fork } from 'node:child_process';
import type { JobHost } from '../../core/job-host';
import type { JobMessage } from '../../jobs/protocol';
import { jobEnvironment } from '../common/job-environment';
import { passOnErrors } from '../common/job-stderr';

/**
 * Runs trainers as Node child processes. `advanced` serialization uses structured clone, which preserves typed arrays.
 * @param entry absolute path of the bundled trainer
 */
export function childProcessHost(entry: string): JobHost {
  return {
    spawn(environment) {
      const child = fork(entry, {
        serialization: 'advanced',
        // Flags such as --inspect are the host's own; two processes cannot share a debugger's port.
        execArgv: [],
        // Standard output is reserved for the command's own lines (`--json`).
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        env: { ...jobEnvironment(), ...environment },
        // A separate process group, so that Ctrl-C in a terminal reaches only the host, which then requests a final
        // checkpoint. On Windows `detached` would open a console.
        detached: process.platform !== 'win32',
      });
      const lastWords = passOnErrors(child.stderr);
      // Posting a message to a child that has ended is not an error: `onExit` reports the end.
      child.on('error', () => undefined);
      return {
        post: (message) => {
          if (child.connected) child.send(message, () => undefined);
        },
        onMessage: (listener) => {
          child.on('message', (message) => {
            listener(message as JobMessage);
          });
        },
        // `exit` may be emitted while messages are still in the pipe; `close` waits for the end of the channel.
        onExit: (listener) => {
          child.once('close', (_code, signal) => {
            listener({ signal, lastWords: lastWords() });
          });
        },
        kill: () => {
          child.kill('SIGKILL');
        },
      };
    },
  };
}
