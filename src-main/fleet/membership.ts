import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { refusal } from '../contract/error';
import { CredentialsSchema, type Credentials } from './credentials';
import { jsonOf } from '../contract/json';

/** In the data folder; a secret, since it holds the person's credentials. */
export const FLEET_FILE = 'fleet.json';

/** What makes a data folder part of a fleet. */
const MembershipSchema = z.object({
  /** Identifies the data folder: the events of its runs are for it alone. */
  folder: z.string(),
  credentials: CredentialsSchema,
});
export type Membership = z.infer<typeof MembershipSchema>;

/** Lets a data folder use a fleet from now on. With other credentials of the same person, its runs go on. */
export function joinFleet(dataDir: string, credentials: Credentials): void {
  const folder = membershipOf(dataDir)?.folder ?? randomBytes(16).toString('hex');
  mkdirSync(dataDir, { recursive: true });
  const text = `${JSON.stringify({ folder, credentials }, null, 2)}\n`;
  writeFileSync(join(dataDir, FLEET_FILE), text, { mode: 0o600 });
}

export function leaveFleet(dataDir: string): void {
  rmSync(join(dataDir, FLEET_FILE), { force: true });
}

/** @returns null if the data folder has not joined a fleet @throws WorkbenchError `fleet.credentials` */
export function membershipOf(dataDir: string): Membership | null {
  const file = join(dataDir, FLEET_FILE);
  if (!existsSync(file)) return null;
  const { data } = MembershipSchema.safeParse(jsonOf(readFileSync(file, 'utf8')));
  if (data === undefined)
    throw refusal('fleet.credentials', { file, why: 'format', role: 'person', systemCode: null });
  return data;
}
