import { ReadableStream as NodeReadableStream } from 'node:stream/web';
import { jetstream, jetstreamManager, type JetStreamClient, type JetStreamManager } from '@nats-io/jetstream';
import { setSha256Backend } from '@nats-io/obj';
import { connect, errors, nkeyAuthenticator, type NatsConnection } from '@nats-io/transport-node';
import { refusal, WorkbenchError } from '../contract/error';
import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import type { Credentials } from './credentials';

// Node 16, in the oldest Electron that runs the workbench, has it in a module only.
(globalThis as { ReadableStream?: unknown }).ReadableStream ??= NodeReadableStream;
// The default, in JavaScript, takes a second of processor time for a checkpoint of 40 MB.
setSha256Backend('native');

const CONNECT_TIMEOUT_MS = 10_000;
const RECONNECT_EVERY_MS = 1_000;
/** A silent connection is given up after two pings. */
const PING_EVERY_MS = 10_000;

export interface Connection {
  readonly nats: NatsConnection;
  readonly js: JetStreamClient;
  readonly manager: JetStreamManager;
  readonly server: string;
}

/** A connection that restores itself. @throws WorkbenchError `fleet.…` if there is none at first */
export async function openConnection(
  { server, certificate, name }: Omit<Credentials, 'keys'>,
  seed: string,
): Promise<Connection> {
  try {
    const nats = await connect({
      servers: server.replace(/^tls:\/\//, ''),
      name,
      authenticator: nkeyAuthenticator(new TextEncoder().encode(seed)),
      tls: { ca: certificate },
      timeout: CONNECT_TIMEOUT_MS,
      maxReconnectAttempts: -1,
      reconnectTimeWait: RECONNECT_EVERY_MS,
      pingInterval: PING_EVERY_MS,
      maxPingOut: 2,
      ignoreClusterUpdates: true,
    });
    const manager = await jetstreamManager(nats, { checkAPI: false });
    return { nats, js: jetstream(nats), manager, server };
  } catch (error) {
    throw new WorkbenchError(connectionProblem(error, server), { cause: error });
  }
}

const EXPIRED = 'CERT_HAS_EXPIRED';
const NOT_TRUSTED = /CERT|TLS|UNABLE_TO_VERIFY|SELF_SIGNED|certificate/i;

/** Why the server cannot be used, in words for a person. */
export function connectionProblem(error: unknown, server: string): Problem {
  const chain = causesOf(error);
  if (chain.some((one) => one instanceof errors.AuthorizationError))
    return problem('fleet.refused', { server });
  const codes = chain.map((one) => `${(one as NodeJS.ErrnoException).code ?? ''} ${one.message}`).join(' ');
  if (codes.includes(EXPIRED) || codes.includes('certificate has expired'))
    return problem('fleet.certificate', { server, isExpired: true });
  if (NOT_TRUSTED.test(codes)) return problem('fleet.certificate', { server, isExpired: false });
  return problem('fleet.unreachable', { server });
}

function causesOf(error: unknown): Error[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : [];
}

/** Reports any failure to reach the server as one problem. @throws WorkbenchError `fleet.unreachable` … */
export async function reaching<T>(
  { server }: Pick<Connection, 'server'>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WorkbenchError) throw error;
    throw refusal('fleet.unreachable', { server }, { cause: error });
  }
}

export function isWrongRevision(error: unknown): boolean {
  return error instanceof Error && /wrong last sequence/.test(error.message);
}
