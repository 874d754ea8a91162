import { expect, it } from 'vitest';
import type { Download } from '../../src-main/contract/download';
import { progressOf, remainingText } from './download-progress';

const DOWNLOAD: Download = {
  id: 'set',
  name: 'Set',
  summary: 'A set.',
  kind: 'images',
  width: 28,
  height: 28,
  channels: 1,
  classCount: 10,
  trainCount: 60,
  testCount: 10,
  licence: 'MIT',
  citation: 'Somebody.',
  homepage: 'https://example.org',
  mirrors: ['https://example.org/set/'],
  files: ['set.gz'],
  totalBytes: 4_000_000,
  receivedBytes: 1_000_000,
  state: 'absent',
  host: null,
  fraction: null,
  problem: null,
};

it('describes downloads that are under way', () => {
  expect(progressOf(DOWNLOAD)).toBeNull();
  expect(progressOf({ ...DOWNLOAD, state: 'ready' })).toBeNull();
  expect(progressOf({ ...DOWNLOAD, state: 'downloading', host: 'example.org' })).toEqual({
    verb: 'Fetching',
    fraction: 0.25,
    text: '1.0 MB of 4.0 MB, from example.org',
  });
  expect(progressOf({ ...DOWNLOAD, state: 'downloading' })?.text).toBe('1.0 MB of 4.0 MB');
  expect(progressOf({ ...DOWNLOAD, state: 'importing', fraction: 0.5 })).toMatchObject({
    verb: 'Importing',
    fraction: 0.5,
  });
});

it('estimates the remaining time at the rate so far, once bytes have been received', () => {
  expect(remainingText({ at: 0, bytes: 0 }, { at: 2000, bytes: 1000 }, 4000)).toBe('6 s left');
  expect(remainingText({ at: 0, bytes: 1000 }, { at: 2000, bytes: 1000 }, 4000)).toBeNull();
  expect(remainingText({ at: 0, bytes: 0 }, { at: 0, bytes: 1000 }, 4000)).toBeNull();
});
