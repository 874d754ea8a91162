import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/message-port';
import {
  CONNECT,
  WINDOW_COMMAND,
  WINDOW_OPEN_FOLDER,
  WINDOW_READY,
  WINDOW_THEME,
} from '../../src-main/contract/window-channels';
import { WindowCommandSchema } from '../../src-main/contract/window-command';
import type { ApiClient } from '../../src-main/contract/api';
import { inBursts } from './bursts';
import type { Transport } from './transport';
import { upload } from './upload';

/** Connects the desktop window: a MessagePort to the main process, received from the preload script. */
export async function connectWindow(): Promise<Transport> {
  const port = await requestPort();
  let open = true;
  window.addEventListener('pagehide', () => {
    open = false;
    // Electron before 29 crashes a renderer that reloads with an open port.
    port.close();
  });
  const link = new RPCLink({
    port: inBursts(port),
    interceptors: [
      (call) => {
        // A closed port would never answer.
        if (!open) throw new Error('The connection to the workbench is closed.');
        return call.next();
      },
    ],
  });
  port.start();
  return {
    kind: 'window',
    api: createORPCClient<ApiClient>(link),
    onConnection: (listener) => {
      // The port exists as long as the page: main process and window end together.
      listener('connected');
      return () => undefined;
    },
    onCommand: (listener) => {
      const receive = ({ source, data }: MessageEvent<unknown>) => {
        if (source !== window || typeof data !== 'object' || data === null) return;
        if (!('type' in data) || data.type !== WINDOW_COMMAND || !('command' in data)) return;
        const command = WindowCommandSchema.safeParse(data.command).data;
        if (command !== undefined) listener(command);
      };
      window.addEventListener('message', receive);
      window.postMessage(WINDOW_READY, window.location.origin);
      return () => window.removeEventListener('message', receive);
    },
    openDataFolder: () => window.postMessage(WINDOW_OPEN_FOLDER, window.location.origin),
    showTheme: (choice) => window.postMessage({ type: WINDOW_THEME, choice }, window.location.origin),
    upload,
  };
}

function requestPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    window.addEventListener('message', function receive(event) {
      const port = event.ports[0];
      if (event.source !== window || event.data !== CONNECT || port === undefined) return;
      window.removeEventListener('message', receive);
      resolve(port);
    });
    window.postMessage(CONNECT, window.location.origin);
  });
}
