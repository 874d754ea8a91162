import { join } from 'node:path';
import { childEnvironment } from './setup/environment.mjs';
import { ensureNodeRuntime } from './setup/node-runtime.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { projectRoot } from './setup/paths.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { handOver } from './setup/processes.mjs';
import { createSetup } from './setup/steps.mjs';
import { ensureTensorflow } from './setup/tensorflow.mjs';

/** npm run study [-- OPTIONS]: sets up what the engine needs, then runs bench/study/run.mjs. */
const setup = createSetup({ retry: true });
try {
  await ensureNodeRuntime(setup);
  await ensurePackages(setup);
  await ensureTensorflow(setup);
  const script = join(projectRoot, 'bench', 'study', 'run.mjs');
  // The plan is TypeScript, which Node reads without its types, and warns of until it does so by default.
  const reading = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];
  reading.push('--disable-warning=MODULE_TYPELESS_PACKAGE_JSON');
  const options = process.argv.slice(2);
  process.exitCode = await handOver(setup.node, [...reading, script, ...options], childEnvironment(setup));
} catch (error) {
  SetupProblem.from(error, 'The study')
    .lines()
    .forEach((line) => setup.progress.line(line));
  process.exitCode = 1;
}
