import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket as ReconnectingWebSocket } from 'partysocket';
import type { ApiClient } from '../../src-main/contract/api';
import type { ConnectionState, Transport } from './transport';
import { upload } from './upload';

/** A browser tab: a WebSocket to the loopback server that comes back by itself. */
export function connectBrowser(): Transport {
  const socket = new ReconnectingWebSocket(`${location.origin.replace(/^http/, 'ws')}/rpc`, [], {
    minReconnectionDelay: 200,
    maxReconnectionDelay: 2000,
    connectionTimeout: 4000,
    // A call made while there is no connection fails; none is sent late, when nobody waits for it any more.
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
  // partysocket's events are its own classes; the link uses what both have.
  const link = new RPCLink({ websocket: socket as unknown as WebSocket });
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
    upload,
  };
}
