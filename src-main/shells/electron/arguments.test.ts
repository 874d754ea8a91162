import { describe, expect, it } from 'vitest';
import { defaultDataDir } from '../common/data-dir';
import { dataDirArgument, restartArguments, wordsOf } from './arguments';

describe('arguments of the window', () => {
  it('reads the data folder in both forms, among Chromium’s switches', () => {
    expect(dataDirArgument(['electron', '--no-sandbox', '.', '--data-dir', '/a b'])).toBe('/a b');
    expect(dataDirArgument(['app', '--data-dir=/c', '--enable-logging'])).toBe('/c');
    expect(dataDirArgument(['app', '--user-data-dir=/c'])).toBe(defaultDataDir());
    expect(dataDirArgument(['app', '--data-dir'])).toBe(defaultDataDir());
  });

  it('finds the files and links to open among options', () => {
    const dev = [
      'electron',
      '--no-sandbox',
      '/app',
      '--data-dir',
      '/a',
      'b.png',
      '--x=1',
      'latent-workbench://run/1',
    ];
    expect(wordsOf(dev, false)).toEqual(['b.png', 'latent-workbench://run/1']);
    expect(wordsOf(['latent-workbench', '--data-dir=/a', 'c'], true)).toEqual(['c']);
    expect(wordsOf(['latent-workbench'], true)).toEqual([]);
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
