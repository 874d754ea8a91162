import { join } from 'node:path';
import { childEnvironment } from './setup/environment.mjs';
import { ensureNodeRuntime } from './setup/node-runtime.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { projectRoot } from './setup/paths.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { handOver } from './setup/processes.mjs';
import { createSetup } from './setup/steps.mjs';
import { ensureTensorflow } from './setup/tensorflow.mjs';

/** run-with-engine.mjs SCRIPT [OPTIONS]: sets up what the engine needs, then runs a script of the project. */
const setup = createSetup({ retry: true });
const [script, ...options] = process.argv.slice(2);
try {
  await ensureNodeRuntime(setup);
  await ensurePackages(setup);
  await ensureTensorflow(setup);
  // Scripts import TypeScript, which Node reads without its types, and warns of until it does so by default.
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
