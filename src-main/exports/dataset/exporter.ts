import type { Dataset } from '../../contract/dataset';
import type { ExportFormat } from '../../contract/export';
import type { Fields, ValuesOf } from '../../contract/hyperparameters';
import type { DatasetFiles } from '../../datasets/files';

/** A dataset whose files exist. */
export interface DatasetSource {
  readonly dataset: Dataset;
  readonly files: DatasetFiles;
  /** Reports how much is written, from 0 to 1. */
  readonly onProgress: (fraction: number) => void;
}

/** A format that the items of a dataset can have; written in a process of its own. */
export interface DatasetExporter<F extends Fields = Fields> extends Pick<
  ExportFormat,
  'id' | 'name' | 'help' | 'mediaType'
> {
  readonly extension: string;
  fields(dataset: Dataset): F;
  /** The last part of the file's name, after the dataset's id; empty for none. */
  title(options: ValuesOf<F>): string;
  parts(source: DatasetSource, options: ValuesOf<F>): Iterable<Uint8Array>;
}

export const datasetExporter = <F extends Fields>(exporter: DatasetExporter<F>): DatasetExporter<F> =>
  exporter;
