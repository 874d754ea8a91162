import type { Dataset } from '../../contract/dataset';
import type { ExportFormat } from '../../contract/export';
import { exporterWithId } from '../exporter-with-id';
import { datasetIdxExporter } from './dataset-idx';
import { datasetNpzExporter } from './dataset-npz';
import { datasetZipExporter } from './dataset-zip';
import type { DatasetExporter } from './exporter';

/** The formats of datasets, in display order. */
export const DATASET_EXPORTERS: readonly DatasetExporter[] = [
  datasetZipExporter,
  datasetNpzExporter,
  datasetIdxExporter,
];

/** @throws WorkbenchError `export.unknown` */
export const datasetExporterById = (id: string): DatasetExporter => exporterWithId(DATASET_EXPORTERS, id);

/** Describes a format for a dataset. */
export function datasetFormat(exporter: DatasetExporter, dataset: Dataset): ExportFormat {
  const { id, name, help, mediaType } = exporter;
  const fields = { ...exporter.fields(dataset) };
  return {
    id,
    name,
    help,
    of: 'dataset',
    mediaType,
    preview: null,
    isSlow: true,
    isUpload: false,
    fields,
    problem: dataset.problem,
  };
}
