import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, matchesGlob } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheRoot, nodeModules, scripts } from './paths.mjs';
import { tensorflowVersion } from './tensorflow.mjs';
import { tensorflowOn, wantedMembers } from './tensorflow-platforms.mjs';

const platforms = ['linux-x64', 'linux-arm64', 'darwin-arm64'];
const sources = join(nodeModules, '@tensorflow', 'tfjs-node-gpu', 'binding');
const headers = join(cacheRoot, 'tensorflow', `${tensorflowVersion}-cpu`, 'tensorflow', 'include');

/** @param {string} platform */
const known = (platform) => {
  const found = tensorflowOn(platform);
  if (found === undefined) throw new Error(`There is nothing for ${platform}.`);
  return found;
};

/**
 * The libraries and headers in the published wheel, as the package client's download of it lists them.
 * @param {string} platform
 */
const published = (platform) =>
  readFileSync(join(scripts, 'setup', 'wheel-files', `${platform}.txt`), 'utf8')
    .trim()
    .split('\n');

/**
 * All of TensorFlow's headers that a file includes, directly and through others.
 * @param {string} file
 * @param {Set<string>} seen
 */
function included(file, seen) {
  for (const [, name = ''] of readFileSync(file, 'utf8').matchAll(
    /^#include "((?:tensorflow|tsl|xla)\/[^"]+)"/gm,
  )) {
    if (seen.has(name)) continue;
    seen.add(name);
    const header = join(headers, name);
    if (existsSync(header)) included(header, seen);
  }
  return seen;
}

describe.each(platforms)('native TensorFlow on %s', (platform) => {
  it('finds every library that the addon is linked with in the published wheel', () => {
    const files = published(platform);
    for (const name of known(platform).libraries) expect(files).toContain(`tensorflow/${name}`);
  });

  it('unpacks all that the addon needs, and no library of another system', () => {
    const files = published(platform);
    const members = wantedMembers(known(platform));
    for (const pattern of members)
      expect(
        files.some((file) => matchesGlob(file, pattern.replace(/\/\*$/, '/**'))),
        pattern,
      ).toBe(true);
    expect(files.filter((file) => /\/lib[^/]*$/.test(file))).toHaveLength(2);
  });

  it('has hashes of its wheels, which are of the version that the addon is compiled against', () => {
    const text = readFileSync(join(scripts, 'setup', known(platform).requirements), 'utf8');
    expect(text).toMatch(
      new RegExp(
        `^tensorflow(-cpu)?==${tensorflowVersion.replaceAll('.', '\\.')} --hash=sha256:[0-9a-f]{64}`,
        'm',
      ),
    );
  });
});

it('includes the same headers of TensorFlow everywhere', () => {
  const seen = new Set();
  for (const name of readdirSync(sources)) included(join(sources, name), seen);
  expect(seen).toContain('tensorflow/c/eager/c_api.h');
  for (const platform of platforms) {
    const files = new Set(published(platform));
    // Headers of headers that no platform's wheel has are within conditions that do not hold.
    const missing = [...seen].filter(
      (name) => existsSync(join(headers, name)) && !files.has(`tensorflow/include/${name}`),
    );
    expect(missing, platform).toEqual([]);
  }
});

it('has nothing for systems without a route', () => {
  for (const platform of ['win32-x64', 'darwin-x64', 'toString'])
    expect(tensorflowOn(platform)).toBeUndefined();
});
