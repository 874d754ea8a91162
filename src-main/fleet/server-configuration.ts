import * as z from 'zod';
import { WORKER_PERMISSIONS } from './names';

const KeysSchema = z.record(z.string(), z.string());
/** What a set-up folder contains, without secrets. */
export const FleetSchema = z.object({
  hosts: z.array(z.string()),
  port: z.int(),
  /** The public keys of people, by their names. */
  people: KeysSchema,
  /** The public keys of machines, one for each person, by their names. */
  workers: z.record(z.string(), KeysSchema),
});
export type FleetDescription = z.infer<typeof FleetSchema>;

export interface ServerFiles {
  readonly certificate: string;
  readonly key: string;
  readonly store: string;
}

/** A message with a large figure must fit. */
const MAX_PAYLOAD = '8MB';
/** What a workbench that reads slowly may have outstanding. */
const MAX_PENDING = '256MB';
const MAX_FILE = '20GB';

/**
 * The configuration of nats-server: an account for each person, in which the person may do everything, and each machine
 * what it needs.
 */
export function serverConfiguration({ port, people, workers }: FleetDescription, files: ServerFiles): string {
  const quoted = (text: string) => JSON.stringify(text);
  const list = (values: readonly string[]) => `[${values.map(quoted).join(', ')}]`;
  const permissions = `{ publish: ${list(WORKER_PERMISSIONS.publish)}, subscribe: ${list(WORKER_PERMISSIONS.subscribe)}, allow_responses: true }`;
  // The server refuses a variable that nothing uses, and with it the whole configuration.
  const hasMachines = Object.keys(workers).length > 0;
  const accounts = Object.entries(people).map(([person, key]) => {
    const machines = Object.values(workers).flatMap((keys) => keys[person] ?? []);
    const users = [
      `      { nkey: ${key} }`,
      ...machines.map((machine) => `      { nkey: ${machine}, permissions: $WORKER }`),
    ];
    return `  ${quoted(person)} {\n    jetstream: enabled\n    users: [\n${users.join('\n')}\n    ]\n  }`;
  });
  return `# Written by latent-workbench fleet setup, which overwrites it.
server_name: latent-workbench
listen: "0.0.0.0:${String(port)}"
max_payload: ${MAX_PAYLOAD}
max_pending: ${MAX_PENDING}
write_deadline: "30s"
tls {
  cert_file: ${quoted(files.certificate)}
  key_file: ${quoted(files.key)}
  timeout: 5
}
jetstream {
  store_dir: ${quoted(files.store)}
  max_mem: 256MB
  max_file: ${MAX_FILE}
}
${hasMachines ? `WORKER = ${permissions}\n` : ''}accounts {
${accounts.join('\n')}
}
`;
}

/** Go gives memory back to the system when it gets near the limit. */
export const SERVER_MEMORY = '1GiB';

export function systemdUnit(program: string, configuration: string): string {
  return `[Unit]
Description=Fleet of Latent Workbench (NATS)
After=network-online.target
Wants=network-online.target

[Service]
ExecStart=${program} -c ${configuration}
ExecReload=/bin/kill -HUP $MAINPID
Environment=GOMEMLIMIT=${SERVER_MEMORY}
LimitNOFILE=65536
Restart=always

[Install]
WantedBy=multi-user.target
`;
}
