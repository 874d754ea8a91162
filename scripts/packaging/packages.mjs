import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { nodeModules, projectRoot } from '../setup/paths.mjs';
import { lastLines, SetupProblem } from '../setup/problem.mjs';
import { run } from '../setup/processes.mjs';

/** @typedef {{ folder: string, name: string, version: string, license: string, homepage: string }} ShippedPackage */

/** Loads both engines, SQLite and the video encoder, and prints the files that this took. */
const probe = `
  const util = require('util');
  util.isNullOrUndefined ??= (value) => value == null;
  util.isArray ??= Array.isArray;
  require('@tensorflow/tfjs');
  require('@tensorflow/tfjs-node-gpu');
  require('@tensorflow/tfjs-node-gpu/dist/proto/api_pb.js');
  new (require('better-sqlite3'))(':memory:');
  require('@libav.js/variant-webm')
    .LibAV()
    .then(() => console.log('\\n@@' + JSON.stringify(Object.keys(require.cache))));`;

/**
 * The files of `node_modules` that the app loads, with the manifests and licences of their packages: a few hundred of
 * many thousands. The addon of TensorFlow is left out, as it is a link into the cache.
 * @param {string} node
 */
export async function packageFiles(node) {
  const traced = await run(node, ['-e', probe], { cwd: projectRoot, timeoutMs: 60_000 });
  const list = traced.output.split('@@')[1];
  if (!traced.ok || list === undefined)
    throw new SetupProblem({
      what: 'The app could not be packaged',
      why: `its engines could not be loaded: ${lastLines(traced.output)}`,
      remedy: 'Set them up with: npm start -- --retry-setup doctor',
    });
  /** @type {string[]} */
  const loaded = JSON.parse(list);
  const files = new Set(
    loaded.filter((file) => file.startsWith(nodeModules) && !file.endsWith('tfjs_binding.node')),
  );
  // What a module of Emscripten reads beside itself is not in that list.
  for (const file of [...files]) {
    const binary = file.replace(/\.js$/, '.wasm');
    if (existsSync(binary)) files.add(binary);
  }
  for (const folder of new Set([...files].map(packageFolder)))
    for (const name of readdirSync(folder))
      if (/^(package\.json|licen[cs]e.*|notice.*)$/i.test(name)) files.add(join(folder, name));
  return [...files].sort();
}

/**
 * @param {readonly string[]} files
 * @returns {ShippedPackage[]}
 */
export function shippedPackages(files) {
  return [...new Set(files.map(packageFolder))].map(describePackage);
}

/**
 * @param {string} folder
 * @returns {ShippedPackage}
 */
export function describePackage(folder) {
  const {
    name,
    version,
    license,
    homepage = '',
  } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return {
    folder,
    name,
    version,
    license: typeof license === 'string' ? license : 'see its licence',
    homepage,
  };
}

/** @param {string} file in a package, which may lie in another package's `node_modules` */
export function packageFolder(file) {
  const match = /^.*[\\/]node_modules[\\/](@[^\\/]+[\\/])?[^\\/]+/.exec(file);
  return match?.[0] ?? dirname(file);
}
