import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inBursts } from './bursts';

let channel: EventTarget & { readonly sent: unknown[]; send(data: unknown): void };
/** What was received, in one list for each update of the page. */
let updates: unknown[][];

const arrive = (data: unknown) => channel.dispatchEvent(Object.assign(new Event('message'), { data }));

beforeEach(() => {
  vi.useFakeTimers();
  const sent: unknown[] = [];
  channel = Object.assign(new EventTarget(), { sent, send: (data: unknown) => void sent.push(data) });
  updates = [];
  let isPending = false;
  inBursts(channel).addEventListener('message', (event) => {
    if (!isPending) {
      updates.push([]);
      // A page updates after all that happens in the same task.
      queueMicrotask(() => (isPending = false));
    }
    isPending = true;
    updates.at(-1)?.push((event as MessageEvent<unknown>).data);
  });
});
afterEach(() => {
  vi.useRealTimers();
});

test('a message that comes alone is received at once', async () => {
  arrive('one');
  expect(updates).toEqual([['one']]);
  await vi.advanceTimersByTimeAsync(1000);
  arrive('two');
  expect(updates).toEqual([['one'], ['two']]);
});

test('messages that follow are received together and in order, within a frame or so', async () => {
  arrive(0);
  for (let i = 1; i < 50; i++) {
    await Promise.resolve();
    arrive(i);
  }
  await vi.advanceTimersByTimeAsync(20);
  expect(updates).toEqual([[0], Array.from({ length: 49 }, (_, i) => i + 1)]);
  arrive(50);
  await vi.advanceTimersByTimeAsync(20);
  expect(updates.at(-1)).toEqual([50]);
});

test('everything else of the channel stays as it is', () => {
  const calm = inBursts(channel);
  calm.send('hello');
  expect(channel.sent).toEqual(['hello']);
  expect(calm.sent).toBe(channel.sent);
  const closed = vi.fn();
  calm.addEventListener('close', closed);
  channel.dispatchEvent(new Event('close'));
  expect(closed).toHaveBeenCalledOnce();
});
