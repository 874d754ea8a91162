import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, openSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';

/** Until it serves, `mlflow server` creates the tables of a new SQLite file. */
const START_MS = 180_000;

/** @returns {Promise<number>} */
const freePort = () =>
  new Promise((resolve, reject) => {
    const probe = createServer().listen(0, '127.0.0.1');
    probe.on('error', reject);
    probe.on('listening', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

/** @param {string} address */
async function serves(address) {
  for (const end = Date.now() + START_MS; Date.now() < end;) {
    const isThere = await new Promise((resolve) => {
      get(`${address}/version`, (answer) => resolve(answer.resume().statusCode === 200)).on('error', () =>
        resolve(false),
      );
    });
    if (isThere) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error(`MLflow does not serve at ${address}.`);
}

/**
 * Sends runs 1 and 2 to a real MLflow server with SQLite, twice, and compares what its Python client reads with the JSON
 * Lines of the same runs.
 * @param {{ python: string, workbench: (...args: string[]) => void, folder: string, metrics: string }} given
 *   `metrics`: the folder of `export 1 2 --as metrics-jsonl`
 */
export async function verifyMlflow({ python, workbench, folder, metrics }) {
  const files = join(folder, 'mlflow');
  mkdirSync(files);
  const port = String(await freePort());
  const address = `http://127.0.0.1:${port}`;
  const log = openSync(join(files, 'server.log'), 'w');
  const server = spawn(
    join(dirname(python), 'mlflow'),
    [
      ...['server', '--host', '127.0.0.1', '--port', port, '--workers', '1'],
      ...['--backend-store-uri', `sqlite:///${join(files, 'runs.db')}`],
      ...['--artifacts-destination', join(files, 'artifacts')],
    ],
    { stdio: ['ignore', log, log], detached: true },
  );
  try {
    await serves(address);
    const first = join(files, 'first');
    const again = join(files, 'again');
    for (const out of [first, again])
      workbench('export', '1', '2', '--as', 'mlflow', '--option', `server=${address}`, '--out', out);
    execFileSync(python, [join(import.meta.dirname, 'read_mlflow.py'), address, metrics, first, again], {
      stdio: 'inherit',
    });
  } finally {
    // The server has workers of its own.
    if (server.pid !== undefined) process.kill(-server.pid);
  }
}
