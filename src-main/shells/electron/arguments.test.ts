import { describe, expect, it } from 'vitest';
import { defaultDataDir } from '../common/data-dir';
import { dataDirArgument } from './arguments';

describe('arguments of the window', () => {
  it('reads the data folder in both spellings, among switches of Chromium', () => {
    expect(dataDirArgument(['electron', '--no-sandbox', '.', '--data-dir', '/a b'])).toBe('/a b');
    expect(dataDirArgument(['app', '--data-dir=/c', '--enable-logging'])).toBe('/c');
    expect(dataDirArgument(['app', '--user-data-dir=/c'])).toBe(defaultDataDir());
    expect(dataDirArgument(['app', '--data-dir'])).toBe(defaultDataDir());
  });
});
