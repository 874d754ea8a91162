import { WorkbenchError } from '../contract/error';
import type { Problem } from '../contract/problem';
import { problem } from '../contract/problems/catalogue';
import type { Fleet } from '../core/fleet';
import { log } from '../core/log';
import { toProblem } from '../core/problem';
import { connectionProblem, openConnection } from './connection';
import { follow } from './follower';
import type { Membership } from './membership';
import { wait } from '../contract/wait';
import { ensureStreams, openBuckets, openValues } from './streams';

const CONNECT_AGAIN_MS = 3_000;

export type Account = Awaited<ReturnType<typeof openAccount>>;

/** Opens what a person's workbench uses, and creates what is missing in the person's account. */
async function openAccount({ credentials }: Membership) {
  const seed = credentials.keys[0]?.seed ?? '';
  const connection = await openConnection(credentials, seed);
  try {
    const objects = await openConnection(credentials, seed);
    await ensureStreams(connection);
    const values = await openValues(connection);
    return { connection, objects, buckets: await openBuckets(objects), ...values };
  } catch (error) {
    await connection.nats.close();
    throw error;
  }
}

/** Connects to a person's account, as soon as the server can be reached and again whenever the connection is lost. */
export function stayConnected(membership: Membership) {
  const { server } = membership.credentials;
  const closed = new AbortController();
  const onConnected: (() => void)[] = [];
  const onChange: (() => void)[] = [];
  let account: Account | null = null;
  let isConnected = false;
  let why: Problem | null = null;
  let take: Parameters<Fleet['follow']>[0] | null = null;
  let following: ReturnType<typeof follow> | null = null;

  async function connectUntilClosed(): Promise<void> {
    while (!closed.signal.aborted) {
      try {
        await useAccount(await openAccount(membership));
      } catch (error) {
        const found = toProblem('The fleet could not be used', error);
        // A server that is away for a night is one line.
        if (found.message !== why?.message) log('The fleet', found.message);
        lost(found);
      }
      await wait(CONNECT_AGAIN_MS, closed.signal);
    }
  }

  /** Resolves when the connection has ended for good: the server refuses it, or this is closed. */
  async function useAccount(opened: Account): Promise<void> {
    const { connection, objects } = opened;
    account = opened;
    try {
      if (take !== null) following = follow(connection, membership.folder, take);
      void watch(opened);
      connected();
      const ended = await Promise.race([connection.nats.closed(), aborted(closed.signal)]);
      if (ended instanceof Error)
        throw new WorkbenchError(connectionProblem(ended, server), { cause: ended });
    } finally {
      isConnected = false;
      account = null;
      await following?.close();
      await Promise.all([connection.nats.close(), objects.nats.close()]);
    }
  }

  function connected(): void {
    if (closed.signal.aborted) return;
    isConnected = true;
    why = null;
    for (const listener of [...onConnected, ...onChange]) listener();
  }

  function lost(found: Problem): void {
    isConnected = false;
    why = found;
    for (const listener of onChange) listener();
  }

  async function watch({ connection }: Account): Promise<void> {
    for await (const { type } of connection.nats.status()) {
      if (type === 'disconnect') lost(problem('fleet.unreachable', { server }));
      if (type !== 'reconnect') continue;
      following?.restart();
      connected();
    }
  }

  const done = connectUntilClosed();

  return {
    /** null while the server cannot be reached. */
    account: (): Account | null => (isConnected ? account : null),
    /** Why the server cannot be used; null while it can, and before the first attempt has ended. */
    problem: (): Problem | null => why,
    onConnected: (listener: () => void): void => void onConnected.push(listener),
    /** Calls whenever the server can be reached, or no longer. */
    onChange: (listener: () => void): void => void onChange.push(listener),
    follow: (given: Parameters<Fleet['follow']>[0]): void => void (take = given),
    async close(): Promise<void> {
      closed.abort();
      await done;
    },
  };
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
    if (signal.aborted) resolve();
  });
}
