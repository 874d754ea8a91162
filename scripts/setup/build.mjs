import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { contentHash, moveIntoPlace, readJson, remove, writeJson } from './files.mjs';
import { projectRoot } from './paths.mjs';
import { lastLines, SetupProblem } from './problem.mjs';
import { run, toolScript } from './processes.mjs';
import { ensure } from './steps.mjs';

/** @import { Setup } from './steps.mjs' */

const output = join(projectRoot, 'out');
const stamp = join(output, 'built.json');
const sources = [
  'package.json',
  'src-main',
  'src-renderer',
  'resources',
  'electron.vite.config.ts',
  'package-lock.json',
];

/**
 * Builds `out/` if a source has changed. The build is made in another folder first, so that a failure keeps the last
 * good one.
 * @param {Setup} setup
 */
export function ensureBuild(setup) {
  const hash = sourceHash();
  return ensure(setup, {
    name: 'build',
    title: 'building the app',
    required: true,
    isDone: () => readJson(stamp)?.sources === hash,
    work: () => build(setup, hash),
  });
}

function sourceHash() {
  /** @param {string} path */
  const isSource = (path) => !path.endsWith('.test.ts');
  return contentHash(
    sources.map((name) => join(projectRoot, name)),
    isSource,
  );
}

/**
 * @param {Setup} setup
 * @param {string} hash of the sources
 */
async function build(setup, hash) {
  const draft = join(projectRoot, 'out.next'); // as deep as out/, since source maps hold relative paths
  remove(draft);
  const built = await run(
    setup.node,
    [toolScript('electron-vite'), 'build', '--outDir', draft, '--logLevel', 'warn'],
    {
      cwd: projectRoot,
      timeoutMs: 600_000,
    },
  );
  if (!built.ok || !existsSync(join(draft, 'main', 'index.js'))) {
    remove(draft);
    throw new SetupProblem({
      what: 'The app could not be built',
      why: built.gaveUp || buildErrors(built.output),
      remedy: 'Fix the source that is named above and start again.',
    });
  }
  writeJson(join(draft, 'built.json'), { sources: hash });
  remove(stamp); // first: a crash in the middle must not leave an old stamp on half an app
  moveIntoPlace(draft, output);
}

/**
 * The bundler's messages about the source, without its own stack trace.
 * @param {string} output
 */
function buildErrors(output) {
  const lines = output.split('\n').filter((line) => !/^\s*at .*node_modules/.test(line));
  return lastLines(lines.join('\n'), 30);
}
