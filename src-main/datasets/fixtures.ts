import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect } from 'vitest';
import { ImportOptionsSchema, type ImportOptions } from '../contract/dataset';
import { datasetFiles } from './files';
import type { GivenFile } from './formats/format';
import { importDataset, type ImportRequest } from './import';
import { arrange, factsOf, findDataset, type InspectedDataset } from './inspect';
import { loadSplit, type LoadedSplit } from './load';

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
  ): Promise<{ dataset: InspectedDataset; train: LoadedSplit; test: LoadedSplit }> => {
    const dataset = await inspect(files, options);
    await importDataset(requestFor(files, dataset, options), at('datasets', 'imported'));
    const { train, test } = datasetFiles(at('datasets', 'imported'));
    return { dataset, train: loadSplit(train), test: loadSplit(test) };
  };
  return { at, given, imported };
}

export async function inspect(
  files: readonly GivenFile[],
  options: Partial<ImportOptions> = {},
): Promise<InspectedDataset> {
  const parsed = ImportOptionsSchema.parse(options);
  return arrange(await findDataset(files, parsed), parsed);
}

/** To take in what was found. */
export function requestFor(
  files: readonly GivenFile[],
  found: InspectedDataset,
  options: Partial<ImportOptions> = {},
): ImportRequest {
  return { files, options: ImportOptionsSchema.parse(options), expected: factsOf(found) };
}

/** Matches an error that a person is told. @param code without its `dataset.` */
export function refused(code: string, message: RegExp): object {
  return {
    problem: expect.objectContaining({
      code: `dataset.${code}`,
      message: expect.stringMatching(message) as string,
    }) as object,
  };
}
