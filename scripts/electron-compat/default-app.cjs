// The first script that Electron runs: it replaces Electron's own default app, which this build lacks.
//   electron [-r MODULE]… [--switches] FOLDER_OR_FILE [arguments]
const electron = require('electron');
const { existsSync, readFileSync } = require('node:fs');
const nodeModule = require('node:module');
const { dirname, join, resolve } = require('node:path');

/** @typedef {{ setVersion(version: string): void, setAppPath(path: string): void }} ForDefaultApps */
const app = /** @type {import('electron').App & ForDefaultApps} */ (electron.app);
/**
 * @typedef {object} Loader
 * @property {(modules: readonly string[]) => void} _preloadModules
 * @property {(path: string, parent: null, isMain: boolean) => string} _resolveFilename
 * @property {(path: string, parent: unknown, isMain: boolean) => unknown} _load
 */
const Module = /** @type {typeof nodeModule & Loader} */ (nodeModule);

const { target, preloads } = readCommandLine(process.argv.slice(1));

preloadIntoChildren(join(__dirname, 'runtime.cjs'));
require('./runtime.cjs');
// better-sqlite3's own prebuilt binary crashes on this Node; see better-sqlite3-napi8.hpp.
process.env.LATENT_WORKBENCH_SQLITE_BINDING ??= join(__dirname, 'better_sqlite3.node');
if (preloads.length > 0) Module._preloadModules(preloads);
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
start(target);

/** @param {readonly string[]} args */
function readCommandLine(args) {
  /** @type {string[]} */
  const modules = [];
  const words = args[Symbol.iterator]();
  for (const argument of words) {
    if (argument === '-v' || argument === '--version') exitWith(`v${process.versions.electron}`);
    else if (argument === '-a' || argument === '--abi') exitWith(process.versions.modules);
    else if (argument === '-r' || argument === '--require') modules.push(words.next().value ?? '');
    else if (!argument.startsWith('-')) return { target: resolve(argument), preloads: modules };
  }
  console.error('usage: electron [options] FOLDER_OR_FILE');
  return process.exit(1);
}

/**
 * @param {string} text
 * @returns {never}
 */
function exitWith(text) {
  console.log(text);
  process.exit(0);
}

/**
 * Utility processes of this Electron ignore -r, but use NODE_OPTIONS.
 * @param {string} file
 */
function preloadIntoChildren(file) {
  const option = `--require ${JSON.stringify(file)}`;
  process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS, option].filter(Boolean).join(' ');
}

/** @param {string} path */
function start(path) {
  const manifest = join(path, 'package.json');
  const file = Module._resolveFilename(path, null, true);
  if (existsSync(manifest)) {
    const { version, productName, name, desktopName } = JSON.parse(readFileSync(manifest, 'utf8'));
    if (version) app.setVersion(version);
    if (productName || name) app.setName(productName || name);
    app.setDesktopName(desktopName || `${app.getName()}.desktop`);
    app.setAppPath(path);
  } else {
    app.setAppPath(dirname(file));
  }
  Module._load(file, Module, true);
}
