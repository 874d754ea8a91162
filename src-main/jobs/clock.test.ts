import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { speedometer, trainingClock } from './clock';

let now = 0;
beforeEach(() => {
  now = 1000;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('training time', () => {
  it('continues after pauses, without counting them', () => {
    const clock = trainingClock(500);
    expect(clock.elapsedMs()).toBe(500);
    now += 20;
    expect(clock.elapsedMs()).toBe(520);
    clock.pause();
    now += 1000;
    expect(clock.elapsedMs()).toBe(520);
    clock.pause();
    now += 1000;
    clock.resume();
    expect(clock.elapsedMs()).toBe(520);
    now += 7;
    // Resuming a running clock changes nothing.
    clock.resume();
    now += 3;
    expect(clock.elapsedMs()).toBe(530);
  });
});

describe('speed', () => {
  it('is the number of steps per second between the first and the last mark of the window', () => {
    const speed = speedometer(10_000);
    expect(speed.mark(0, 0)).toBe(0);
    expect(speed.mark(1000, 50)).toBe(50);
    expect(speed.mark(2000, 150)).toBe(75);
  });

  it('leaves out marks that are older than the window', () => {
    const speed = speedometer(10_000);
    speed.mark(0, 0);
    speed.mark(5000, 1000);
    // A mark of ten seconds ago is still in the window, one of a millisecond earlier is not.
    expect(speed.mark(10_000, 1100)).toBe(110);
    expect(speed.mark(10_001, 1100)).toBeCloseTo(100 / 5.001, 6);
  });

  it('spans at least two marks, however far apart', () => {
    const speed = speedometer(10);
    speed.mark(0, 0);
    expect(speed.mark(60_000, 600)).toBe(10);
    expect(speed.mark(120_000, 1800)).toBe(20);
  });

  it('is 0 if no time has passed', () => {
    const speed = speedometer();
    speed.mark(5, 1);
    expect(speed.mark(5, 9)).toBe(0);
  });
});
