import { refusal } from '../contract/error';
import type { ExportFormat } from '../contract/export';
import { resolveHyperparameters, type HyperparameterValue } from '../contract/hyperparameters';
import { problem } from '../contract/problems/catalogue';
import type { Run } from '../contract/run';
import { archiveExporter } from './archive';
import { chartCsvExporter } from './chart/chart-csv';
import { chartPngExporter } from './chart/chart-png';
import { chartSvgExporter } from './chart/chart-svg';
import type { ExportContext, Exporter } from './exporter';
import { exporterWithId } from './exporter-with-id';
import { apngExporter } from './film-apng';
import { gifExporter } from './film-gif';
import { webmExporter } from './film-webm';
import { kerasScriptExporter } from './keras-script';
import { metricsCsvExporter } from './metrics-csv';
import { metricsJsonLinesExporter } from './metrics-jsonl';
import { metricsParquetExporter } from './metrics-parquet';
import { mlflowExporter } from './mlflow/exporter';
import { modelCardExporter } from './model-card-markdown';
import { kerasExporter } from './network-keras';
import { onnxExporter } from './network-onnx';
import { tfjsExporter } from './network-tfjs';
import { pictureExporter } from './picture-png';
import { pytorchScriptExporter } from './pytorch-script';
import { qualityCsvExporter } from './quality-csv';
import { reportExporter } from './report-html';
import { markdownExporter } from './report-markdown';
import { pdfExporter } from './report-pdf';
import { samplesNpzExporter } from './samples-npz';
import { samplesZipExporter } from './samples-zip';
import { tensorboardExporter } from './tensorboard/exporter';
import {
  walkApngExporter,
  walkGifExporter,
  walkJsonExporter,
  walkStripExporter,
  walkWebmExporter,
} from './walk/exporters';
import { safetensorsExporter } from './weights-safetensors';

/** All formats, in display order. */
export const EXPORTERS: readonly Exporter[] = [
  reportExporter,
  pdfExporter,
  markdownExporter,
  pictureExporter,
  gifExporter,
  apngExporter,
  webmExporter,
  walkGifExporter,
  walkApngExporter,
  walkWebmExporter,
  walkStripExporter,
  walkJsonExporter,
  samplesZipExporter,
  samplesNpzExporter,
  chartPngExporter,
  chartSvgExporter,
  chartCsvExporter,
  metricsCsvExporter,
  metricsJsonLinesExporter,
  metricsParquetExporter,
  tensorboardExporter,
  mlflowExporter,
  qualityCsvExporter,
  archiveExporter,
  safetensorsExporter,
  onnxExporter,
  kerasExporter,
  tfjsExporter,
  kerasScriptExporter,
  pytorchScriptExporter,
  modelCardExporter,
];

/** @throws WorkbenchError `export.unknown` */
export const exporterById = (id: string): Exporter => exporterWithId(EXPORTERS, id);

/** Describes a format for some runs. */
export function formatFor(exporter: Exporter, runs: readonly Run[], about: ExportContext): ExportFormat {
  const { id, name, help, of, mediaType, preview, isSlow = false, isUpload = false } = exporter;
  const isForThese = of === 'runs' || runs.length === 1;
  return {
    id,
    name,
    help,
    of,
    mediaType,
    preview,
    isSlow,
    isUpload,
    fields: { ...exporter.fields(runs, about) },
    problem: isForThese ? (exporter.problem?.(runs, about) ?? null) : problem('export.one-run', { name }),
  };
}

export type ExportOptions = Readonly<Record<string, HyperparameterValue>>;

/**
 * Fills in defaults and checks all options.
 * @throws WorkbenchError `export.options`
 */
export function optionsFor(
  { fields }: Pick<ExportFormat, 'fields'>,
  given: Readonly<Record<string, unknown>>,
): ExportOptions {
  const { values, problems } = resolveHyperparameters(fields, given);
  if (problems === null) return values;
  throw refusal('export.options', { reasons: Object.values(problems) }, { fields: problems });
}
