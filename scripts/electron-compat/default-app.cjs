// What Electron runs first: a stand-in for its own default app, which the borrowed build lacks.
//   electron [-r MODULE]… [--switches] FOLDER_OR_FILE [arguments]
const { app } = require('electron');
const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, resolve } = require('node:path');

const { target, preloads } = readCommandLine(process.argv.slice(1));

preloadIntoChildren(join(__dirname, 'runtime.cjs'));
require('./runtime.cjs');
// better-sqlite3's own prebuilt binary crashes on this Node; see better-sqlite3-napi8.hpp.
process.env.LATENT_WORKBENCH_SQLITE_BINDING ??= join(__dirname, 'better_sqlite3.node');
if (preloads.length > 0) Module._preloadModules(preloads);
Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
start(target);

function readCommandLine(args) {
  const modules = [];
  for (let at = 0; at < args.length; at++) {
    const argument = args[at];
    if (argument === '-v' || argument === '--version') exitWith(`v${process.versions.electron}`);
    else if (argument === '-a' || argument === '--abi') exitWith(process.versions.modules);
    else if (argument === '-r' || argument === '--require') modules.push(args[++at]);
    else if (!argument.startsWith('-')) return { target: resolve(argument), preloads: modules };
  }
  console.error('usage: electron [options] FOLDER_OR_FILE');
  return process.exit(1);
}

function exitWith(text) {
  console.log(text);
  process.exit(0);
}

/** Utility processes of this Electron ignore -r, and heed NODE_OPTIONS. */
function preloadIntoChildren(file) {
  const option = `--require ${JSON.stringify(file)}`;
  process.env.NODE_OPTIONS = [process.env.NODE_OPTIONS, option].filter(Boolean).join(' ');
}

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
