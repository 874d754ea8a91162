import { ReleaseSourceSchema, type ReleaseSource } from '../../contract/release';

declare const __RELEASES__: string | undefined;
/** What the package was made with. */
const PACKAGED = typeof __RELEASES__ === 'undefined' ? undefined : __RELEASES__;

/**
 * Whom to ask for newer versions: the address and the key of `LATENT_WORKBENCH_RELEASES`, a space between them, or what the
 * package was made with.
 * @returns null if neither names a publisher, as in a checkout
 */
export function releaseSource(env: NodeJS.ProcessEnv = process.env): ReleaseSource | null {
  const [url, key] = (env['LATENT_WORKBENCH_RELEASES'] ?? PACKAGED ?? '').trim().split(/\s+/);
  return ReleaseSourceSchema.safeParse({ url, key }).data ?? null;
}
