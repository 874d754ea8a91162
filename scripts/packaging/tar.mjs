import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { moveIntoPlace } from '../setup/files.mjs';
import { need, product, releaseTime, tool } from './target.mjs';

/**
 * A folder that runs where it is.
 * @param {string} staged
 * @param {string} _scratch
 * @param {string} out
 */
export async function makeFolder(staged, _scratch, out) {
  const { name, version } = product();
  const folder = join(out, `${name}-${version}-linux-x64`);
  moveIntoPlace(staged, folder);
  return [folder];
}

/**
 * An archive that runs from any folder once it is unpacked, without being installed.
 * @param {string} staged
 * @param {string} scratch
 * @param {string} out
 */
export async function makeTar(staged, scratch, out) {
  need('zstd', 'zstd');
  const { name, version } = product();
  const folder = `${name}-${version}`;
  cpSync(staged, join(scratch, 'tar', folder), { recursive: true });
  const file = join(out, `${folder}-linux-x64.tar.zst`);
  const same = ['--sort=name', `--mtime=@${releaseTime()}`, '--owner=0', '--group=0', '--numeric-owner'];
  await tool('tar', [...same, '-C', join(scratch, 'tar'), '-I', 'zstd -12 -T0', '-cf', file, folder]);
  return [file];
}
