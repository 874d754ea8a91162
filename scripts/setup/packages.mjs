import { join } from 'node:path';
import { contentHash, readJson, writeJson } from './files.mjs';
import { nodeModules, projectRoot } from './paths.mjs';
import { lastLines, SetupProblem } from './problem.mjs';
import { npm, npmReason, run } from './processes.mjs';
import { ensure } from './steps.mjs';

/** @import { Setup } from './steps.mjs' */

/**
 * Installs npm's packages exactly as locked. No install scripts run: tensorflow.mjs and electron.mjs do their work.
 * @param {Setup} setup
 */
export function ensurePackages(setup) {
  return ensure(setup, {
    name: 'packages',
    title: 'npm packages',
    required: true,
    isDone: isInstalled,
    work: () => install(setup),
  });
}

const lockFile = join(projectRoot, 'package-lock.json');
const stampFile = join(nodeModules, '.cache', 'latent-workbench', 'packages.json');

function isInstalled() {
  return readJson(stampFile)?.lock === contentHash([lockFile]) || matchesLock();
}

/** For a node_modules that the person installed: npm writes its content to .package-lock.json at the very end. */
function matchesLock() {
  const wanted = readJson(lockFile)?.packages;
  const installed = readJson(join(nodeModules, '.package-lock.json'))?.packages;
  if (!wanted || !installed) return false;
  /** @param {string} path */
  const isSame = (path) =>
    installed[path]?.version === wanted[path].version &&
    installed[path]?.integrity === wanted[path].integrity;
  /** @param {string} path */
  const mayBeAbsent = (path) => !installed[path] && (wanted[path].optional || wanted[path].extraneous);
  return Object.keys(wanted).every((path) => path === '' || isSame(path) || mayBeAbsent(path));
}

/** @param {Setup} setup */
async function install(setup) {
  const installed = await npm(
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'],
    {
      cwd: projectRoot,
    },
  );
  if (!installed.ok) throw problem(`npm ci failed: ${npmReason(installed.output)}`);

  const database = await run(setup.node, ['-e', "new (require('better-sqlite3'))(':memory:')"], {
    cwd: projectRoot,
  });
  if (!database.ok)
    throw problem(`better-sqlite3 does not load on this machine: ${lastLines(database.output)}`);
  writeJson(stampFile, { lock: contentHash([lockFile]) });
}

/** @param {string} why */
function problem(why) {
  return new SetupProblem({
    what: 'The npm packages could not be installed, and nothing runs without them',
    why,
    remedy: 'Connect to the network and start again; what npm had already fetched is kept.',
  });
}
