import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket as ReconnectingWebSocket } from 'partysocket';
import type { ApiClient } from '../../src-main/contract/api';
import { inBursts } from './bursts';
import type { ConnectionState, Transport } from './transport';
import { upload } from './upload';

/** Connects a browser tab: a WebSocket to the loopback server that reconnects by itself. */
export function connectBrowser(): Transport {
  const socket = new ReconnectingWebSocket(`${location.origin.replace(/^http/, 'ws')}/rpc`, [], {
    minReconnectionDelay: 200,
    maxReconnectionDelay: 2000,
    connectionTimeout: 4000,
    // A call without a connection fails; none is sent late, when its caller no longer waits.
    maxEnqueuedMessages: 0,
  });
  let state: ConnectionState = 'connected';
  const listeners = new Set<(state: ConnectionState) => void>();
  const setState = (next: ConnectionState): void => {
    if (next === state) return;
    state = next;
    for (const listener of listeners) listener(state);
  };
  socket.addEventListener('open', () => {
    setState('connected');
  });
  socket.addEventListener('close', () => {
    setState('reconnecting');
  });
  // partysocket's events are its own classes; RPCLink only uses what both kinds have.
  const link = new RPCLink({ websocket: inBursts(socket as unknown as WebSocket) });
  return {
    kind: 'browser',
    api: createORPCClient<ApiClient>(link),
    onConnection: (listener) => {
      listeners.add(listener);
      listener(state);
      return () => {
        listeners.delete(listener);
      };
    },
    onCommand: () => () => undefined,
    openDataFolder: () => undefined,
    showTheme: () => undefined,
    upload,
  };
}
