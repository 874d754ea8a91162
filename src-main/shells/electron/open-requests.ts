import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';

/** What a start asks the window to open: a run by its link, or files and folders. */
const OpenRequestSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('run'), id: z.int().min(1) }),
  z.object({ type: z.literal('files'), paths: z.array(z.string()) }),
  /** A link that names no run. */
  z.object({ type: z.literal('unknown-link') }),
]);
export type OpenRequest = z.infer<typeof OpenRequestSchema>;

/** What a start beside an open window passes on to it. */
export const PassedOnSchema = z.object({ requested: z.array(OpenRequestSchema) });

export const LINK_SCHEME = 'latent-workbench';
/** Any page and any program can open such a link, so it can name a run and nothing else. */
const RUN_LINK = /^latent-workbench:\/\/run\/([1-9]\d{0,8})\/?$/;

/** @param words the arguments of a start, without options @param folder the folder that it was made in */
export function openRequests(words: readonly string[], folder: string): OpenRequest[] {
  const isLink = (word: string) => word.toLowerCase().startsWith(`${LINK_SCHEME}:`);
  const paths = words.filter((word) => !isLink(word)).map((word) => pathOf(word, folder));
  const links = words.filter(isLink).map(linkRequest);
  return paths.length === 0 ? links : [...links, { type: 'files', paths }];
}

export function linkRequest(link: string): OpenRequest {
  const id = RUN_LINK.exec(link)?.[1];
  return id === undefined ? { type: 'unknown-link' } : { type: 'run', id: Number(id) };
}

/** File managers may give `file:` URLs. */
function pathOf(word: string, folder: string): string {
  try {
    if (word.startsWith('file://')) return fileURLToPath(word);
  } catch {
    // It names no file of this machine, so the import reports that there is none.
  }
  return resolve(folder, word);
}
