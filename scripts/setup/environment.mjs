import { delimiter, dirname } from 'node:path';
import { electronInUse } from './electron.mjs';
import { natsServer } from './nats-server.mjs';
import { tensorflowLibraryFolders } from './tensorflow.mjs';

/** @import { Setup } from './steps.mjs' */

/**
 * The environment for everything that runs after the set-up: the app, its jobs, vitest and Playwright. It is derived
 * from what is installed, so that it is also correct when a tool is started manually.
 * @param {Partial<Pick<Setup, 'node' | 'problems'>>} setup
 */
export function childEnvironment({ node = process.execPath, problems = {} } = {}) {
  /** @type {NodeJS.ProcessEnv} */
  const environment = {
    ...process.env,
    PATH: [dirname(node), process.env.PATH].filter(Boolean).join(delimiter),
    TF_CPP_MIN_LOG_LEVEL: process.env.TF_CPP_MIN_LOG_LEVEL ?? '2', // warnings and errors only
  };
  delete environment.ELECTRON_RUN_AS_NODE; // a shell inside another Electron app may have it
  // The C locale only supports ASCII: Chromium could not open a file with other characters in its name.
  const letters = environment.LC_ALL || environment.LC_CTYPE || environment.LANG || '';
  if (process.platform === 'linux' && !/utf-?8/i.test(letters)) {
    delete environment.LC_ALL;
    environment.LC_CTYPE = 'C.UTF-8';
  }
  const libraries = tensorflowLibraryFolders();
  if (libraries.length > 0) {
    environment.LD_LIBRARY_PATH = [...libraries, process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
  }
  const server = natsServer();
  if (server !== undefined) environment.LATENT_WORKBENCH_NATS_SERVER ??= server;
  const electron = electronInUse();
  if (electron?.override) environment.ELECTRON_OVERRIDE_DIST_PATH = electron.folder;
  if (Object.keys(problems).length > 0)
    environment.LATENT_WORKBENCH_SETUP_PROBLEMS = JSON.stringify(problems);
  return environment;
}
