import { describe, expect, it, vi } from 'vitest';
import type { WorkbenchEvent } from '../contract/events';
import { createHub, eventStream } from './events';
import { createSparkline } from './sparkline';

const removed = (runId: number): WorkbenchEvent => ({ type: 'run-removed', runId });
const run = (id: number, step: number) => ({ type: 'run', run: { id, step } }) as unknown as WorkbenchEvent;

describe('a hub', () => {
  it('notifies all subscribers, even if one of them throws', () => {
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
    const hub = createHub<number>();
    const received: number[] = [];
    hub.subscribe(() => {
      throw new Error('broken');
    });
    const leave = hub.subscribe((value) => received.push(value));
    hub.publish(1);
    leave();
    hub.publish(2);
    expect(received).toEqual([1]);
    expect(stderr).toHaveBeenCalledTimes(2);
    stderr.mockRestore();
  });
});

describe('an event stream', () => {
  it('starts when it is created, not when it is first read', async () => {
    const hub = createHub<WorkbenchEvent>();
    const stream = eventStream(hub);
    hub.publish(removed(1));
    expect(await stream.next()).toEqual({ done: false, value: removed(1) });
    const next = stream.next();
    hub.publish(removed(2));
    expect((await next).value).toEqual(removed(2));
  });

  it('gives a slow client only the newest state of a run, in its original position', async () => {
    const hub = createHub<WorkbenchEvent>();
    const stream = eventStream(hub);
    for (const event of [run(1, 10), removed(5), run(2, 1), run(1, 20)]) hub.publish(event);
    const got = [await stream.next(), await stream.next(), await stream.next()].map(
      ({ value }) => value as unknown,
    );
    expect(got).toEqual([run(1, 20), removed(5), run(2, 1)]);
  });

  it('ends by its signal, by return, and when the client is too far behind', async () => {
    const hub = createHub<WorkbenchEvent>();
    const abort = new AbortController();
    const waiting = eventStream(hub, abort.signal).next();
    abort.abort();
    expect((await waiting).done).toBe(true);
    const left = eventStream(hub);
    await left.return?.();
    hub.publish(removed(1));
    expect((await left.next()).done).toBe(true);
    const behind = eventStream(hub);
    for (let i = 0; i <= 5000; i++) hub.publish(removed(i));
    expect((await behind.next()).done).toBe(true);
  });
});

describe('a sparkline', () => {
  it('has at most 32 points, from the first value to the last', () => {
    const sparkline = createSparkline();
    expect(sparkline.points()).toEqual([]);
    for (let value = 0; value < 10_000; value++) {
      sparkline.add(value, value);
      const points = sparkline.points();
      if (points.length > 32 || points[0] !== 0 || points[points.length - 1] !== value) {
        throw new Error(`Wrong at ${String(value)}: ${points.join(' ')}`);
      }
    }
    expect(sparkline.points().length).toBeGreaterThanOrEqual(16);
    const few = createSparkline();
    for (const [step, value] of [3, 1, 2].entries()) few.add(step, value);
    expect(few.points()).toEqual([3, 1, 2]);
  });

  it.each([
    ['at every step', 1],
    ['every 938 steps', 938],
  ])('continues after a resume, measured %s, with a few reads', (_, apart) => {
    const values = Array.from({ length: 3000 }, (_, i) => ({ step: 1 + i * apart, value: i / 7 }));
    const whole = createSparkline();
    for (const { step, value } of values) whole.add(step, value);
    for (const resumedAt of [1, 20, 31, 32, 1000, 2999]) {
      const before = values.slice(0, resumedAt);
      const resumed = createSparkline();
      let reads = 0;
      resumed.restore(before[0]!, before[resumedAt - 1]!, (step) => {
        reads++;
        return before.find((one) => one.step >= step) ?? null;
      });
      expect(reads).toBeLessThanOrEqual(32);
      for (const { step, value } of values.slice(resumedAt)) resumed.add(step, value);
      const points = resumed.points();
      if (apart === 1) expect(points, String(resumedAt)).toEqual(whole.points());
      expect([points[0], points[points.length - 1]]).toEqual([0, 2999 / 7]);
      expect(points.length).toBeGreaterThanOrEqual(16);
      expect(points.length).toBeLessThanOrEqual(32);
    }
  });
});
