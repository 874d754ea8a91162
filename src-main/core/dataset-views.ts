import { type Dataset, type DatasetPreview, type ImagesPreview, type Neighbors } from '../contract/dataset';
import { refusal, WorkbenchError } from '../contract/error';
import { filePaths } from '../contract/files';
import { datasetFiles, type SplitFiles } from '../datasets/files';
import {
  itemsOfClass,
  meanSteps,
  neighborSteps,
  readItemsAt,
  type Means,
  type Neighbor,
} from '../datasets/image-statistics';
import { readItems, readLabels } from '../datasets/load';
import { previewBytes, previewCount, previewOf, type PreviewFile } from '../datasets/preview';
import { sheetLayout } from '../images/sheet';
import { inTurns } from './turns';

export interface DatasetViewsContext {
  readonly get: (id: string) => Dataset;
  readonly directory: (id: string) => string;
  /** Aborted when the data folder is closed. */
  readonly closed: AbortSignal;
}

/** Number of neighbours shown for an image. */
const NEIGHBORS = 24;
/** Number of cached sheets of means, which take a tenth of a second each. */
const MEANS_KEPT = 8;

/** Views of a dataset's items. Whatever reads all of them does so in short turns. */
// eslint-disable-next-line max-lines-per-function -- a short method for each view: all share what is ready
export function createDatasetViews({ get, directory, closed }: DatasetViewsContext) {
  /** Sheets of means by the dataset's fingerprint. */
  const sheets = new Map<string, PreviewFile>();

  /** Returns the dataset and its train split. @throws WorkbenchError `dataset.absent` or its problem */
  function ready(id: string): { dataset: Dataset; train: SplitFiles } {
    const dataset = get(id);
    if (dataset.problem) throw new WorkbenchError(dataset.problem);
    if (dataset.state !== 'ready') {
      throw refusal('dataset.absent', { name: dataset.name });
    }
    return { dataset, train: datasetFiles(directory(id)).train };
  }

  /** Runs the steps in turns. @returns the result that they pass to `take` */
  async function result<T>(stepsOf: (take: (result: T) => void) => Iterable<undefined>): Promise<T> {
    const taken: T[] = [];
    for await (const _ of inTurns(
      stepsOf((one) => taken.push(one)),
      closed,
    ))
      continue;
    const [last] = taken;
    if (last === undefined) throw new Error('The steps gave no result.');
    return last;
  }

  /** @throws WorkbenchError `dataset.no-images` for points */
  function readyImages(id: string): { dataset: Dataset; train: SplitFiles } {
    const found = ready(id);
    if (found.dataset.kind === 'images') return found;
    throw refusal('dataset.no-images', { name: found.dataset.name });
  }

  function previewAt(
    id: string,
    { dataset, train }: ReturnType<typeof ready>,
    places: readonly number[],
  ): ImagesPreview {
    const shown = readItemsAt(train, places);
    const preview = shown && previewOf(shown, dataset.classNames, filePaths.datasetItems(id, places), places);
    if (preview?.kind === 'images') return preview;
    throw refusal('dataset.item-unknown', { name: dataset.name });
  }

  return {
    /**
     * Returns some items of the train split, and their labels.
     * @param label shows only items of this class
     */
    preview(id: string, offset: number, count: number, label?: number): DatasetPreview {
      const found = ready(id);
      const { dataset, train } = found;
      const shown = previewCount(dataset.kind, count);
      if (label !== undefined && dataset.kind === 'images') {
        const places = itemsOfClass(readLabels(train), label).slice(offset, offset + shown);
        return previewAt(id, found, places);
      }
      const items = readItems(train, offset, shown);
      const places = Array.from({ length: items.count }, (_, i) => offset + i);
      return previewOf(items, dataset.classNames, filePaths.datasetPreview(id, offset, count), places);
    },

    /** Returns the image of the preview; `null` beyond the last item. */
    previewFile(id: string, offset: number, count: number): PreviewFile | null {
      const { dataset, train } = ready(id);
      const shown = readItems(train, offset, previewCount(dataset.kind, count));
      return shown.count === 0 ? null : previewBytes(shown);
    },

    /** Returns images by their indices in the train split. @throws WorkbenchError `dataset.item-unknown` */
    itemsPreview: (id: string, places: readonly number[]): ImagesPreview =>
      previewAt(id, readyImages(id), places),

    /** Returns a file of images by their indices in the train split; `null` if there are none. */
    itemsFile(id: string, places: readonly number[]): PreviewFile | null {
      const shown = readItemsAt(readyImages(id).train, places);
      return shown && previewBytes(shown);
    },

    /** Describes what `meansFile` shows; null for points. */
    means(id: string): ImagesPreview | null {
      const { dataset } = ready(id);
      const { kind, classNames } = dataset;
      if (kind !== 'images') return null;
      const count = 1 + classNames.length;
      const labels = ['all', ...classNames];
      return {
        kind,
        path: filePaths.datasetMeans(id),
        count,
        ...sheetLayout(count, dataset),
        labels,
        items: [],
      };
    },

    /** The mean of all training images, then of each class. Takes about 0.1 s for 60 000 images of 28×28, in turns. */
    async meansFile(id: string): Promise<PreviewFile> {
      const { dataset, train } = readyImages(id);
      const key = dataset.fingerprint ?? '';
      const known = sheets.get(key);
      if (known) return known;
      const { tiles, ...about } = await result<Means>((take) =>
        meanSteps(train, dataset.classNames.length, take),
      );
      const file = previewBytes({ ...about, items: tiles, labels: null });
      sheets.set(key, file);
      for (const old of [...sheets.keys()].slice(0, -MEANS_KEPT)) sheets.delete(old);
      return file;
    },

    /** The images nearest to a training image. Takes about 0.1 s for 60 000 images of 28×28, in turns. */
    async neighbors(id: string, item: number): Promise<Neighbors> {
      const found = readyImages(id);
      if (item >= found.dataset.trainCount) {
        throw refusal('dataset.item-unknown', { name: found.dataset.name });
      }
      const nearest = await result<Neighbor[]>((take) => neighborSteps(found.train, item, NEIGHBORS, take));
      return {
        preview: previewAt(id, found, [item, ...nearest.map((one) => one.item)]),
        distances: nearest.map(({ distance }) => distance),
      };
    },
  };
}
