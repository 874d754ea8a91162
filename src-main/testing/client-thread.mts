/**
 * A browser's part of the conversation with the loopback server. Node runs this file as it is: packages and types only.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { createORPCClient } from '@orpc/client';
import { RPCLink } from '@orpc/client/websocket';
import { WebSocket } from 'ws';
import type { ApiClient } from '../contract/api';
import type { Done, Got, Task } from './client';

const address = new URL(workerData as string);
const signedIn = fetch(address, { redirect: 'manual' }).then(
  ({ headers }) => (headers.get('set-cookie') ?? '').split(';')[0] ?? '',
);

async function get(path: string): Promise<Got> {
  const response = await fetch(new URL(path, address), { headers: { cookie: await signedIn } });
  let [bytes, head, tail, whole] = [0, '', '', true];
  try {
    for await (const chunk of response.body ?? []) {
      const text = Buffer.from(chunk as Uint8Array).toString('latin1');
      if (head.length < 1000) head += text.slice(0, 1000);
      tail = (tail + text).slice(-1000);
      bytes += text.length;
    }
  } catch {
    whole = false;
  }
  const headers = Object.fromEntries(response.headers);
  return { status: response.status, headers, bytes, head, tail, whole };
}

async function opened(): Promise<WebSocket> {
  const headers = { cookie: await signedIn, origin: address.origin };
  const socket = new WebSocket(new URL('/rpc', address.origin.replace(/^http/, 'ws')), { headers });
  await new Promise((resolve, reject) => {
    socket.on('open', resolve).on('error', reject);
  });
  return socket;
}

async function connected<T>(use: (api: ApiClient) => Promise<T>): Promise<T> {
  const socket = await opened();
  try {
    const link = new RPCLink({ websocket: socket as unknown as globalThis.WebSocket });
    return await use(createORPCClient<ApiClient>(link));
  } finally {
    socket.close();
  }
}

async function exported({ request }: Extract<Task, { type: 'export' }>): Promise<Got> {
  const { id } = await connected((api) => api.exports.create(request));
  return get(`/files/exports/${id}`);
}

const list = (): Promise<number> =>
  connected(async (api) => {
    const ids = new Set<number>();
    for (let page = await api.runs.list({}); page.length > 0;) {
      for (const { id } of page) ids.add(id);
      page = await api.runs.list({ before: Math.min(...ids) });
    }
    return ids.size;
  });

const watch = ({ runId, untilStep }: Extract<Task, { type: 'watch' }>): Promise<number> =>
  connected(async (api) => {
    let rows = 0;
    for await (const batch of await api.runs.watch({ id: runId })) {
      for (const { steps } of batch.rows) rows += steps.length;
      if (batch.rows.every(({ steps }) => (steps[steps.length - 1] ?? 0) >= untilStep)) break;
    }
    return rows;
  });

async function stall(runId: number): Promise<void> {
  const socket = await opened();
  socket.once('message', () => socket.pause());
  socket.send(JSON.stringify({ i: '1', p: { u: '/runs/watch', b: { json: { id: runId } } } }));
}

function perform(task: Task): Promise<unknown> {
  switch (task.type) {
    case 'get':
      return Promise.all(Array.from({ length: task.times }, () => get(task.path)));
    case 'export':
      return Promise.all(Array.from({ length: task.times }, () => exported(task)));
    case 'list':
      return Promise.all(Array.from({ length: task.times }, list));
    case 'figures':
      return connected(async (api) => (await api.runs.figures({ id: task.runId })).length);
    case 'stall':
      return stall(task.runId);
    case 'watch':
      return watch(task);
  }
}

parentPort?.on('message', ({ id, task }: { id: number; task: Task }) => {
  perform(task).then(
    (result) => parentPort?.postMessage({ id, result } satisfies Done),
    (error: unknown) => parentPort?.postMessage({ id, error: String(error) } satisfies Done),
  );
});
