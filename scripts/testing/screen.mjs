import { spawn } from 'node:child_process';

/** @import { Readable } from 'node:stream' */

const startLimitMs = 15_000;

/**
 * A screen for the windows: the existing one, otherwise a virtual one (Xvfb) on a free display number.
 * @returns {Promise<{ env: NodeJS.ProcessEnv, stop: () => void }>}
 */
export async function startScreen() {
  const hasOne = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (hasOne) return { env: {}, stop: () => {} };

  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await displayNumber(server);
  return { env: { DISPLAY: `:${number}` }, stop: () => server.kill() };
}

/**
 * Xvfb writes the chosen display number to its third descriptor once it is ready.
 * @param {import('node:child_process').ChildProcess} server
 * @returns {Promise<string>}
 */
function displayNumber(server) {
  return new Promise((resolve, reject) => {
    /** @param {string} why */
    const fail = (why) => {
      server.kill();
      reject(new Error(`no virtual screen could be started: ${why}`));
    };
    const limit = setTimeout(() => fail('Xvfb was not ready in time'), startLimitMs);
    server.on('error', (error) => fail(error.message));
    server.on('exit', (code) => fail(`Xvfb ended with code ${code}`));
    const descriptor = /** @type {Readable} */ (server.stdio[3]);
    descriptor.setEncoding('utf8').once('data', (text) => {
      clearTimeout(limit);
      resolve(text.trim());
    });
  });
}
