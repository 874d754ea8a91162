import { fork } from 'node:child_process';
import type { JobHost } from '../../core/job-host';
import type { JobMessage } from '../../jobs/protocol';
import { jobEnvironment } from '../common/job-environment';
import { passOnErrors } from '../common/job-stderr';

/**
 * Trainers as child processes of Node. `advanced` serialization is structured clone: typed arrays arrive as such.
 * @param entry absolute path of the bundled trainer
 */
export function childProcessHost(entry: string): JobHost {
  return {
    spawn() {
      const child = fork(entry, {
        serialization: 'advanced',
        // Flags such as --inspect are the host's own; two processes cannot share a debugger's port.
        execArgv: [],
        // Standard output belongs to the command's own lines (`--json`).
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        env: jobEnvironment(),
        // Its own process group, so that Ctrl-C in a terminal reaches the host only, which then asks for a last
        // checkpoint. On Windows `detached` would open a console.
        detached: process.platform !== 'win32',
      });
      const lastWords = passOnErrors(child.stderr);
      // A message posted to a child that is gone is no error: `onExit` reports that.
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
        // Not `exit`, which may come while messages are still in the pipe: `close` waits for the channel's end.
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
