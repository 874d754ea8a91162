import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuild } from './setup/build.mjs';
import { childEnvironment } from './setup/environment.mjs';
import { ensureNodeRuntime } from './setup/node-runtime.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { cacheRoot, projectRoot } from './setup/paths.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { handOver, run } from './setup/processes.mjs';
import { createSetup, ensure } from './setup/steps.mjs';
import { ensureTensorflow } from './setup/tensorflow.mjs';

/** npm run bench [-- OPTIONS]: sets up the workbench and its Python peers, then runs bench/run.mjs. */
const setup = createSetup({ retry: true });
const requirements = join(projectRoot, 'bench', 'peers', 'requirements.txt');
const key = createHash('sha256').update(readFileSync(requirements)).digest('hex').slice(0, 12);
const peers = join(cacheRoot, 'bench-peers', key);
const python = join(peers, 'bin', 'python');
const finished = join(peers, 'complete');

try {
  await ensureNodeRuntime(setup);
  await ensurePackages(setup);
  await ensureTensorflow(setup);
  await ensureBuild(setup);
  const hasPeers = await ensure(setup, {
    name: 'bench-peers',
    title: 'Keras, PyTorch and JAX, to compare with (about 3 GB)',
    key,
    isDone: () => existsSync(finished),
    work: installPeers,
  });
  const environment = { ...childEnvironment(setup), ...(hasPeers ? { BENCH_PYTHON: python } : {}) };
  const script = join(projectRoot, 'bench', 'run.mjs');
  // Scripts import TypeScript, from which Node strips the types.
  const quiet = '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON';
  process.exitCode = await handOver(setup.node, [quiet, script, ...process.argv.slice(2)], environment);
} catch (error) {
  SetupProblem.from(error, 'The benchmark')
    .lines()
    .forEach((line) => setup.progress.line(line));
  process.exitCode = 1;
}

async function installPeers() {
  /** @type {[string, string[]][]} */
  const steps = [
    ['python3', ['-m', 'venv', peers]],
    [python, ['-m', 'pip', 'install', '-r', requirements]],
    [python, ['-c', `open(${JSON.stringify(finished)}, 'w').close()`]],
  ];
  for (const [command, args] of steps) {
    const { ok, output } = await run(command, args);
    if (!ok) {
      throw new SetupProblem({
        what: 'The peers could not be installed',
        why: output.trim().split('\n').at(-1) ?? '',
        stillWorks: 'The benchmark runs without them.',
        remedy: 'Check that python3 has venv and pip, and that pip reaches its index.',
      });
    }
  }
}
