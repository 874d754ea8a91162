import { describe, expect, it } from 'vitest';
import { taskControl } from './control';

/** Whether a promise has settled by the next turn of the event loop. */
const settled = async (promise: Promise<void>): Promise<boolean> => {
  let done = false;
  void promise.then(() => (done = true));
  await new Promise((resolve) => setImmediate(resolve));
  return done;
};

describe('the control of a task', () => {
  it('lets it run at first', async () => {
    const { control } = taskControl();
    expect([control.paused, control.stopping, control.signal.aborted]).toEqual([false, false, false]);
    expect(await settled(control.requested())).toBe(true);
  });

  it('makes it wait from a pause until it is resumed, each time', async () => {
    const task = taskControl();
    const { control } = task;
    for (let time = 0; time < 2; time++) {
      task.pause();
      expect(control.paused).toBe(true);
      const waiting = control.requested();
      expect(await settled(waiting)).toBe(false);
      task.resume();
      expect(await settled(waiting)).toBe(true);
      expect(control.paused).toBe(false);
    }
  });

  it('wakes a paused task to suspend it, and does not pause it again', async () => {
    const task = taskControl();
    const { control } = task;
    task.pause();
    const waiting = control.requested();
    task.suspend();
    expect(await settled(waiting)).toBe(true);
    expect([control.paused, control.suspending, control.stopping]).toEqual([false, true, false]);
    task.pause();
    expect(control.paused).toBe(false);
  });

  it('wakes a paused task to stop, and does not pause it again', async () => {
    const task = taskControl();
    const { control } = task;
    task.pause();
    const waiting = control.requested();
    task.stop();
    expect(await settled(waiting)).toBe(true);
    expect([control.paused, control.stopping, control.signal.aborted]).toEqual([false, true, true]);
    task.pause();
    expect(control.paused).toBe(false);
    expect(await settled(control.requested())).toBe(true);
  });

  it('knows when enough checkpoints are recorded', async () => {
    const task = taskControl();
    expect(await settled(task.control.checkpointsRecorded(0))).toBe(true);
    const waiting = task.control.checkpointsRecorded(2);
    task.checkpointRecorded();
    expect(await settled(waiting)).toBe(false);
    task.checkpointRecorded();
    expect(await settled(waiting)).toBe(true);
    expect(await settled(task.control.checkpointsRecorded(2))).toBe(true);
  });
});
