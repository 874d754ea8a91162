import { StandardRPCHandler } from '@orpc/server/standard';
import { createServerPeerHandleRequestFn } from '@orpc/server/standard-peer';
import { ServerPeer } from '@orpc/standard-server-peer';
import type { RawData, WebSocket } from 'ws';
import { log } from '../../core/log';
import { reportDefect } from '../../core/problem';
import { contextOf, router } from '../../core/router';
import type { Served } from '../../core/movable-workbench';

/**
 * Serves RPC over a connection. It works like oRPC's own adapter for `ws`, except for unreadable messages: they are
 * logged as one line, without a stack trace and without their content.
 */
export function rpcSockets(served: Served): (socket: WebSocket) => void {
  const handler = new StandardRPCHandler(router, {});

  return (socket) => {
    const connection = new AbortController();
    const context = contextOf(served, connection.signal);
    const handle = createServerPeerHandleRequestFn(handler, { context });
    // The next message of a stream waits until this one has been sent, so that a slow client costs no memory.
    const peer = new ServerPeer(
      (message) =>
        new Promise<void>((resolve) => {
          socket.send(message, () => {
            resolve();
          });
        }),
    );
    socket.on('message', (data: RawData, isBinary: boolean) => {
      const message = isBinary ? (data as Buffer) : (data as Buffer).toString();
      let isRead = false;
      peer
        .message(message, (request) => {
          isRead = true;
          return handle(request);
        })
        .catch((error: unknown) => {
          if (isRead) reportDefect('An answer could not be sent', error);
          else log('A message that cannot be read', `${String((data as Buffer).byteLength)} bytes`);
        });
    });
    socket.on('close', () => {
      peer.close();
      connection.abort();
    });
  };
}
