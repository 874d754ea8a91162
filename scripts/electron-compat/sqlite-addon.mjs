import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile, nodeApiHeaders } from '../setup/compiler.mjs';
import { nodeModules, scripts } from '../setup/paths.mjs';

const package_ = join(nodeModules, 'better-sqlite3');

/**
 * Compiles better-sqlite3 for Node-API 8, about 45 s on one core. It calls the compiler directly: node-gyp would first
 * fetch Electron's headers from outside the registries, and Node-API needs none of them.
 * @param {string} scratch folder for intermediate files
 * @param {string} target
 * @param {import('../setup/problem.mjs').Failure} problem
 */
export async function compileSqliteAddon(scratch, target, problem) {
  const sqliteObject = join(scratch, 'sqlite3.o');
  const bindingObject = join(scratch, 'better_sqlite3.o');
  const common = ['-c', '-O2', '-w', '-fPIC', '-DNDEBUG'];
  const sqliteFolder = join(package_, 'deps', 'sqlite3');
  await Promise.all([
    compile(
      'gcc',
      [...common, '-std=c99', ...sqliteDefines(), join(sqliteFolder, 'sqlite3.c'), '-o', sqliteObject],
      problem,
    ),
    compile(
      'g++',
      [
        ...[
          ...common,
          '-std=c++20',
          '-fvisibility=hidden',
          '-fvisibility-inlines-hidden',
          '-DNAPI_VERSION=8',
        ],
        ...['-DNAPI_DISABLE_CPP_EXCEPTIONS', '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'],
        ...['-I', nodeApiHeaders, '-I', join(nodeModules, 'node-addon-api'), '-I', sqliteFolder],
        ...['-include', join(scripts, 'electron-compat', 'better-sqlite3-napi8.hpp')],
        ...[join(package_, 'src', 'better_sqlite3.cpp'), '-o', bindingObject],
      ],
      problem,
    ),
  ]);
  const linking = [
    '-shared',
    '-s',
    '-Wl,-Bsymbolic',
    '-Wl,--exclude-libs,ALL',
    '-o',
    target,
    bindingObject,
    sqliteObject,
    '-ldl',
  ];
  await compile('g++', linking, problem);
}

/** The same options as in its own build, because they determine which SQL the database supports. */
function sqliteDefines() {
  const list = readFileSync(join(package_, 'deps', 'defines.gypi'), 'utf8');
  return [...list.matchAll(/'([A-Z0-9_]+(?:=-?\d+)?)'/g)].map(([, define]) => `-D${define}`);
}
