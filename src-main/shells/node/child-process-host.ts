import { fork } from 'node:child_process';
import type { TrainerHost } from '../../core/trainer-host';
import type { TrainerMessage } from '../../trainer/protocol';
import { trainerEnvironment } from '../common/trainer-environment';
import { passOnErrors } from '../common/trainer-stderr';

/**
 * Trainers as child processes of Node. `advanced` serialization is structured clone: typed arrays arrive as such.
 * @param entry absolute path of the bundled trainer
 */
export function childProcessHost(entry: string): TrainerHost {
  return {
    spawn() {
      const child = fork(entry, {
        serialization: 'advanced',
        // Flags such as --inspect are the host's own; two processes cannot share a debugger's port.
        execArgv: [],
        // Standard output belongs to the command's own lines (`--json`).
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        env: trainerEnvironment(),
        // Its own process group, so that Ctrl-C in a terminal reaches the host only, which then asks for a last
        // checkpoint. On Windows `detached` would open a console.
        detached: process.platform !== 'win32',
      });
      const lastWords = passOnErrors(child.stderr);
      // A message posted to a child that is gone is no error: `onExit` tells of it.
      child.on('error', () => undefined);
      return {
        post: (message) => {
          if (child.connected) child.send(message, () => undefined);
        },
        onMessage: (listener) => {
          child.on('message', (message) => {
            listener(message as TrainerMessage);
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
