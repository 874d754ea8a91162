import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { nkeys } from '@nats-io/transport-node';
import { refusal } from '../contract/error';
import { createCertificate } from './certificate';
import { encodeCredentials, readCredentials, type Credentials } from './credentials';
import { FleetSchema, serverConfiguration, systemdUnit, type FleetDescription } from './server-configuration';
import { jsonOf } from '../contract/json';

export interface SetupOptions {
  readonly folder: string;
  /** The names and addresses under which the server is reached; the first is written to credentials. */
  readonly hosts: readonly string[];
  readonly port: number;
  readonly people: readonly string[];
  readonly workers: readonly string[];
  /** People and machines whose keys are revoked. */
  readonly remove: readonly string[];
  /** Of the server, for the systemd unit. */
  readonly serverProgram: string;
}

export const CONFIGURATION_FILE = 'server.conf';
const CERTIFICATE_FILE = 'server.pem';
const KEY_FILE = 'server.key';
const SECRET = { mode: 0o600 };
const DEFAULT_HOSTS = ['localhost', '127.0.0.1'];

const newSeed = () => new TextDecoder().decode(nkeys.createUser().getSeed());

/**
 * Writes the files of a fleet to a folder, or adds people and machines to those that are there, whose keys stay.
 * @returns the files of credentials to hand out
 * @throws WorkbenchError `fleet.name`
 */
export async function setUpFleet(options: SetupOptions): Promise<string[]> {
  const folder = resolve(options.folder);
  for (const name of [...options.people, ...options.workers])
    if (!/^[a-z0-9][a-z0-9-]{0,31}$/.test(name)) throw refusal('fleet.name', { name });
  for (const part of ['people', 'workers']) mkdirSync(join(folder, part), { recursive: true, mode: 0o700 });
  const before = describedIn(folder);
  const fleet: FleetDescription = {
    hosts: options.hosts.length > 0 ? [...options.hosts] : (before?.hosts ?? DEFAULT_HOSTS),
    port: options.port,
    people: without(before?.people ?? {}, options.remove),
    workers: without(before?.workers ?? {}, options.remove),
  };
  for (const name of options.remove)
    for (const part of ['people', 'workers']) rmSync(join(folder, part, `${name}.json`), { force: true });
  const isSameServer = before !== null && before.hosts.join() === fleet.hosts.join();
  const certificate = await certificateIn(folder, fleet.hosts, isSameServer);
  const server = `tls://${fleet.hosts[0] ?? 'localhost'}:${String(fleet.port)}`;
  const shared = { format: 'latent-workbench-fleet-1', server, certificate } as const;
  const people = [...new Set([...Object.keys(fleet.people), ...options.people])].map((name) => {
    const file = join(folder, 'people', `${name}.json`);
    const keys = keysIn(file, 'person', [name]);
    fleet.people[name] = keys.publicKeys[name] ?? '';
    return write(file, { ...shared, role: 'person', name, keys: keys.keys });
  });
  const workers = [...new Set([...Object.keys(fleet.workers), ...options.workers])].map((name) => {
    const file = join(folder, 'workers', `${name}.json`);
    const keys = keysIn(file, 'worker', Object.keys(fleet.people));
    fleet.workers[name] = keys.publicKeys;
    return write(file, { ...shared, role: 'worker', name, keys: keys.keys });
  });
  writeFileSync(join(folder, 'fleet.json'), `${JSON.stringify(fleet, null, 2)}\n`);
  const files = { certificate: join(folder, CERTIFICATE_FILE), key: join(folder, KEY_FILE) };
  const configuration = serverConfiguration(fleet, { ...files, store: join(folder, 'store') });
  const configurationFile = join(folder, CONFIGURATION_FILE);
  writeFileSync(configurationFile, configuration);
  const unit = systemdUnit(options.serverProgram, configurationFile);
  writeFileSync(join(folder, 'latent-workbench-fleet.service'), unit);
  return [...people, ...workers];
}

function describedIn(folder: string): FleetDescription | null {
  const file = join(folder, 'fleet.json');
  if (!existsSync(file)) return null;
  return FleetSchema.safeParse(jsonOf(readFileSync(file, 'utf8'))).data ?? null;
}

async function certificateIn(folder: string, hosts: readonly string[], isKept: boolean): Promise<string> {
  const [certificateFile, keyFile] = [join(folder, CERTIFICATE_FILE), join(folder, KEY_FILE)];
  if (isKept && existsSync(keyFile)) return readFileSync(certificateFile, 'utf8');
  const { certificate, key } = await createCertificate(hosts);
  writeFileSync(certificateFile, certificate);
  writeFileSync(keyFile, key, SECRET);
  return certificate;
}

/** The keys in a file of credentials, and a new one for each person without one. */
function keysIn(file: string, role: Credentials['role'], people: readonly string[]) {
  const known = existsSync(file) ? readCredentials(file, role).keys : [];
  const keys = people.map((person) => {
    const before = known.find((key) => key.person === person);
    return before ?? { person, seed: newSeed() };
  });
  const publicKeys = Object.fromEntries(
    keys.map(({ person, seed }) => [person, nkeys.fromSeed(new TextEncoder().encode(seed)).getPublicKey()]),
  );
  return { keys, publicKeys };
}

function write(file: string, credentials: Credentials): string {
  writeFileSync(file, encodeCredentials(credentials), SECRET);
  return file;
}

function without<T>(all: Readonly<Record<string, T>>, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(all).filter(([name]) => !names.includes(name)));
}
