import { describe, expect, it } from 'vitest';
import { defaultDataDir, resolveDataDir } from './data-dir';

describe('data folder', () => {
  it('follows the conventions of each platform', () => {
    expect(defaultDataDir('linux', {}, '/home/a')).toBe('/home/a/.local/share/latent-workbench');
    expect(defaultDataDir('linux', { XDG_DATA_HOME: '/data' }, '/home/a')).toBe('/data/latent-workbench');
    expect(defaultDataDir('linux', { XDG_DATA_HOME: 'data' }, '/home/a')).toBe(
      '/home/a/.local/share/latent-workbench',
    );
    expect(defaultDataDir('darwin', {}, '/Users/a')).toBe(
      '/Users/a/Library/Application Support/latent-workbench',
    );
    expect(defaultDataDir('win32', { APPDATA: '/roaming' }, '/a')).toBe('/roaming/latent-workbench');
  });

  it('is absolute when it is given', () => {
    expect(resolveDataDir('/data')).toBe('/data');
    expect(resolveDataDir('data')).toBe(`${process.cwd()}/data`);
  });
});
