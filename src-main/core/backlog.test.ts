import { expect, test } from 'vitest';
import type { DeviceChoice } from '../contract/run';
import { withRoom, type Place } from './backlog';

const on = (device: DeviceChoice, group: number | null = null): Place => ({ device, group });
const started = (waiting: readonly Place[], training: readonly Place[], atOnce = 1) => [
  ...withRoom(
    waiting.map((place, index) => [index, place] as const),
    training,
    atOnce,
  ).keys(),
];

test('runs start if there is room on their device, and none overtakes an earlier one', () => {
  expect(started([on('cpu'), on('gpu:0')], [on('cpu')])).toEqual([1]);
  expect(started([on('cpu'), on('cpu'), on('gpu')], [])).toEqual([0, 2]);
  expect(started([on('auto'), on('gpu:1')], [on('cpu')])).toEqual([]);
  expect(started([on('auto'), on('gpu:1')], [on('gpu:0'), on('gpu:0')], 2)).toEqual([]);
});

test('a run joins its group on a full device, which then takes no others', () => {
  expect(started([on('auto', 7), on('auto', 7), on('auto')], [])).toEqual([0, 1]);
  expect(started([on('auto'), on('auto', 7)], [on('auto', 7)])).toEqual([1]);
  expect(started([on('auto', 7), on('auto', 7)], [on('cpu')])).toEqual([]);
  expect(started([on('cpu', 7), on('cpu', 8)], [])).toEqual([0]);
});
