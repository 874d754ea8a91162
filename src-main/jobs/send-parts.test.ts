import { expect, it } from 'vitest';
import type { JobMessage } from './protocol';
import { sendInParts } from './send-parts';

const MB = 1024 * 1024;

it('sends a checkpoint in parts with separate memory, then reports that it is complete', () => {
  const posted: JobMessage[] = [];
  const bytes = new Uint8Array(2 * MB + 3).map((_, i) => i % 251);
  sendInParts((message) => posted.push(message))({ type: 'checkpoint', step: 7, elapsedMs: 9, bytes });
  expect(posted.pop()).toEqual({ type: 'checkpoint', step: 7, elapsedMs: 9 });
  const parts = posted.map((message) =>
    message.type === 'checkpoint-part' ? message.bytes : new Uint8Array(),
  );
  expect(parts.map(({ length, buffer }) => [length, buffer.byteLength])).toEqual([
    [MB, MB],
    [MB, MB],
    [3, 3],
  ]);
  expect(Buffer.compare(Buffer.concat(parts), bytes)).toBe(0);
});

it('sends other messages unchanged', () => {
  const posted: JobMessage[] = [];
  sendInParts((message) => posted.push(message))({ type: 'paused' });
  expect(posted).toEqual([{ type: 'paused' }]);
});
