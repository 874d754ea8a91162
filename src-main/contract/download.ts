import * as z from 'zod';
import { because } from './validation';
import { DataKindSchema, DatasetIdSchema } from './dataset';
import { ProblemSchema } from './error';

/** A dataset that its publisher offers, and the progress of its download and import. */
export const DownloadSchema = z.object({
  /** The id of the imported dataset. */
  id: DatasetIdSchema,
  name: z.string(),
  summary: z.string(),
  kind: DataKindSchema,
  /** As in `ItemShape`. */
  width: z.int(),
  height: z.int(),
  channels: z.literal([1, 3]),
  classCount: z.int(),
  trainCount: z.int(),
  testCount: z.int(),
  licence: z.string(),
  citation: z.string(),
  /** The authors' page; shown, but never opened by the workbench. */
  homepage: z.string(),
  /** URLs of the folders with its files, in the order in which they are tried. */
  mirrors: z.array(z.string()),
  /** The names of its files in these folders. */
  files: z.array(z.string()),
  /** Total size of its files, in bytes. */
  totalBytes: z.int(),
  /** Number of bytes received so far, including earlier attempts. */
  receivedBytes: z.int(),
  /** `ready`: a dataset with this id exists. */
  state: z.enum(['absent', 'downloading', 'importing', 'ready']),
  /** The host that is used, while `downloading`. */
  host: z.string().nullable(),
  /** 0 to 1 while `importing`. */
  fraction: z.number().nullable(),
  /** Why the last attempt failed. */
  problem: ProblemSchema.nullable(),
});
export type Download = z.infer<typeof DownloadSchema>;

const MAX_ADDRESS = 500;
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

const isUrl = (text: string): boolean => {
  try {
    return new URL(text).host !== '';
  } catch {
    return false;
  }
};

/** Whether files may be downloaded from a URL: over TLS, or from this machine. */
export function isFetchable({ protocol, hostname, username, password }: URL): boolean {
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}

/** Whether a text is the URL of something that may be downloaded. */
export const isFetchableText = (text: string): boolean => isUrl(text) && isFetchable(new URL(text));

const MIRROR = because('mirror');
/** The URL of a folder with the files of a dataset, under their publisher's names. */
export const MirrorSchema = z.string(MIRROR).trim().max(MAX_ADDRESS, MIRROR).refine(isFetchableText, MIRROR);
