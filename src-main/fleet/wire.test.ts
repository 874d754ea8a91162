import { expect, it } from 'vitest';
import type { FleetEvent } from '../core/fleet';
import { decodeControl, decodeEvent, encodeControl, encodeEvent, PROTOCOL } from './wire';

const event = (message: FleetEvent['message']): FleetEvent => ({
  job: 'a'.repeat(32),
  generation: 2,
  number: 7,
  message,
});

it('carries events with and without bytes unchanged', () => {
  const rows = [{ name: 'loss', steps: [1, 2], values: [0.1, 1e-300] }];
  const metrics = {
    type: 'metrics',
    step: 2,
    elapsedMs: 1.5,
    stepsPerSecond: 3,
    rows,
    evaluations: [],
  } as const;
  const figure = {
    type: 'figure',
    step: 2,
    kind: 'samples',
    mediaType: 'image/png',
    sheet: null,
    bytes: Uint8Array.of(0, 255, 3),
  } as const;
  for (const message of [{ ...metrics, rows, evaluations: [] }, figure])
    expect(decodeEvent(encodeEvent(event(message)))).toEqual(event(message));
});

it('ignores what is no event', () => {
  expect(decodeEvent(Buffer.from('x'))).toBeNull();
  expect(decodeEvent(Buffer.from('\x02\0\0\0{}'))).toBeNull();
  expect(decodeEvent(Buffer.alloc(64))).toBeNull();
});

it('reports an event of another version as a failure', () => {
  const text = JSON.stringify({ protocol: PROTOCOL + 1, ...event({ type: 'paused' }) });
  const length = Buffer.alloc(4);
  length.writeUInt32LE(text.length);
  const decoded = decodeEvent(Buffer.concat([length, Buffer.from(text)]));
  expect(decoded?.message).toMatchObject({ type: 'failed', problem: { code: 'fleet.protocol' } });
});

it('accepts requests that a trainer knows, and no others', () => {
  const step = { type: 'step', only: 'generator' } as const;
  expect(decodeControl(Buffer.from(encodeControl(step)))).toEqual(step);
  expect(decodeControl(Buffer.from('{"type":"train"}'))).toBeNull();
  expect(decodeControl(Buffer.from('{"type":"slow","waitMs":-1}'))).toBeNull();
});
