import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect } from 'vitest';
import { ImportOptionsSchema, type ImportOptions } from '../contract/dataset';
import {
  doubtChoiceText,
  doubtText,
  fileReasonText,
  importNoteText,
  labelSourceText,
  placeText,
  roleText,
} from '../contract/problems/catalogue';
import type { Doubt } from '../contract/dataset';
import { datasetFiles } from '../datasets/files';
import type { GivenFile } from '../datasets/formats/format';
import { importDataset, type ImportRequest } from '../datasets/import';
import { arrange, factsOf, findDataset, type InspectedDataset } from '../datasets/inspect';
import { loadSplit, type LoadedSplit } from '../datasets/load';

/** A folder for each test, gone when it is over. */
export function importFixture() {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'import-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  const at = (...parts: string[]) => join(folder, ...parts);
  /** A file under a name that says nothing, as uploads have it; gzipped where it is called so. */
  const given = (name: string, bytes: Uint8Array): GivenFile => {
    const path = at(`upload-${String(readdirSync(folder).length)}`);
    writeFileSync(path, name.endsWith('.gz') ? gzipSync(bytes) : bytes);
    return { name, path };
  };
  /** What is loaded once the files are taken in. */
  const imported = async (
    files: readonly GivenFile[],
    options?: Partial<ImportOptions>,
  ): Promise<{ dataset: InWords; train: LoadedSplit; test: LoadedSplit }> => {
    const dataset = await inspect(files, options);
    await importDataset(requestFor(files, dataset, options), at('datasets', 'imported'));
    const { train, test } = datasetFiles(at('datasets', 'imported'));
    return { dataset, train: loadSplit(train), test: loadSplit(test) };
  };
  return { at, given, imported };
}

/** What was found, with what a person reads of it. */
export type InWords = Omit<InspectedDataset, keyof ReturnType<typeof worded>> & ReturnType<typeof worded>;

function worded({
  files,
  labelSource,
  notes,
  doubts,
  leftOut,
}: Pick<InspectedDataset, 'files' | 'labelSource' | 'notes' | 'doubts' | 'leftOut'>) {
  return {
    files: files.map(({ name, role }) => ({ name, role: roleText(role) })),
    labelSource: labelSource && labelSourceText(labelSource),
    notes: notes.map((note) => importNoteText(note)),
    doubts: wordedDoubts(doubts),
    leftOut: leftOut.map((one) => ({ name: placeText(one), why: fileReasonText(one.why) })),
  };
}

/** Doubts as a person reads them. */
export const wordedDoubts = (doubts: readonly Doubt[]) =>
  doubts.map(({ why, option, choices }) => ({
    text: doubtText(why),
    option,
    choices: choices.map(({ value, label }) => ({ value, label: doubtChoiceText(label) })),
  }));

export async function inspect(
  files: readonly GivenFile[],
  options: Partial<ImportOptions> = {},
): Promise<InWords> {
  const parsed = ImportOptionsSchema.parse(options);
  const found = arrange(await findDataset(files, parsed), parsed);
  return { ...found, ...worded(found) };
}

/** To take in what was found. */
export function requestFor(
  files: readonly GivenFile[],
  found: Parameters<typeof factsOf>[0],
  options: Partial<ImportOptions> = {},
): ImportRequest {
  return { files, options: ImportOptionsSchema.parse(options), expected: factsOf(found) };
}

/** Matches an error that is shown to a person. @param code without its `dataset.` */
export function refused(code: string, message: RegExp): object {
  return {
    problem: expect.objectContaining({
      code: expect.stringMatching(new RegExp(`^dataset\\.${code}(\\.|$)`)) as string,
      message: expect.stringMatching(message) as string,
    }) as object,
  };
}

interface StoredEntry {
  /** As bytes, in whatever encoding. */
  readonly name: Uint8Array;
  readonly bytes: Uint8Array;
  /** The general purpose flag, the mode that Unix has, and extra fields. */
  readonly flag?: number;
  readonly mode?: number;
  readonly extra?: Uint8Array;
}

/** A ZIP of stored entries whose names and fields are as given: libraries mark names as UTF-8 themselves. */
export function storedZip(entries: readonly StoredEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, flag = 0, mode = 0, extra = Buffer.alloc(0) } of entries) {
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(flag, 2);
    common.writeUInt32LE(crc32(bytes), 10);
    common.writeUInt32LE(bytes.length, 14);
    common.writeUInt32LE(bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    common.writeUInt16LE(extra.length, 24);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, name, extra, bytes]);
    const rest = Buffer.alloc(14);
    rest.writeUInt32LE(mode * 0x10000, 6);
    rest.writeUInt32LE(offset, 10);
    // Made by version 2.0 on Unix.
    central.push(Buffer.concat([Buffer.from('PK\u0001\u0002'), Buffer.of(20, 3), common, rest, name, extra]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(Buffer.concat(central).length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, ...central, Buffer.from('PK\u0005\u0006'), end]);
}
