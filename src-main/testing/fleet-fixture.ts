import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectFleet } from '../fleet/client';
import { readCredentials } from '../fleet/credentials';
import { joinFleet, membershipOf } from '../fleet/membership';
import { serverProgram } from '../fleet/server';
import { CONFIGURATION_FILE, setUpFleet } from '../fleet/setup';
import type { Timing } from '../fleet/streams';
import { answers, freePort } from './ports';

/** Short, so that tests of lost workers do not take minutes. */
export const TEST_TIMING: Timing = { ackWaitMs: 2_000, renewEveryMs: 400 };

export type TestFleet = Awaited<ReturnType<typeof testFleet>>;

/** A real server with its own folder, for two people, alice and bob, and one machine. */
export async function testFleet() {
  const folder = mkdtempSync(join(tmpdir(), 'latent-workbench-fleet-'));
  const port = await freePort();
  const options = { folder, hosts: [], port, workers: ['box'], remove: [], serverProgram: 'nats-server' };
  await setUpFleet({ ...options, people: ['alice', 'bob'] });
  let server: ChildProcess | null = null;

  const fleet = {
    folder,
    port,
    options,
    credentialsFile: (person: string) => join(folder, 'people', `${person}.json`),
    workerFile: join(folder, 'workers', 'box.json'),
    workerCredentials: () => readCredentials(join(folder, 'workers', 'box.json'), 'worker'),
    async startServer(): Promise<void> {
      const program = serverProgram();
      if (program === null) throw new Error('There is no nats-server; npm test -- unit fetches it.');
      server = spawn(program, ['-c', join(folder, CONFIGURATION_FILE)], { stdio: 'ignore' });
      for (let tries = 0; tries < 200 && !(await answers(port)); tries++)
        await new Promise((resolve) => setTimeout(resolve, 50));
    },
    /** As a crash of its machine would. */
    async killServer(): Promise<void> {
      if (server === null) return;
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
      server = null;
    },
    reloadServer: () => void server?.kill('SIGHUP'),
    /** For `openWorkbench`. @param person who the data folder belongs to */
    open:
      (person = 'alice') =>
      async (dataDir: string) => {
        joinFleet(dataDir, readCredentials(fleet.credentialsFile(person), 'person'));
        const membership = membershipOf(dataDir);
        return membership && connectFleet(membership, TEST_TIMING);
      },
    async close(): Promise<void> {
      await fleet.killServer();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  await fleet.startServer();
  return fleet;
}
