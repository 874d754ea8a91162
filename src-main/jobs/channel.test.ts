import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connectToHost } from './channel';
import type { HostMessage, JobMessage } from './protocol';

type Sent = (error: Error | null) => void;

const exit = vi.fn();
const received: HostMessage[] = [];
const receive = (message: HostMessage) => received.push(message);
const ALIVE: JobMessage = { type: 'alive' };

beforeEach(() => {
  exit.mockClear();
  received.length = 0;
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Creates an event emitter in place of this process, as started by its host. */
function started(by: { send?: unknown; parentPort?: unknown }): EventEmitter {
  const events = new EventEmitter();
  const own = { exit, on: events.on.bind(events), send: undefined, parentPort: undefined, ...by };
  vi.stubGlobal('process', Object.assign(Object.create(process) as object, own));
  return events;
}

it('uses Node’s IPC, and exits after everything was sent or when its host exits', () => {
  const sending: Sent[] = [];
  const send = vi.fn((_message: JobMessage, _handle: undefined, _options: undefined, done: Sent) =>
    sending.push(done),
  );
  const host = started({ send });
  const channel = connectToHost(receive);
  host.emit('message', { type: 'pause' });
  expect(received).toEqual([{ type: 'pause' }]);

  channel.post(ALIVE);
  channel.post({ type: 'paused' });
  expect(send.mock.calls.map(([message]) => message)).toEqual([ALIVE, { type: 'paused' }]);
  channel.close();
  expect(exit).not.toHaveBeenCalled();
  sending[0]?.(null);
  expect(exit).not.toHaveBeenCalled();
  sending[1]?.(null);
  expect(exit.mock.calls).toEqual([[0]]);

  host.emit('disconnect');
  expect(exit.mock.lastCall).toEqual([1]);
});

it('exits at once when it is closed if no message is still being sent', () => {
  started({ send: (_m: JobMessage, _h: undefined, _o: undefined, done: Sent) => done(null) });
  const channel = connectToHost(receive);
  channel.post(ALIVE);
  expect(exit).not.toHaveBeenCalled();
  channel.close();
  expect(exit.mock.calls).toEqual([[0]]);
});

it("uses Electron's port, and waits before it exits", () => {
  const port = Object.assign(new EventEmitter(), { postMessage: vi.fn() });
  started({ parentPort: port });
  const channel = connectToHost(receive);
  port.emit('message', { data: { type: 'stop' } });
  expect(received).toEqual([{ type: 'stop' }]);
  channel.post(ALIVE);
  expect(port.postMessage.mock.calls).toEqual([[ALIVE]]);
  channel.close();
  vi.advanceTimersByTime(200);
  expect(exit).not.toHaveBeenCalled();
  vi.advanceTimersByTime(200);
  expect(exit.mock.calls).toEqual([[0]]);
});

it('refuses to start without a host', () => {
  started({});
  expect(() => connectToHost(receive)).toThrow(/started by the workbench, not by hand/);
});
