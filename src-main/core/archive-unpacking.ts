import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MANIFEST_FILE, ManifestSchema, type ArchivedRun, type Manifest } from '../contract/archive';
import { refusal } from '../contract/error';
import type { WorkbenchEvent } from '../contract/events';
import { isImported } from '../contract/imported-run';
import { resolveHyperparameters, type Fields } from '../contract/hyperparameters';
import { doneUnlessAborted, performDatasetTask, throttled } from './dataset-task';
import type { Hub } from './events';
import type { JobHost } from './job-host';
import type { Models } from './models';
import type { Uploads } from './uploads';

export interface UnpackingContext {
  readonly host: JobHost;
  readonly events: Pick<Hub<WorkbenchEvent>, 'publish'>;
  readonly models: Models;
  readonly uploads: Pick<Uploads, 'file'>;
}

export const ARCHIVE_ENDS = {
  cancelled: () => refusal('archive.cancelled', {}),
  lost: () => refusal('archive.interrupted', {}),
};

/**
 * Unpacks an uploaded archive, or event files of TensorBoard, into a folder, in a process of its own.
 * @returns what it holds, with the names of the files in the folder
 * @throws WorkbenchError `archive.…`, `model.unknown`, `upload.unknown`
 */
export async function unpackedArchive(
  { host, events, models, uploads }: UnpackingContext,
  uploadId: string,
  directory: string,
  signal: AbortSignal,
): Promise<Manifest> {
  const { path, name } = uploads.file(uploadId);
  const report = throttled((fraction: number) => {
    events.publish({ type: 'import-progress', inspectionId: uploadId, fraction });
  });
  const work = performDatasetTask(
    host,
    { type: 'unpack', request: { path, name, directory } },
    (message) => {
      if (message.type === 'progress') report(message.done);
    },
    ARCHIVE_ENDS,
  );
  await doneUnlessAborted(work, signal);
  const manifest = ManifestSchema.parse(JSON.parse(await readFile(join(directory, MANIFEST_FILE), 'utf8')));
  for (const archived of manifest.runs) assertSettings(models, archived, name);
  return manifest;
}

function assertSettings(models: Models, { run }: ArchivedRun, name: string): void {
  if (isImported(run)) return;
  const fields = models.info(run.config.model).fields as Fields;
  const { problems } = resolveHyperparameters(fields, run.config.hyperparameters);
  if (problems !== null)
    throw refusal('archive.settings', { name, run: run.name, reasons: Object.values(problems) });
}
