import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { refusal, type WorkbenchError } from '../contract/error';
import { placeOf, READY_FOLDER, type PublishedDataset } from '../datasets/published';
import { writingProblem } from '../datasets/replace-folder';
import { fetchFile, type Failure } from './fetch-file';
import { LIMITS, openNetwork, type Limits } from './source';
import { Unavailable, type Reason } from './unavailable';
import { unpack } from './unpack';

export interface DownloadRequest extends Pick<PublishedDataset, 'name' | 'homepage' | 'mirrors' | 'files'> {
  /** Contains partial files, archives, and `READY_FOLDER`. */
  readonly directory: string;
}

export interface DownloadWatched {
  /** Called with the received bytes of all files, and the current host. */
  readonly onProgress?: (received: number, host: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Downloads a dataset's files, verifies their hashes, and unpacks archives. Continues an earlier, incomplete download.
 * @returns whether all files are complete; false if aborted
 * @throws WorkbenchError `download.offline`, `download.failed`, `download.unsupported`, `download.incomplete`,
 * `dataset.unwritable` or of an archive
 */
export async function downloadDataset(
  request: DownloadRequest,
  { onProgress, signal = new AbortController().signal }: DownloadWatched = {},
  limits: Limits = LIMITS,
): Promise<boolean> {
  const { files, mirrors, directory } = request;
  let before = 0;
  try {
    await mkdir(join(directory, READY_FOLDER), { recursive: true });
    const network = await openNetwork(limits);
    try {
      for (const file of files) {
        const urls = mirrors.map((mirror) => new URL(file.name, withSlash(mirror)));
        const onBytes = (received: number, host: string) => onProgress?.(before + received, host);
        const place = placeOf(file, directory);
        const failures = await fetchFile(place, file, urls, { network, limits, signal, onBytes });
        if (failures !== null) throw notFetched(request, failures);
        before += file.bytes;
      }
    } finally {
      await network.close();
    }
    await unpackAll(request);
    return !signal.aborted;
  } catch (error) {
    if (signal.aborted) return false;
    throw error instanceof Unavailable ? notFetched(request, [], error) : writingProblem(error, directory);
  }
}

const withSlash = (mirror: string): string => (mirror.endsWith('/') ? mirror : `${mirror}/`);

async function unpackAll({ name, homepage, files, directory }: DownloadRequest): Promise<void> {
  for (const file of files) {
    if (!('members' in file)) continue;
    const missing = await unpack(placeOf(file, directory), file.members, join(directory, READY_FOLDER));
    if (missing.length === 0) continue;
    throw refusal('download.incomplete', { name, file: file.name, missing, homepage });
  }
}

/** @param failures empty if no mirror could be tried */
function notFetched(
  { name, homepage }: DownloadRequest,
  failures: readonly Failure[],
  only?: Unavailable,
): WorkbenchError {
  const all = [...failures.map(({ error }) => error), ...(only === undefined ? [] : [only])];
  const by = (reason: Reason) => all.every((error) => error.reason === reason);
  const code = by('network')
    ? 'download.offline'
    : by('runtime')
      ? 'download.unsupported'
      : 'download.failed';
  const tried = failures.map(({ host, error }) => ({ host, why: error.why }));
  return refusal(code, { name, homepage, tried, why: only?.why ?? null });
}
