import { stat } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { DataKind, DatasetPreview, ImportOptions, Inspection } from '../contract/dataset';
import type { Found, GivenFile } from './formats/format';
import { takeIn, type ImportRequest, type Watched } from './import';
import { classCounts, understood } from './import-report';
import { arrange, factsOf, findDataset, firstItems, type DatasetFacts } from './inspect';
import { previewBytes, previewOf, type PreviewFile } from './preview';

/** The result of an inspection, as plain data. */
export interface InspectionResult {
  readonly facts: DatasetFacts;
  /** Its preview's path is empty: only the host knows it. */
  readonly inspection: Omit<Inspection, 'inspectionId'>;
  readonly preview: PreviewFile;
}

/** Number of items in a preview. */
const PREVIEW: Readonly<Record<DataKind, number>> = { images: 40, points: 2000 };

interface Look {
  readonly files: readonly GivenFile[];
  readonly options: ImportOptions;
  /** Size and time of each file; null if there is a folder, whose files are not compared. */
  readonly stamps: readonly string[] | null;
  readonly found: Found;
}

export type ImportSession = ReturnType<typeof importSession>;

/** Inspects given files, repeatedly if options change, and imports them. Remembers the last result. */
export function importSession() {
  let last: Look | null = null;

  async function look(files: readonly GivenFile[], options: ImportOptions): Promise<Found> {
    last = null;
    const stamps = await stampsOf(files);
    const found = await findDataset(files, options);
    last = { files, options, stamps, found };
    return found;
  }

  /** The previous result, if neither the files nor the options that affect it have changed. */
  function known(files: readonly GivenFile[], options: ImportOptions): Look | null {
    return last !== null && isDeepStrictEqual(last.files, files) && readAlike(last.options, options)
      ? last
      : null;
  }

  return {
    /** @throws WorkbenchError as `findDataset` and `arrange` */
    async inspect(files: readonly GivenFile[], options: ImportOptions): Promise<InspectionResult> {
      const found = known(files, options)?.found ?? (await look(files, options));
      const dataset = arrange(found, options);
      const shown = await firstItems(dataset, PREVIEW[dataset.kind]);
      const { kind, suggestedName, width, height, channels, ownSize, classNames, doubts, splits } = dataset;
      const preview: DatasetPreview = previewOf(shown, classNames, '');
      const inspection = {
        ...understood(dataset),
        kind,
        suggestedName,
        width,
        height,
        channels,
        ownSize,
        trainCount: splits.train.count,
        testCount: splits.test.count,
        classes: classCounts(classNames, splits.train.labels, splits.test.labels),
        doubts: [...doubts],
        preview,
      };
      return { facts: factsOf(dataset), inspection, preview: previewBytes(shown) };
    },

    /** As `importDataset`, but does not read files again that have not changed. */
    async write(request: ImportRequest, directory: string, watched: Watched): Promise<boolean> {
      const { files, options } = request;
      const before = known(files, options);
      const isSame = before?.stamps != null && isDeepStrictEqual(before.stamps, await stampsOf(files));
      const found = isSame ? before.found : await look(files, options);
      return takeIn(found, request, directory, watched);
    },
  };
}

const readAlike = (a: ImportOptions, b: ImportOptions): boolean =>
  a.classes === b.classes && a.label === b.label && a.split === b.split && a.encoding === b.encoding;

async function stampsOf(files: readonly GivenFile[]): Promise<string[] | null> {
  const all = await Promise.all(files.map(({ path }) => stat(path).catch(() => null)));
  if (all.some((one) => one?.isFile() !== true)) return null;
  return all.map((one) => `${String(one?.size)} ${String(one?.mtimeMs)} ${String(one?.ino)}`);
}
