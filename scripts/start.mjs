import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureBuild } from './setup/build.mjs';
import { ensureElectron, usableElectron } from './setup/electron.mjs';
import { childEnvironment } from './setup/environment.mjs';
import { ensureNatsServer } from './setup/nats-server.mjs';
import { ensureNodeRuntime } from './setup/node-runtime.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { projectRoot } from './setup/paths.mjs';
import { SetupProblem } from './setup/problem.mjs';
import { endChildrenWithThisProcess, endWithNpm, handOver } from './setup/processes.mjs';
import { createSetup } from './setup/steps.mjs';
import { ensureTensorflow } from './setup/tensorflow.mjs';

/**
 * npm start [-- FILE … | COMMAND …]: sets up what is missing, then opens the workbench, or runs the command. `--retry-setup`
 * retries steps that failed before.
 */
const { retry, args } = takeRetry(process.argv.slice(2));
const windowWords = forWindow(args);
const setup = createSetup({ retry });
endWithNpm();
const handsOver = endChildrenWithThisProcess();

try {
  await ensureNodeRuntime(setup);
  await ensurePackages(setup);
  await ensureTensorflow(setup);
  if (args.includes('fleet') && args.includes('serve')) await ensureNatsServer(setup);
  // Commands run without Electron; `doctor` reports on it and therefore needs it.
  const needsElectron = (windowWords && hasDisplay()) || args.includes('doctor');
  if (needsElectron) await ensureElectron(setup);
  const electron = needsElectron ? await usableElectron(setup) : undefined;
  await ensureBuild(setup);
  handsOver();
  process.exitCode = await launch(electron);
} catch (error) {
  SetupProblem.from(error, 'Latent Workbench')
    .lines()
    .forEach((line) => setup.progress.line(line));
  process.exitCode = 1;
}

/** @param {import('./setup/electron.mjs').ElectronInUse | undefined} electron */
function launch(electron) {
  const environment = childEnvironment(setup);
  const commandLine = join(projectRoot, 'out', 'main', 'cli.js');
  if (!windowWords) return handOver(setup.node, [commandLine, ...args], environment);
  if (!electron) return handOver(setup.node, [commandLine, 'serve', ...args], environment);
  return handOver(electron.executable, [...electronSwitches(), projectRoot, ...windowWords], environment);
}

function electronSwitches() {
  const switches = [];
  if (process.getuid?.() === 0 || !hasUserNamespaces()) switches.push('--no-sandbox');
  if (!process.env.DISPLAY && process.env.WAYLAND_DISPLAY) switches.push('--ozone-platform=wayland');
  return switches;
}

/** Chromium's sandbox needs them, or a setuid helper, which an unpacked Electron does not have. */
function hasUserNamespaces() {
  if (process.platform !== 'linux') return true;
  return (
    readFlag('/proc/sys/kernel/unprivileged_userns_clone') !== '0' &&
    readFlag('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') !== '1'
  );
}

/** @param {string} file */
function readFlag(file) {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return undefined; // a kernel without this setting allows them
  }
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/**
 * The arguments of the window: `--data-dir FOLDER`, and files, folders and links to open; undefined for a command. No
 * command contains a dot, a slash or a colon.
 * @param {readonly string[]} words
 */
function forWindow(words) {
  // npm changes to the folder of the project.
  const folder = process.env.INIT_CWD ?? process.cwd();
  const given = [];
  for (const [at, word] of words.entries()) {
    const isDataFolder = /^--data-dir(=|$)/.test(word) || words[at - 1] === '--data-dir';
    if (isDataFolder || word.startsWith('latent-workbench:')) given.push(word);
    else if (/[./\\]/.test(word) && existsSync(resolve(folder, word))) given.push(resolve(folder, word));
    else return undefined;
  }
  return given;
}

/** @param {readonly string[]} words */
function takeRetry(words) {
  return { retry: words.includes('--retry-setup'), args: words.filter((word) => word !== '--retry-setup') };
}
