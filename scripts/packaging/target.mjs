import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { compatElectronVersion } from '../electron-compat/install.mjs';
import { electronInUse } from '../setup/electron.mjs';
import { projectRoot, scripts } from '../setup/paths.mjs';
import { lastLines, SetupProblem } from '../setup/problem.mjs';
import { isOnPath, run } from '../setup/processes.mjs';
import { tensorflowVersion } from '../setup/tensorflow.mjs';

/**
 * Name, version and description, and who answers for the packages. The version of a package with the older Electron
 * says so, because that Electron is out of support.
 */
export function product() {
  /** @type {{ name: string, version: string, description: string }} */
  const { name, version, description } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'));
  return {
    name,
    version: electronInUse()?.override ? `${version}+electron${compatElectronVersion}` : version,
    description,
    maintainer: 'Latent Workbench <latent-workbench@localhost>',
  };
}

/** The name of the app among all others, in reverse domain order; it has no public home yet, as its maintainer. */
export const appId = 'localhost.latent_workbench.LatentWorkbench';

/**
 * The time that files in packages have, in seconds since 1970, so that the same source makes the same bytes: that of
 * SOURCE_DATE_EPOCH, else of the last commit (https://reproducible-builds.org/specs/source-date-epoch/).
 */
export function releaseTime() {
  const given = Number(process.env.SOURCE_DATE_EPOCH);
  if (Number.isSafeInteger(given) && given > 0) return given;
  try {
    return Number(execFileSync('git', ['log', '-1', '--format=%ct'], { cwd: projectRoot, encoding: 'utf8' }));
  } catch {
    return Math.floor(lstatSync(join(projectRoot, 'package.json')).mtimeMs / 1000); // not a checkout
  }
}

/**
 * @param {string} name of a file that Linux desktops read
 * @returns its text, with the values of this version
 */
export function linuxFile(name) {
  const day = new Date(releaseTime() * 1000).toISOString().slice(0, 10);
  return readFileSync(join(scripts, 'packaging', 'linux', name), 'utf8')
    .replaceAll('@APP_ID@', appId)
    .replaceAll('@VERSION@', product().version)
    .replaceAll('@TENSORFLOW@', tensorflowVersion)
    .replaceAll('@DATE@', day);
}

/**
 * @param {string} command
 * @param {string} debianPackage that contains it
 */
export function need(command, debianPackage) {
  if (isOnPath(command)) return;
  throw new SetupProblem({
    what: 'The app could not be packaged',
    why: `${command} is not on this machine`,
    remedy: `On Debian and Ubuntu: sudo apt-get install ${debianPackage}`,
  });
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
export async function tool(command, args) {
  const env = { ...process.env, SOURCE_DATE_EPOCH: String(releaseTime()) };
  const done = await run(command, args, { env, timeoutMs: 1_800_000 });
  if (done.ok) return;
  throw new SetupProblem({
    what: 'The app could not be packaged',
    why: done.gaveUp || (done.missing ? `${command} is not on this machine` : lastLines(done.output)),
    remedy: 'Fix what is named above and start again.',
  });
}

/** @param {string} folder */
export function folderKilobytes(folder) {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => lstatSync(join(folder, name)))
    .reduce((sum, file) => sum + (file.isFile() ? Math.ceil(file.size / 1024) : 1), 0);
}
