import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nkeys } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { WorkbenchError } from '../contract/error';
import { testFleet, type TestFleet } from '../testing/fleet-fixture';
import { createCertificate } from './certificate';
import { openConnection, type Connection } from './connection';
import { encodeCredentials, readCredentials, type Credentials } from './credentials';
import { joinFleet, leaveFleet, membershipOf } from './membership';
import { EVENTS, eventSubject, JOBS, jobSubject } from './names';
import { setUpFleet } from './setup';
import { ensureStreams } from './streams';

let fleet: TestFleet;
let scratch = '';
const open: Connection[] = [];

beforeAll(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'latent-workbench-access-'));
  fleet = await testFleet();
});
afterAll(async () => {
  for (const { nats } of open) await nats.close();
  await fleet.close();
  rmSync(scratch, { recursive: true, force: true });
});

async function connected(credentials: Credentials, person: string): Promise<Connection> {
  const seed = credentials.keys.find((key) => key.person === person)?.seed ?? '';
  const connection = await openConnection(credentials, seed);
  open.push(connection);
  return connection;
}

const person = (name: string) => readCredentials(fleet.credentialsFile(name), 'person');

async function codeOf(work: () => unknown): Promise<string> {
  try {
    await work();
    return 'nothing was thrown';
  } catch (error) {
    return error instanceof WorkbenchError ? error.problem.code : String(error);
  }
}

describe('credentials', () => {
  it('are refused by the server in one sentence, without the key', async () => {
    const unknown = new TextDecoder().decode(nkeys.createUser().getSeed());
    const refused = await openConnection(person('alice'), unknown).catch((error: unknown) => error);
    expect(refused).toMatchObject({ problem: { code: 'fleet.refused' } });
    expect(JSON.stringify((refused as WorkbenchError).problem)).not.toContain(unknown);
  });

  it('only lead to the server whose certificate they have', async () => {
    const { certificate } = await createCertificate(['localhost']);
    const other = { ...person('alice'), certificate };
    expect(await codeOf(() => connected(other, 'alice'))).toBe('fleet.certificate');
  });

  it('lead to a sentence if no server answers', async () => {
    const nobody = { ...person('alice'), server: 'tls://localhost:1' };
    expect(await codeOf(() => connected(nobody, 'alice'))).toBe('fleet.unreachable');
  });

  it('are read from a file of the right role', async () => {
    const broken = join(scratch, 'broken.json');
    writeFileSync(broken, '{}');
    expect(await codeOf(() => readCredentials(broken, 'person'))).toBe('fleet.credentials');
    expect(await codeOf(() => readCredentials(join(scratch, 'none'), 'person'))).toBe('fleet.credentials');
    expect(await codeOf(() => readCredentials(fleet.workerFile, 'person'))).toBe('fleet.credentials');
  });
});

describe('a worker', () => {
  it('can report on runs, and neither launch them nor touch what others have reported', async () => {
    const alice = await connected(person('alice'), 'alice');
    await ensureStreams(alice);
    const worker = await connected(fleet.workerCredentials(), 'alice');
    const options = { timeout: 500, retries: 0 };
    await worker.js.publish(eventSubject('folder', 'job'), 'x', options);
    const attempts = [
      () => worker.js.publish(jobSubject('pool', 'job'), 'x', options),
      () => worker.manager.streams.delete(JOBS),
      () => worker.manager.streams.purge(EVENTS),
      () => worker.manager.consumers.add(EVENTS, { durable_name: 'spy' }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow();
    expect((await alice.manager.streams.info(EVENTS)).state.messages).toBe(1);
  });
});

describe('two people', () => {
  it('have accounts of their own', async () => {
    const [alice, bob] = [await connected(person('alice'), 'alice'), await connected(person('bob'), 'bob')];
    await ensureStreams(alice);
    await ensureStreams(bob);
    const before = (await bob.manager.streams.info(EVENTS)).state.messages;
    await alice.js.publish(eventSubject('folder', 'secret'), 'x');
    expect((await bob.manager.streams.info(EVENTS)).state.messages).toBe(before);
    const heard = vi.fn();
    bob.nats.subscribe('>', { callback: heard });
    await bob.nats.flush();
    await alice.js.publish(eventSubject('folder', 'secret'), 'y');
    await bob.nats.flush();
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('a set-up folder', () => {
  it('gets more people and machines, whose keys stay, and loses those that are revoked', async () => {
    const folder = join(scratch, 'fleet');
    const options = { folder, hosts: ['lab.example'], port: 4222, remove: [], serverProgram: 'nats-server' };
    await setUpFleet({ ...options, people: ['ann'], workers: ['box'] });
    const ann = readFileSync(join(folder, 'people', 'ann.json'), 'utf8');
    await setUpFleet({ ...options, people: ['ben'], workers: ['rack'] });
    expect(readFileSync(join(folder, 'people', 'ann.json'), 'utf8')).toBe(ann);
    const worker = readCredentials(join(folder, 'workers', 'box.json'), 'worker');
    expect(worker).toMatchObject({ server: 'tls://lab.example:4222', name: 'box' });
    expect(worker.keys.map((key) => key.person)).toEqual(['ann', 'ben']);
    expect(statSync(join(folder, 'server.key')).mode & 0o077).toBe(0);
    const annsKey = nkeys
      .fromSeed(new TextEncoder().encode((JSON.parse(ann) as Credentials).keys[0]?.seed ?? ''))
      .getPublicKey();
    const configuration = () => readFileSync(join(folder, 'server.conf'), 'utf8');
    expect(configuration()).toContain(annsKey);
    await setUpFleet({ ...options, people: [], workers: [], remove: ['ann'] });
    expect(configuration()).not.toContain(annsKey);
    expect(existsSync(join(folder, 'people', 'ann.json'))).toBe(false);
    // The server refuses a variable that nothing uses.
    expect(configuration()).toMatch(/^WORKER = /m);
    await setUpFleet({ ...options, people: [], workers: [], remove: ['box', 'rack'] });
    expect(configuration()).not.toContain('WORKER');
  });

  it('refuses names that cannot be part of a subject', async () => {
    const options = { folder: scratch, hosts: [], port: 4222, remove: [], serverProgram: '' };
    expect(await codeOf(() => setUpFleet({ ...options, people: ['Ann.B'], workers: [] }))).toBe('fleet.name');
  });
});

describe('a data folder', () => {
  it('stays the same one when it gets other credentials, and forgets them', () => {
    const folder = join(scratch, 'data');
    expect(membershipOf(folder)).toBeNull();
    joinFleet(folder, person('alice'));
    const first = membershipOf(folder);
    expect(statSync(join(folder, 'fleet.json')).mode & 0o077).toBe(0);
    joinFleet(folder, { ...person('alice'), server: 'tls://other:4222' });
    expect(membershipOf(folder)).toMatchObject({
      folder: first?.folder,
      credentials: { server: 'tls://other:4222' },
    });
    leaveFleet(folder);
    expect(membershipOf(folder)).toBeNull();
  });

  it('says which file is damaged', async () => {
    const folder = join(scratch, 'damaged');
    joinFleet(folder, person('alice'));
    writeFileSync(join(folder, 'fleet.json'), encodeCredentials(person('alice')).slice(0, 20));
    expect(await codeOf(() => membershipOf(folder))).toBe('fleet.credentials');
  });
});
