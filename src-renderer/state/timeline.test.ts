import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { newestAt, Timeline } from './timeline.svelte';

let steps: number[];
let timeline: Timeline;

beforeEach(() => {
  // Node has no elements, so keys have no target.
  for (const name of ['HTMLElement', 'HTMLInputElement', 'HTMLTextAreaElement'])
    vi.stubGlobal(name, class {});
  vi.useFakeTimers();
  steps = [0, 100, 200, 300];
  timeline = new Timeline(() => steps);
});
afterEach(() => {
  timeline.pause();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const press = (key: string, rest: Partial<KeyboardEvent> = {}) =>
  timeline.key({
    key,
    ctrlKey: false,
    metaKey: false,
    altKey: false,
    target: null,
    ...rest,
  } as KeyboardEvent);

test('follows the newest step until another is chosen, and again on request', () => {
  expect([timeline.position, timeline.following]).toEqual([300, true]);
  steps = [...steps, 400];
  expect(timeline.position).toBe(400);
  timeline.go(100);
  steps = [...steps, 500];
  expect([timeline.position, timeline.following]).toEqual([100, false]);
  timeline.follow();
  expect([timeline.position, timeline.following]).toEqual([500, true]);
});

test('takes a choice back, and follows the newest again if it did before', () => {
  timeline.go(100);
  timeline.go(200);
  timeline.goBack();
  expect(timeline.position).toBe(100);
  timeline.follow();
  timeline.go(200);
  timeline.goBack();
  expect(timeline.following).toBe(true);
});

test('shows the newest record at or before the requested step, or the first', () => {
  timeline.go(250);
  expect([timeline.position, timeline.recordedPosition]).toEqual([250, 200]);
  timeline.go(200);
  expect(timeline.recordedPosition).toBe(200);
  steps = [50, 100];
  timeline.go(10);
  expect(timeline.recordedPosition).toBe(50);
  steps = [];
  expect(timeline.recordedPosition).toBe(0);
});

test('moves by recorded steps, from the visible one, and stops at the ends', () => {
  timeline.go(250);
  timeline.move(-1);
  expect(timeline.position).toBe(100);
  timeline.move(1);
  expect(timeline.position).toBe(200);
  timeline.move(1);
  timeline.move(1);
  expect(timeline.position).toBe(300);
  timeline.first();
  timeline.move(-1);
  expect(timeline.position).toBe(0);
});

test('plays to the last step and stops there; from the end it starts again', () => {
  timeline.go(100);
  timeline.togglePlay();
  expect(timeline.playing).toBe(true);
  vi.advanceTimersToNextTimer();
  expect(timeline.position).toBe(200);
  vi.advanceTimersToNextTimer();
  expect([timeline.position, timeline.playing]).toEqual([300, false]);
  timeline.togglePlay();
  expect([timeline.position, timeline.playing]).toEqual([0, true]);
  vi.advanceTimersToNextTimer();
  timeline.togglePlay();
  vi.advanceTimersByTime(10_000);
  expect([timeline.position, timeline.playing]).toEqual([100, false]);
});

test('a manual choice stops playback', () => {
  timeline.togglePlay();
  timeline.go(200);
  vi.advanceTimersByTime(10_000);
  expect([timeline.position, timeline.playing]).toEqual([200, false]);
});

test('its own keys move it, and no others', () => {
  expect(press('ArrowLeft')).toBe(true);
  expect(timeline.position).toBe(200);
  expect(press('ArrowRight')).toBe(true);
  expect(timeline.position).toBe(300);
  expect(press('Home')).toBe(true);
  expect(timeline.position).toBe(0);
  expect(press('End')).toBe(true);
  expect(timeline.following).toBe(true);
  expect(press('p')).toBe(true);
  expect(timeline.playing).toBe(true);
  expect(press('P')).toBe(true);
  expect(timeline.playing).toBe(false);
  timeline.go(100);
  expect([press('x'), press('ArrowLeft', { ctrlKey: true }), press('p', { metaKey: true })]).toEqual([
    false,
    false,
    false,
  ]);
  expect([timeline.position, timeline.playing]).toEqual([100, false]);
});

test('the newest item for a step is at or before the step', () => {
  const items = [{ step: 0 }, { step: 100 }, { step: 200 }];
  expect(newestAt(items, 199)).toBe(items[1]);
  expect(newestAt(items, 200)).toBe(items[2]);
  expect(newestAt(items.slice(1), 99)).toBeNull();
});

test('plays at a chosen speed, also if it is changed while playing', () => {
  timeline.first();
  timeline.speed = 2;
  timeline.togglePlay();
  vi.advanceTimersByTime(499);
  expect(timeline.position).toBe(0);
  vi.advanceTimersByTime(1);
  expect(timeline.position).toBe(100);
  timeline.speed = 24;
  expect(timeline.playing).toBe(true);
  vi.advanceTimersByTime(42);
  expect(timeline.position).toBe(200);
});
