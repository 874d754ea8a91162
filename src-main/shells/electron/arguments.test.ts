import { describe, expect, it } from 'vitest';
import { defaultDataDir } from '../common/data-dir';
import { dataDirArgument, restartArguments } from './arguments';

describe('arguments of the window', () => {
  it('reads the data folder in both forms, among Chromium’s switches', () => {
    expect(dataDirArgument(['electron', '--no-sandbox', '.', '--data-dir', '/a b'])).toBe('/a b');
    expect(dataDirArgument(['app', '--data-dir=/c', '--enable-logging'])).toBe('/c');
    expect(dataDirArgument(['app', '--user-data-dir=/c'])).toBe(defaultDataDir());
    expect(dataDirArgument(['app', '--data-dir'])).toBe(defaultDataDir());
  });

  it('restarts on the same data folder', () => {
    const again = ['--no-sandbox', '.', '--data-dir=/a b', '--x'];
    expect(restartArguments(['electron', '--no-sandbox', '.', '--data-dir', '/a b'], '/a b', '--x')).toEqual(
      again,
    );
    expect(restartArguments(['electron', '--no-sandbox', '--data-dir=/a b', '.'], '/a b', '--x')).toEqual([
      '--no-sandbox',
      '.',
      '--data-dir=/a b',
      '--x',
    ]);
  });
});
