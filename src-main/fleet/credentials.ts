import { readFileSync } from 'node:fs';
import * as z from 'zod';
import { refusal } from '../contract/error';
import { jsonOf } from '../contract/json';

/** A file that `fleet setup` writes for a person or for a machine. It is a secret, like a private key of SSH. */
export const CredentialsSchema = z.object({
  format: z.literal('latent-workbench-fleet-1'),
  role: z.enum(['person', 'worker']),
  name: z.string(),
  /** Such as `tls://lab.example:4222`. */
  server: z.string(),
  /** The certificate that the server must have. */
  certificate: z.string(),
  /** A key for each person that it works for; that of a person is the only one. */
  keys: z.array(z.object({ person: z.string(), seed: z.string() })).min(1),
});
export type Credentials = z.infer<typeof CredentialsSchema>;

export const encodeCredentials = (credentials: Credentials): string =>
  `${JSON.stringify(credentials, null, 2)}\n`;

/** @throws WorkbenchError `fleet.credentials` */
export function readCredentials(file: string, role: Credentials['role']): Credentials {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const systemCode = (error as NodeJS.ErrnoException).code ?? null;
    throw refusal('fleet.credentials', { file, why: 'unreadable', role, systemCode }, { cause: error });
  }
  const { data } = CredentialsSchema.safeParse(jsonOf(text));
  if (data === undefined) throw refusal('fleet.credentials', { file, why: 'format', role, systemCode: null });
  if (data.role !== role) throw refusal('fleet.credentials', { file, why: 'role', role, systemCode: null });
  return data;
}
