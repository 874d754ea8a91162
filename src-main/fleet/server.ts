import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { refusal } from '../contract/error';
import { SERVER_MEMORY } from './server-configuration';
import { CONFIGURATION_FILE } from './setup';

const PROGRAM = process.platform === 'win32' ? 'nats-server.exe' : 'nats-server';
/** The set-up of a checkout names the one that it has fetched. */
const VARIABLE = 'LATENT_WORKBENCH_NATS_SERVER';
const LAST_LINES = 3;

/** The server program on this machine; null if there is none. */
export function serverProgram(): string | null {
  const named = process.env[VARIABLE];
  if (named !== undefined) return named;
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, PROGRAM)).find((path) => existsSync(path)) ?? null;
}

/**
 * Runs the server of a set-up folder until it is ended.
 * @param onLine called with each line of its log
 * @throws WorkbenchError `fleet.no-setup`, `fleet.server-missing`, `fleet.server-ended`
 */
export async function runServer(
  folder: string,
  program: string | null,
  onLine: (line: string) => void,
  ending: AbortSignal,
): Promise<void> {
  const configuration = join(resolve(folder), CONFIGURATION_FILE);
  if (!existsSync(configuration)) throw refusal('fleet.no-setup', { folder });
  if (program === null) throw refusal('fleet.server-missing', {});
  const server = spawn(program, ['-c', configuration], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { ...process.env, GOMEMLIMIT: SERVER_MEMORY },
  });
  const end = () => void server.kill('SIGTERM');
  ending.addEventListener('abort', end);
  const last: string[] = [];
  server.stderr.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter((one) => one !== '')) {
      last.push(line);
      last.splice(0, last.length - LAST_LINES);
      onLine(line);
    }
  });
  const isStarted = await new Promise<boolean>((done) => {
    server.once('error', () => {
      done(false);
    });
    server.once('close', () => {
      done(true);
    });
  });
  ending.removeEventListener('abort', end);
  if (!isStarted) throw refusal('fleet.server-missing', {});
  if (!ending.aborted) throw refusal('fleet.server-ended', { lastWords: last.join(' ') });
}
