import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ArchiveHeadSchema,
  datasetFolder,
  MANIFEST_FILE,
  ManifestSchema,
  runFolder,
  type ArchivedDataset,
  type ArchivedRun,
  type Manifest,
} from '../contract/archive';
import { refusal } from '../contract/error';
import { jsonOf } from '../contract/json';
import { datasetFiles } from '../datasets/files';
import { fingerprintDataset } from '../datasets/fingerprint';
import { countItems, readLabels } from '../datasets/load';
import { openZip, type Zip, type ZipMember } from '../datasets/zip';
import type { Unpacking, UnpackTask } from './unpacking';
import { checkDistinct, checkedMetric, checkItems, checkWeights } from './archive-checks';

/** A manifest of hundreds of runs has a few megabytes. */
const MAX_MANIFEST_BYTES = 64 * 1024 * 1024;
/** Far more than a sheet, or the weights of a model that trains here. */
const MAX_PART_BYTES = 1024 ** 3;

/**
 * Reads an archive that anyone may have made: every part is checked before it is written to the folder, and nothing
 * else is written.
 * @throws WorkbenchError `archive.…`, `dataset.zip.…`
 */
export async function unpackArchive(
  { path, name, directory }: UnpackTask,
  watched: Unpacking,
): Promise<void> {
  const zip = await openZip(path, name);
  try {
    const parts = partsOf(zip, name, watched);
    const manifest = await readManifest(parts, name);
    checkDistinct(manifest, name);
    const runs: ArchivedRun[] = [];
    for (const run of manifest.runs) runs.push(await unpackRun(run, parts, directory));
    for (const dataset of manifest.datasets) await unpackDataset(dataset, parts, directory, name);
    const staged: Manifest = { ...manifest, runs };
    await writeFile(join(directory, MANIFEST_FILE), JSON.stringify(staged));
  } finally {
    zip.close();
  }
}

type Parts = ReturnType<typeof partsOf>;

/** Reads members of an archive by name, reports progress, and ends when it is cancelled. */
function partsOf({ members }: Zip, name: string, { onProgress, signal }: Unpacking) {
  const byPath = new Map(members.map((member) => [member.path, member]));
  const total = members.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  let files = 0;

  function member(path: string): ZipMember {
    const found = byPath.get(path);
    if (found === undefined) throw refusal('archive.part-missing', { name, part: path });
    return found;
  }

  async function* chunks(path: string): AsyncGenerator<Uint8Array, void, void> {
    for await (const chunk of member(path).chunks()) {
      signal.throwIfAborted();
      done += chunk.length;
      onProgress(Math.min(1, done / total));
      yield chunk;
    }
  }

  async function whole(path: string, most = MAX_PART_BYTES): Promise<Uint8Array> {
    const { bytes } = member(path);
    if (bytes > most) throw refusal('archive.part-too-large', { name, part: path, bytes, mostBytes: most });
    const parts: Uint8Array[] = [];
    for await (const chunk of chunks(path)) parts.push(chunk);
    return Buffer.concat(parts);
  }

  return {
    name,
    has: (path: string) => byPath.has(path),
    chunks,
    whole,
    /** A name for the next file of the folder. */
    nextFile: () => `part-${String((files += 1))}`,
  };
}

async function readManifest(parts: Parts, name: string): Promise<Manifest> {
  if (!parts.has(MANIFEST_FILE)) throw refusal('archive.no-manifest', { name });
  const text = Buffer.from(await parts.whole(MANIFEST_FILE, MAX_MANIFEST_BYTES)).toString('utf8');
  const json = jsonOf(text);
  const head = ArchiveHeadSchema.safeParse(json);
  if (!head.success) throw refusal('archive.no-manifest', { name });
  const { success, data, error } = ManifestSchema.safeParse(json);
  if (success) return data;
  const [issue] = error.issues;
  if (issue?.path[0] === 'version') throw refusal('archive.newer', { name, version: head.data.version });
  throw refusal('archive.manifest', { name, place: issue?.path.join('.').slice(0, 100) ?? '' });
}

async function unpackRun(archived: ArchivedRun, parts: Parts, directory: string): Promise<ArchivedRun> {
  const folder = runFolder(archived.run.id);
  /** Checks a part, writes it, and returns its description with the new name. */
  async function stage<T extends { file: string }>(
    part: T,
    check: (bytes: Uint8Array, part: string) => void,
  ): Promise<T> {
    const from = folder + part.file;
    const bytes = await parts.whole(from);
    check(bytes, from);
    const file = parts.nextFile();
    await writeFile(join(directory, file), bytes);
    return { ...part, file };
  }
  const staged: ArchivedRun = {
    ...archived,
    metrics: [],
    figures: [],
    checkpoints: [],
    qualities: [],
    savedLatents: [],
  };
  for (const metric of archived.metrics) {
    const from = folder + metric.file;
    const file = parts.nextFile();
    const target = await open(join(directory, file), 'w');
    try {
      const about = { name: parts.name, part: from, count: metric.count };
      for await (const block of checkedMetric(parts.chunks(from), about)) await target.write(block);
    } finally {
      await target.close();
    }
    staged.metrics.push({ ...metric, file });
  }
  const { name } = parts;
  for (const figure of archived.figures)
    staged.figures.push(
      await stage(figure, (bytes, part) => checkItems(bytes, figure.sheet, { name, part })),
    );
  for (const checkpoint of archived.checkpoints)
    staged.checkpoints.push(
      await stage(checkpoint, (bytes, part) => checkWeights(bytes, checkpoint, { name, part })),
    );
  for (const { file, ...quality } of archived.qualities) {
    const sheet = quality.closest?.sheet ?? null;
    staged.qualities.push(
      file === undefined || sheet === null
        ? quality
        : await stage({ ...quality, file }, (bytes, part) => checkItems(bytes, sheet, { name, part })),
    );
  }
  for (const saved of archived.savedLatents)
    staged.savedLatents.push(
      await stage(saved, (bytes, part) => checkItems(bytes, saved.sheet, { name, part })),
    );
  return staged;
}

/** Writes the files of a dataset to a folder with its id, and reads them as training would. */
async function unpackDataset(
  dataset: ArchivedDataset,
  parts: Parts,
  directory: string,
  name: string,
): Promise<void> {
  const folder = join(directory, datasetFolder(dataset.id));
  await mkdir(folder, { recursive: true });
  for (const file of dataset.files) {
    const target = await open(join(folder, file), 'wx');
    try {
      for await (const chunk of parts.chunks(datasetFolder(dataset.id) + file)) await target.write(chunk);
    } finally {
      await target.close();
    }
  }
  const { train, test } = datasetFiles(folder);
  const counts = [countItems(train), countItems(test)];
  for (const split of [train, test]) readLabels(split);
  const isSame =
    counts[0] === dataset.trainCount &&
    counts[1] === dataset.testCount &&
    (await fingerprintDataset(folder)) === dataset.fingerprint;
  if (!isSame) throw refusal('archive.dataset', { name, dataset: dataset.name.slice(0, 80) });
}
