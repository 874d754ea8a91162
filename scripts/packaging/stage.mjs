import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { createPackageWithOptions } from '@electron/asar';
import { remove } from '../setup/files.mjs';
import { projectRoot, scripts } from '../setup/paths.mjs';
import { SetupProblem } from '../setup/problem.mjs';
import { run, toolScript } from '../setup/processes.mjs';
import { bindingFile } from '../setup/tensorflow.mjs';
import { copyCompat, copyElectron, shippedElectron } from './electron.mjs';
import { copy, makeReadable, stripSymbols, write } from './files.mjs';
import { packageFiles, shippedPackages } from './packages.mjs';
import { bundledPackages, softwareBill, thirdPartyLicences } from './provenance.mjs';
import { linuxFile } from './target.mjs';

/** @import { Setup } from '../setup/steps.mjs' */

const addon = join('node_modules', '@tensorflow', 'tfjs-node-gpu', 'lib', 'napi-v8', 'tfjs_binding.node');
/** What is a real file beside the archive: addons, and what the system's loader or a WebAssembly compiler reads. */
const UNPACKED = '*.{node,wasm}';

/**
 * Makes the folder that every package contains: Electron, the app as an archive of only what it loads, the launcher,
 * and the licences.
 * @param {Setup} setup
 * @param {string} target
 * @param {string} scratch
 */
export async function stage(setup, target, scratch) {
  const electron = shippedElectron();
  const app = join(scratch, 'app');
  await build(setup, join(app, 'out'));
  const bundled = bundledPackages(join(app, 'out'));
  dropSourceMaps(join(app, 'out'));
  copy(join(projectRoot, 'resources', 'icon.png'), join(app, 'resources', 'icon.png'));
  const loaded = await packageFiles(setup.node);
  for (const file of loaded) copy(file, join(app, relative(projectRoot, file)));
  copy(bindingFile('cpu'), join(app, addon));
  if (electron.compat !== undefined) addCompat(electron.compat, app);
  writeFileSync(join(app, 'package.json'), `${JSON.stringify(manifest(), null, 2)}\n`);
  await stripSymbols(app);
  makeReadable(app);

  remove(target);
  await copyElectron(electron, target);
  await createPackageWithOptions(app, join(target, 'resources', 'app.asar'), { unpack: UNPACKED });
  for (const file of fetcherFiles()) copy(join(scripts, file), join(target, 'resources', 'scripts', file));
  write(join(target, 'bin', 'latent-workbench'), linuxFile('latent-workbench.sh'), 0o755);
  const packages = [...bundled, ...shippedPackages(loaded)];
  copy(join(projectRoot, 'LICENSE'), join(target, 'LICENSE'));
  writeFileSync(join(target, 'LICENSES.packages.txt'), thirdPartyLicences(packages));
  writeFileSync(join(target, 'sbom.cdx.json'), `${JSON.stringify(softwareBill(packages), null, 2)}\n`);
  makeReadable(target);
}

/**
 * A build of its own, in which texts name the installed command instead of `npm start`.
 * @param {Setup} setup
 * @param {string} target
 */
async function build(setup, target) {
  const built = await run(
    setup.node,
    [toolScript('electron-vite'), 'build', '--outDir', target, '--logLevel', 'warn'],
    {
      cwd: projectRoot,
      env: { ...process.env, LATENT_WORKBENCH_COMMAND: 'latent-workbench' },
      timeoutMs: 600_000,
    },
  );
  if (built.ok && existsSync(join(target, 'main', 'index.js'))) return;
  throw new SetupProblem({
    what: 'The app could not be built for packaging',
    why: built.gaveUp || built.output,
    remedy: 'Fix the source that is named above and start again.',
  });
}

/** What `latent-workbench fetch-tensorflow` consists of, outside the archive, because Python reads some of it. */
function fetcherFiles() {
  const isUsed = (/** @type {string} */ name) =>
    /\.(mjs|py)$|^requirements-.*\.txt$/.test(name) && !name.endsWith('.test.mjs');
  const setup = readdirSync(join(scripts, 'setup')).filter(isUsed);
  return ['fetch-tensorflow.mjs', ...setup.map((name) => join('setup', name))];
}

/** @param {string} folder */
function dropSourceMaps(folder) {
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.map')) remove(join(folder, name));
}

/**
 * @param {string} compat
 * @param {string} app
 */
function addCompat(compat, app) {
  copyCompat(compat, join(app, 'out', 'compat'));
  for (const entry of ['index', 'job', 'cli']) {
    const file = join(app, 'out', 'main', `${entry}.js`);
    writeFileSync(file, `require('../compat/packaged-entry.cjs');\n${readFileSync(file, 'utf8')}`);
  }
}

/** Without dependencies: they are there already. */
function manifest() {
  const { name, productName, version, description, license, main } = JSON.parse(
    readFileSync(join(projectRoot, 'package.json'), 'utf8'),
  );
  return { name, productName, version, description, license, main, desktopName: `${name}.desktop` };
}
