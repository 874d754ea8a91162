import { randomBytes } from 'node:crypto';
import { createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { once } from 'node:events';
import type { Inspection } from '../contract/dataset';
import { MAX_UPLOAD_BYTES } from '../contract/files';
import { inspectFiles, readInspectedTiles, type InspectedDataset } from '../datasets/inspect';
import { encodeSheet, sheetLayout } from '../images/sheet';
import { storageProblem } from '../store/database';
import { refusal } from './problem';

interface Upload {
  readonly id: string;
  readonly name: string;
  readonly path: string;
}

/** What was found in uploads, until it is taken in. */
export interface Inspected {
  readonly dataset: InspectedDataset;
  readonly uploadIds: readonly string[];
}

/** With more than this waiting, the oldest goes: nobody comes back for it. */
const MAX_UPLOADS = 16;
const MAX_INSPECTIONS = 8;
const PREVIEW_TILES = 64;
const MAX_NAME_LENGTH = 120;

export type Imports = ReturnType<typeof createImports>;

/** Files on their way to become a dataset: received, looked into, and kept until they are taken in. */
export function createImports(dataDir: string) {
  const folder = join(dataDir, 'uploads');
  const uploads = new Map<string, Upload>();
  const inspections = new Map<string, Inspected>();
  // What an earlier session received and did not take in.
  rmSync(folder, { recursive: true, force: true });

  function discard(id: string): void {
    const upload = uploads.get(id);
    uploads.delete(id);
    if (upload) rmSync(upload.path, { force: true });
  }

  function inspected(id: string): Inspected {
    const found = inspections.get(id);
    if (found) return found;
    throw refusal('dataset.import-expired', 'These files are no longer at hand.', 'Give them again.');
  }

  return {
    /**
     * Takes in one file's bytes. Only its name for people is the given one: on disk it has a name made here.
     * @throws WorkbenchError `upload.too-large`, `store.full`
     */
    async receive(name: string, chunks: AsyncIterable<Uint8Array>): Promise<string> {
      const id = randomBytes(12).toString('hex');
      const path = join(folder, id);
      try {
        mkdirSync(folder, { recursive: true });
        await writeLimited(path, chunks, name);
      } catch (error) {
        rmSync(path, { force: true });
        throw storageProblem(error, folder) ?? error;
      }
      uploads.set(id, { id, name: shownName(name), path });
      while (uploads.size > MAX_UPLOADS) discard(firstKey(uploads));
      return id;
    },

    /** @throws WorkbenchError `upload.unknown`, or as `inspectFiles` */
    async inspect(uploadIds: readonly string[]): Promise<Inspection> {
      const given = [...new Set(uploadIds)].map((id) => {
        const upload = uploads.get(id);
        if (upload) return upload;
        throw refusal('upload.unknown', 'A file is no longer at hand.', 'Give the files again.');
      });
      const dataset = await inspectFiles(given);
      const tiles = await readInspectedTiles(dataset, 'train', 0, PREVIEW_TILES);
      const id = randomBytes(12).toString('hex');
      inspections.set(id, { dataset, uploadIds: given.map((upload) => upload.id) });
      while (inspections.size > MAX_INSPECTIONS) inspections.delete(firstKey(inspections));
      const { suggestedName, width, height, trainCount, testCount, classNames, files, notes } = dataset;
      return {
        inspectionId: id,
        suggestedName,
        width,
        height,
        trainCount,
        testCount,
        classNames,
        files,
        notes,
        preview: {
          sheetPath: `/files/inspections/${id}/sheet`,
          ...sheetLayout(tiles.count, tiles),
          labels: labelsOf(tiles.labels, classNames),
        },
      };
    },

    /** @throws WorkbenchError `dataset.import-expired` */
    inspected,

    /** The preview's PNG. */
    async sheet(inspectionId: string): Promise<Uint8Array> {
      const tiles = await readInspectedTiles(inspected(inspectionId).dataset, 'train', 0, PREVIEW_TILES);
      return sheetOf(tiles);
    },

    /** The files have been taken in, or will not be. */
    discard(inspectionId: string): void {
      for (const id of inspections.get(inspectionId)?.uploadIds ?? []) discard(id);
      inspections.delete(inspectionId);
    },

    close: (): void => {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

interface Tiles {
  images: Uint8Array;
  count: number;
  width: number;
  height: number;
}

/** Grey tiles as a PNG, in the layout that `sheetLayout` gives for their number. */
export function sheetOf({ images, count, width, height }: Tiles): Uint8Array {
  const { columns } = sheetLayout(count, { width, height });
  return encodeSheet({ tiles: images, count, width, height, channels: 1, columns });
}

export function labelsOf(labels: Uint8Array | null, classNames: readonly string[]): string[] {
  return labels === null ? [] : Array.from(labels, (label) => classNames[label] ?? String(label));
}

async function writeLimited(path: string, chunks: AsyncIterable<Uint8Array>, name: string): Promise<void> {
  const file = createWriteStream(path, { flags: 'wx' });
  const written = finished(file);
  // Rejections are met below, by whichever await comes first.
  written.catch(() => undefined);
  let size = 0;
  try {
    for await (const chunk of chunks) {
      size += chunk.byteLength;
      if (size > MAX_UPLOAD_BYTES) throw tooLarge(name);
      if (!file.write(chunk)) await Promise.race([once(file, 'drain'), written]);
    }
    file.end();
    await written;
  } finally {
    file.destroy();
  }
}

function tooLarge(name: string): Error {
  const limit = String(Math.round(MAX_UPLOAD_BYTES / 1024 / 1024));
  return refusal(
    'upload.too-large',
    `${shownName(name)} is larger than ${limit} MB.`,
    'Give a smaller part of the dataset; compressed files (.gz) are taken, too.',
  );
}

/** The last part of a path, without what would upset a line of text. */
function shownName(name: string): string {
  const last = name.split(/[\\/]/).pop() ?? '';
  const shown = last.replace(/\p{C}/gu, '').trim();
  return shown === '' ? 'file' : shown.slice(0, MAX_NAME_LENGTH);
}

function firstKey(map: ReadonlyMap<string, unknown>): string {
  return map.keys().next().value ?? '';
}
