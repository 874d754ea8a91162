import * as z from 'zod';
import { because } from './validation';
import { DataKindSchema, DatasetIdSchema } from './dataset';
import { ProblemSchema } from './error';

/** A dataset that its publisher offers, and how far it is on its way into the data folder. */
export const DownloadSchema = z.object({
  /** Of the dataset that it becomes. */
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
  /** Of its authors; shown, never opened by the workbench. */
  homepage: z.string(),
  /** Addresses of the folders that hold its files, in the order in which they are tried. */
  mirrors: z.array(z.string()),
  /** The names of its files there. */
  files: z.array(z.string()),
  /** Of its files, in bytes. */
  totalBytes: z.int(),
  /** How much of them is here, of earlier tries as well. */
  receivedBytes: z.int(),
  /** `ready`: there is a dataset of this id. */
  state: z.enum(['absent', 'downloading', 'importing', 'ready']),
  /** The host that sends, while `downloading`. */
  host: z.string().nullable(),
  /** 0 to 1 while `importing`. */
  fraction: z.number().nullable(),
  /** Why the last try failed. */
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

/** Whether files may be fetched from there: over TLS, or from this machine. */
export function isFetchable({ protocol, hostname, username, password }: URL): boolean {
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}

const MIRROR = because('mirror');
/** The address of a folder with the files of a dataset, as their publisher names them. */
export const MirrorSchema = z
  .string(MIRROR)
  .trim()
  .max(MAX_ADDRESS, MIRROR)
  .refine((text) => isUrl(text) && isFetchable(new URL(text)), MIRROR);
