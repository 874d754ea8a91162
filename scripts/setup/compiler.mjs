import { join } from 'node:path';
import { nodeModules } from './paths.mjs';
import { lastLines, SetupProblem } from './problem.mjs';
import { isOnPath, run } from './processes.mjs';

/** @import { Failure } from './problem.mjs' */

/** Node-API's headers from npm; node-gyp would fetch all headers of Node from outside the registries. */
export const nodeApiHeaders = join(nodeModules, 'node-api-headers', 'include');

/**
 * @param {string} compiler
 * @param {Failure} problem
 */
export function assertCanCompile(compiler, problem) {
  if (isOnPath(compiler)) return;
  throw new SetupProblem({
    ...problem,
    why: `there is no C++ compiler (${compiler})`,
    remedy: `Install it and start again. ${compiler === 'clang++' ? 'On a Mac: xcode-select --install' : 'On Debian and Ubuntu: sudo apt-get install g++'}`,
  });
}

/**
 * @param {string} compiler
 * @param {readonly string[]} args
 * @param {Failure} problem
 */
export async function compile(compiler, args, problem) {
  const compiled = await run(compiler, args);
  if (compiled.ok) return;
  throw new SetupProblem({
    ...problem,
    why: compiled.missing
      ? `there is no ${compiler}`
      : `${compiler} failed: ${lastLines(compiled.output, 6)}`,
    remedy: 'Update the compiler (GCC 10 or newer) and start again.',
  });
}
