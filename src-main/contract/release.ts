import * as z from 'zod';
import { isFetchableText } from './download';
import { ProblemSchema } from './problem';

const MAX_ADDRESS = 500;
const VERSION = /^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})$/;

/** What a publisher signs: its newest release. */
export const ReleaseSchema = z.object({
  program: z.literal('latent-workbench'),
  /** Three numbers with dots between them. */
  version: z.string().regex(VERSION),
  date: z.iso.date(),
  /** The page that says what is new and has the packages; shown, but never opened by the workbench. */
  page: z.string().max(MAX_ADDRESS).refine(isFetchableText),
});
export type Release = z.infer<typeof ReleaseSchema>;

/** A signed statement as it lies on a server. Both are Base64: the JSON of a release, and its Ed25519 signature. */
export const SignedReleaseSchema = z.object({ release: z.base64(), signature: z.base64() });

/** Where a publisher's statements are, and whose signature they must have. */
export const ReleaseSourceSchema = z.object({
  url: z.string().refine(isFetchableText),
  /** The publisher's public Ed25519 key: Base64 of its SubjectPublicKeyInfo (RFC 8410). */
  key: z.base64(),
});
export type ReleaseSource = z.infer<typeof ReleaseSourceSchema>;

/** What is known about newer versions of this program. */
export const ReleaseStatusSchema = z.object({
  /** The server that is asked; null if this copy of the program names none. */
  host: z.string().nullable(),
  isAsking: z.boolean(),
  /** When the server last answered, in ms since 1970; null if it has not since the start. */
  askedAt: z.number().nullable(),
  /** A release that is newer than this program; null if none is known. */
  newer: ReleaseSchema.nullable(),
  /** Why the last attempt failed. */
  problem: ProblemSchema.nullable(),
});
export type ReleaseStatus = z.infer<typeof ReleaseStatusSchema>;

/** Whether a version is newer than another one, both as in `ReleaseSchema`. */
export function isNewer(version: string, than: string): boolean {
  const [numbers, others] = [version, than].map((text) => text.split('.').map(Number));
  const at = (numbers ?? []).findIndex((number, i) => number !== others?.[i]);
  return at >= 0 && (numbers?.[at] ?? 0) > (others?.[at] ?? 0);
}
