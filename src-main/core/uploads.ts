import { randomBytes } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { once } from 'node:events';
import { BoundedMap } from '../contract/bounded-map';
import { MAX_GIVEN_FILES, type ImportOptions, type Inspection } from '../contract/dataset';
import { refusal } from '../contract/error';
import { filePaths, mostBytesOf } from '../contract/files';
import type { GivenFile } from '../datasets/formats/format';
import type { InspectionResult } from '../datasets/import-session';
import type { PreviewFile } from '../datasets/preview';
import { makeFolder } from '../store/folder';
import { storageProblem } from '../store/problems';
import { createImportJob, type ImportJob } from './import-job';
import type { JobHost } from './job-host';

interface Upload extends GivenFile {
  readonly id: string;
  /** Whether it is used in place; then it is never moved or deleted. */
  readonly isInPlace: boolean;
}

/** The result of inspecting uploads, stored until they are imported. */
export interface Inspected extends InspectionResult {
  readonly job: ImportJob;
  readonly options: ImportOptions;
  readonly uploadIds: readonly string[];
  readonly files: readonly GivenFile[];
}

/** With more uploads than this, the oldest is deleted, since it was probably abandoned. */
const MAX_UPLOADS = MAX_GIVEN_FILES;
const MAX_INSPECTIONS = 8;
const MAX_NAME_LENGTH = 120;

export type Uploads = ReturnType<typeof createUploads>;

/** Files that become a dataset: they are received, inspected, and stored until they are imported. */
export function createUploads(dataDir: string, host: JobHost) {
  const folder = join(dataDir, 'uploads');
  const uploads = new BoundedMap<string, Upload>(MAX_UPLOADS, release);
  const inspections = new BoundedMap<string, Inspected>(MAX_INSPECTIONS, endUnneeded);
  /** Import jobs by the ids of their uploads. */
  const jobs = new Map<string, ImportJob>();
  // Deletes what an earlier session received and did not import.
  rmSync(folder, { recursive: true, force: true });

  function discard(id: string): void {
    const upload = uploads.get(id);
    uploads.delete(id);
    if (upload !== undefined) release(upload);
  }

  function keep(upload: Upload): string {
    uploads.set(upload.id, upload);
    return upload.id;
  }

  /** Only the process for the last requested files is kept, since people work on one import at a time. */
  function jobFor(uploadIds: readonly string[], files: readonly GivenFile[]): ImportJob {
    const key = uploadIds.join();
    const job = jobs.get(key) ?? createImportJob(host, files);
    for (const other of jobs.values()) if (other !== job) other.rest();
    jobs.set(key, job);
    return job;
  }

  function forget(id: string): void {
    const gone = inspections.get(id);
    inspections.delete(id);
    if (gone !== undefined) endUnneeded(gone);
  }

  /** Ends the job of a removed inspection, unless another inspection needs it. */
  function endUnneeded({ job, uploadIds }: Inspected): void {
    if ([...inspections.values()].some((other) => other.job === job)) return;
    job.end();
    jobs.delete(uploadIds.join());
  }

  function inspected(id: string): Inspected {
    const found = inspections.get(id);
    if (found) return found;
    throw refusal('dataset.import-expired', {});
  }

  return {
    /**
     * Receives one file's bytes. The given name is only shown; on disk the file has a generated name.
     * @throws WorkbenchError `upload.too-large`, `store.full`
     */
    async receive(name: string, chunks: AsyncIterable<Uint8Array>): Promise<string> {
      const id = newId();
      const path = join(folder, id);
      try {
        makeFolder(folder);
        await writeLimited(path, chunks, name);
      } catch (error) {
        rmSync(path, { force: true });
        throw storageProblem(error, folder) ?? error;
      }
      return keep({ id, name: shownName(name), path, isInPlace: false });
    },

    /** Registers a file or folder of this machine like an upload, without copying it. @returns its id */
    useInPlace(path: string): string {
      const at = resolve(path);
      return keep({ id: newId(), name: shownName(at), path: at, isInPlace: true });
    },

    /** @throws WorkbenchError `upload.unknown`, or as `ImportJob.inspect` */
    async inspect(ids: readonly string[], options: ImportOptions, signal?: AbortSignal): Promise<Inspection> {
      const uploadIds = [...new Set(ids)];
      const files = uploadIds.map((id) => givenFile(uploads.get(id)));
      const job = jobFor(uploadIds, files);
      const result = await job.inspect(options, signal);
      const inspectionId = newId();
      inspections.set(inspectionId, { ...result, job, options, uploadIds, files });
      const path = filePaths.inspectionPreview(inspectionId);
      const { inspection } = result;
      return { ...inspection, inspectionId, preview: { ...inspection.preview, path } };
    },

    /** A received file, or one of this machine. @throws WorkbenchError `upload.unknown` */
    file: (id: string): GivenFile => givenFile(uploads.get(id)),

    /** Deletes a received file. */
    discardFile: discard,

    /** @throws WorkbenchError `dataset.import-expired` */
    inspected,

    /** Returns the preview of an inspection. */
    previewFile: (inspectionId: string): PreviewFile => inspected(inspectionId).preview,

    /** Deletes the uploads of an inspection, because they were imported or will not be. */
    discard(inspectionId: string): void {
      for (const id of inspections.get(inspectionId)?.uploadIds ?? []) discard(id);
      forget(inspectionId);
    },

    close: (): void => {
      for (const job of jobs.values()) job.end();
      jobs.clear();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function givenFile(upload: Upload | undefined): GivenFile {
  if (upload) return { name: upload.name, path: upload.path };
  throw refusal('upload.unknown', {});
}

function release({ path, isInPlace }: Upload): void {
  if (!isInPlace) rmSync(path, { force: true });
}

const newId = () => randomBytes(12).toString('hex');

async function writeLimited(path: string, chunks: AsyncIterable<Uint8Array>, name: string): Promise<void> {
  const file = createWriteStream(path, { flags: 'wx' });
  const written = finished(file);
  // Rejections are handled below, at the first await that they reach.
  written.catch(() => undefined);
  let size = 0;
  const most = mostBytesOf(name);
  try {
    for await (const chunk of chunks) {
      size += chunk.byteLength;
      if (size > most) throw tooLarge(name, most);
      if (!file.write(chunk)) await Promise.race([once(file, 'drain'), written]);
    }
    file.end();
    await written;
  } finally {
    file.destroy();
  }
}

function tooLarge(name: string, mostBytes: number): Error {
  return refusal('upload.too-large', { name: shownName(name), mostBytes });
}

/** Returns the last part of a path, without control characters and the like. */
function shownName(name: string): string {
  const last = name.split(/[\\/]/).pop() ?? '';
  const shown = last.replace(/\p{C}/gu, '').trim();
  return shown === '' ? 'file' : shown.slice(0, MAX_NAME_LENGTH);
}
