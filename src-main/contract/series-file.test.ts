import { expect, test } from 'vitest';
import { decodeSeries, encodeSeries, type Series } from './series-file';

test('series are read as they were written, one after another', () => {
  const whole: Series = { steps: Float64Array.of(1, 2), values: Float64Array.of(0.5, -1), means: null };
  const empty: Series = { steps: new Float64Array(0), values: new Float64Array(0), means: null };
  const reduced: Series = {
    ...whole,
    means: { steps: Float64Array.of(1.5), values: Float64Array.of(-0.25), samples: Float64Array.of(0.5) },
  };
  const parts = [whole, empty, reduced, whole].flatMap(encodeSeries);
  const bytes = Buffer.concat(
    parts.map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength)),
  );
  const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  expect(decodeSeries(buffer)).toEqual([whole, empty, reduced, whole]);
  expect(decodeSeries(new ArrayBuffer(0))).toEqual([]);
});
