import type { HostMessage, JobMessage } from './protocol';

/** The port to the parent that an Electron utility process has, where a child process of Node has `process.send`. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: HostMessage }) => void): void;
  postMessage(message: JobMessage): void;
}

/** A port does not report when a message was sent; this time has been enough for the largest checkpoint. */
const PORT_DRAIN_MS = 300;

export interface Channel {
  readonly post: (message: JobMessage) => void;
  /** Exits after everything posted was sent. */
  readonly close: () => void;
}

/** Connects to the host, as a child or a utility process, and exits when the host does. */
export function connectToHost(receive: (message: HostMessage) => void): Channel {
  const port = (process as { parentPort?: ParentPort }).parentPort;
  if (port !== undefined) {
    port.on('message', ({ data }) => {
      receive(data);
    });
    return {
      post: (message) => {
        port.postMessage(message);
      },
      close: () => {
        setTimeout(() => process.exit(0), PORT_DRAIN_MS);
      },
    };
  }
  if (process.send === undefined) throw new Error('This process is started by the workbench, not by hand.');
  process.on('message', (message) => {
    receive(message as HostMessage);
  });
  process.on('disconnect', () => process.exit(1));
  let unsent = 0;
  let closing = false;
  const exitWhenSent = () => {
    if (closing && unsent === 0) process.exit(0);
  };
  return {
    post: (message) => {
      unsent++;
      process.send?.(message, undefined, undefined, () => {
        unsent--;
        exitWhenSent();
      });
    },
    close: () => {
      closing = true;
      exitWhenSent();
    },
  };
}
