import { expect, it } from 'vitest';
import { record } from './record';

it('frames a message with its length and masked checksums', () => {
  // The check value of CRC-32C for "123456789" is e3069283 (RFC 3720, appendix B.4 has others).
  const bytes = Buffer.from(record(Buffer.from('123456789')));
  expect(bytes.readBigUInt64LE(0)).toBe(9n);
  expect(bytes.subarray(12, 21).toString()).toBe('123456789');
  const masked = (0xe3069283 >>> 15) | (0xe3069283 << 17);
  expect(bytes.readUInt32LE(21)).toBe((masked + 0xa282ead8) >>> 0);
  expect(bytes).toHaveLength(25);
});
