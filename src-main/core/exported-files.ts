import { randomBytes } from 'node:crypto';
import { createReadStream, rmSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BoundedMap } from '../contract/bounded-map';
import { refusal, type WorkbenchError } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import type { Exported } from '../contract/export';
import { throttled } from './dataset-task';
import type { Hub } from './events';
import { createSlots } from './slots';
import { unlessAborted } from './unless-aborted';

/** Beyond this number the oldest file is deleted; it can be written again. */
const MAX_FILES = 8;
const AT_ONCE = 2;
const MAX_WAITING = 16;

interface Written extends Exported {
  readonly path: string;
}

export const EXPORT_ENDS = {
  cancelled: () => refusal('export.cancelled', {}),
  lost: () => refusal('export.interrupted', {}),
};

export interface WritingJob {
  readonly file: string;
  readonly onProgress: (fraction: number) => void;
  readonly signal: AbortSignal;
}

export type WriteFile = (job: WritingJob) => Promise<void>;

/** A temporary folder of exports, from where clients fetch them, and the turns in which they are written. */
export function createExportedFiles(events: Pick<Hub<WorkbenchEvent>, 'publish'>) {
  const files = new BoundedMap<string, Written>(MAX_FILES, ({ path }) => {
    void rm(path, { force: true });
  });
  const slots = createSlots({ atOnce: AT_ONCE, waiting: MAX_WAITING, tooMany });
  const closed = new AbortController();
  let folder: Promise<string> | null = null;

  return {
    /** Writes a file into the folder. @param key names the export in events about its progress */
    async write(
      { fileName, mediaType, key }: Pick<Exported, 'fileName' | 'mediaType'> & { readonly key: string },
      write: WriteFile,
      signal: AbortSignal,
    ): Promise<Exported> {
      folder ??= mkdtemp(join(tmpdir(), 'latent-workbench-exports-'));
      const id = randomBytes(8).toString('hex');
      const path = join(await folder, id);
      const onProgress = throttled((fraction: number) => {
        events.publish({ type: 'export-progress', key, fraction });
      });
      try {
        await write({ file: path, onProgress, signal });
      } catch (error) {
        await rm(path, { force: true });
        throw signal.aborted ? EXPORT_ENDS.cancelled() : error;
      }
      const { size: bytes } = await stat(path);
      files.set(id, { id, path, fileName, mediaType, bytes });
      return { id, fileName, mediaType, bytes };
    },

    /** Does work when its turn comes. @param signal cancels it, as does the end of the workbench */
    async inTurn<Request>(
      work: (request: Request, signal: AbortSignal) => Promise<Exported>,
      request: Request,
      signal: AbortSignal | undefined,
    ): Promise<Exported> {
      const stop = new AbortController();
      const end = () => {
        stop.abort();
      };
      const signals = [closed.signal, ...(signal === undefined ? [] : [signal])];
      for (const each of signals) each.addEventListener('abort', end, { once: true });
      if (signals.some(({ aborted }) => aborted)) end();
      try {
        const done = slots.run(() => work(request, stop.signal), EXPORT_ENDS.cancelled, stop.signal);
        return await unlessAborted(done, stop.signal, EXPORT_ENDS.cancelled);
      } finally {
        for (const each of signals) each.removeEventListener('abort', end);
      }
    },

    find(id: string): { bytes: AsyncIterable<Uint8Array>; mediaType: string; fileName: string } | null {
      const found = files.get(id);
      if (found === undefined) return null;
      const { path, mediaType, fileName } = found;
      return { bytes: bytesOf(path), mediaType, fileName };
    },

    async close(): Promise<void> {
      closed.abort();
      slots.clear(EXPORT_ENDS.cancelled);
      if (folder !== null) rmSync(await folder, { recursive: true, force: true });
    },
  };
}

/** Opens the file only when it is read, so that one that nobody reads can be deleted. */
async function* bytesOf(path: string): AsyncGenerator<Uint8Array, void, void> {
  yield* createReadStream(path) as AsyncIterable<Uint8Array>;
}

function tooMany(): WorkbenchError {
  return refusal('export.busy', { waiting: MAX_WAITING });
}
