import { cpSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { electronInUse } from '../setup/electron.mjs';
import { remove } from '../setup/files.mjs';
import { scripts } from '../setup/paths.mjs';
import { SetupProblem } from '../setup/problem.mjs';
import { copy, stripSymbols } from './files.mjs';

/**
 * Chromium's own texts, of which only the menus of the system's dialogs are seen.
 * @param {string} name of a file of locales
 */
const isUsedLocale = (name) => /^(en-US|ko)\.pak/.test(name);

/**
 * The Electron that is installed, to be shipped. `compat` is its folder of additions where it is the older one from the
 * registries, which is years out of support: good for a trial, not for publishing.
 */
export function shippedElectron() {
  const electron = electronInUse();
  if (electron === undefined)
    throw new SetupProblem({
      what: 'The app could not be packaged',
      why: 'there is no Electron on this machine',
      remedy: 'Set it up with: npm start -- --retry-setup',
    });
  const { folder, override } = electron;
  return { folder, compat: override ? join(folder, 'resources', 'app') : undefined };
}

/**
 * Copies Electron without what an app does not need, and switches off what an attacker would use.
 * @param {ReturnType<typeof shippedElectron>} electron
 * @param {string} target
 */
export async function copyElectron({ folder, compat }, target) {
  cpSync(folder, target, { recursive: true });
  for (const name of ['app', 'default_app.asar']) remove(join(target, 'resources', name));
  const locales = join(target, 'locales');
  readdirSync(locales)
    .filter((name) => !isUsedLocale(name))
    .forEach((name) => remove(join(locales, name)));
  await stripSymbols(target);
  const program = join(target, 'latent-workbench');
  renameSync(join(target, 'electron'), program);
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: true, // the command line is the same program
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
  });
  remove(join(target, 'version'));
  if (compat === undefined) renameSync(join(target, 'LICENSE'), join(target, 'LICENSE.electron.txt'));
}

/**
 * What the older Electron needs beside the app: its additions, and a module that each entry loads first.
 * @param {string} compat
 * @param {string} target
 */
export function copyCompat(compat, target) {
  for (const name of ['runtime.cjs', 'packaged-entry.cjs'])
    copy(join(scripts, 'electron-compat', name), join(target, name));
  copy(join(compat, 'better_sqlite3.node'), join(target, 'better_sqlite3.node'));
}
