import { join } from 'node:path';
import { ensureBuild } from './setup/build.mjs';
import { childEnvironment } from './setup/environment.mjs';
import { ensureNatsServer } from './setup/nats-server.mjs';
import { ensureNodeRuntime } from './setup/node-runtime.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { projectRoot } from './setup/paths.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { handOver } from './setup/processes.mjs';
import { createSetup } from './setup/steps.mjs';
import { ensureTensorflow } from './setup/tensorflow.mjs';

/**
 * run-with-engine.mjs [--build] SCRIPT [OPTIONS]: sets up what the engine needs, builds the app if the script uses it,
 * and then runs a script of the project.
 */
const setup = createSetup({ retry: true });
const words = process.argv.slice(2);
const usesApp = words[0] === '--build';
const [script, ...options] = usesApp ? words.slice(1) : words;
try {
  if (script === undefined) throw new Error('it names no script to run');
  await ensureNodeRuntime(setup);
  await ensurePackages(setup);
  await ensureTensorflow(setup);
  if (options[0]?.startsWith('bench/fleet/')) await ensureNatsServer(setup);
  if (usesApp) await ensureBuild(setup);
  // Scripts import TypeScript, from which Node strips the types; Node warns about that until it is the default.
  const reading = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  reading.push('--disable-warning=MODULE_TYPELESS_PACKAGE_JSON');
  const args = [...reading, join(projectRoot, script), ...options];
  process.exitCode = await handOver(setup.node, args, childEnvironment(setup));
} catch (error) {
  SetupProblem.from(error, `npm run ${process.env.npm_lifecycle_event ?? script}`)
    .lines()
    .forEach((line) => setup.progress.line(line));
  process.exitCode = 1;
}
