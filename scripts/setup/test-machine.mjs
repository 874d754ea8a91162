import { existsSync } from 'node:fs';
import { electronInUse } from './electron.mjs';
import { lastLines, SetupProblem } from './problem.mjs';
import { isOnPath, run } from './processes.mjs';
import { missingLibraries, windowLibraryPackages } from './shared-libraries.mjs';
import { ensure } from './steps.mjs';

/** @import { StepReport } from './progress.mjs' */
/** @import { Setup } from './steps.mjs' */

/**
 * Installs what the end-to-end tests need, and what reads printed reports: a browser, a screen, the libraries of a window,
 * a Chinese font, poppler.
 * @param {Setup} setup
 */
export async function ensureTestMachine(setup) {
  let missing = await missingPackages();
  return ensure(setup, {
    name: 'test-machine',
    title: `for the end-to-end tests: ${missing.join(' ')}`,
    isDone: () => missing.length === 0,
    work: async (report) => {
      await installPackages(missing, report);
      missing = await missingPackages();
      if (missing.length > 0)
        throw problem(`still missing after the installation: ${missing.join(', ')}`, missing);
    },
  });
}

async function missingPackages() {
  if (process.platform !== 'linux') return [];
  const missing = [];
  if (!['/usr/bin/chromium', '/usr/bin/chromium-browser'].some((path) => existsSync(path)))
    missing.push('chromium');
  if (!isOnPath('Xvfb')) missing.push('xvfb');
  if (!isOnPath('pdftotext')) missing.push('poppler-utils'); // reads printed reports, in a unit test
  const chineseFonts = await run('fc-list', [':lang=zh', 'family']);
  if (chineseFonts.output.trim() === '') missing.push('fontconfig', 'fonts-noto-cjk');
  const electron = electronInUse();
  if (electron && (await missingLibraries(electron.executable)).length > 0)
    missing.push(...windowLibraryPackages);
  return missing;
}

/**
 * @param {readonly string[]} packages
 * @param {StepReport} report
 */
async function installPackages(packages, report) {
  if (!isOnPath('apt-get')) throw problem('this is not Debian or Ubuntu', packages);
  if (process.getuid?.() !== 0) throw problem('only root may install system packages', packages);
  report.detail('installing');
  if ((await aptGet('install', packages)).ok) return;
  report.detail('updating the package lists'); // a fresh machine has none
  await aptGet('update', []);
  report.detail('installing');
  const installed = await aptGet('install', packages);
  if (!installed.ok) throw problem(`apt-get failed: ${lastLines(installed.output)}`, packages);
}

/**
 * @param {'install' | 'update'} command
 * @param {readonly string[]} packages
 */
function aptGet(command, packages) {
  const options = ['-y', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];
  return run('apt-get', [command, ...(command === 'install' ? options : []), ...packages], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs: 900_000,
  });
}

/**
 * @param {string} why
 * @param {readonly string[]} packages
 */
function problem(why, packages) {
  return new SetupProblem({
    what: 'The end-to-end tests cannot run on this machine yet',
    why,
    stillWorks: 'the other tests, and the app',
    remedy: `Run this and start again:\n    sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(' ')}`,
  });
}
