import type { Dataset } from '../contract/dataset';
import type { Download } from '../contract/download';
import type { ExportFormat } from '../contract/export';
import type { Field, Fields } from '../contract/hyperparameters';
import { currentLocale } from '../contract/locale';
import type { MetricInfo, ModelInfo, ModelPage, Preset } from '../contract/model';
import type { QualityMetricInfo } from '../contract/quality';
import { declaredText } from '../contract/texts/declared';

/**
 * What is declared in English (models, metrics, datasets, formats of exports) with its texts in the current language.
 * In English, each is returned as it is.
 */
const inKorean =
  <Declared>(translate: (declared: Declared) => Declared) =>
  (declared: Declared): Declared =>
    currentLocale() === 'en' ? declared : translate(declared);

/** Translates the members with the given names. */
function withTexts<Declared extends object>(
  declared: Declared,
  ...names: readonly (keyof Declared)[]
): Declared {
  const texts = names.map((name) => [name, declared[name]] as const);
  return {
    ...declared,
    ...Object.fromEntries(
      texts.map(([name, text]) => [name, typeof text === 'string' ? declaredText(text) : text]),
    ),
  };
}

export const translatedModel = inKorean((model: ModelInfo) => ({
  ...withTexts(model, 'title', 'summary'),
  fields: fieldsInKorean(model.fields),
  presets: model.presets.map(presetInKorean),
  metrics: model.metrics.map((metric: MetricInfo) => withTexts(metric, 'label', 'help', 'group', 'unit')),
  page: pageInKorean(model.page),
}));

const presetInKorean = (preset: Preset): Preset => ({
  ...withTexts(preset, 'label', 'help'),
  ...(preset.source !== undefined && { source: withTexts(preset.source, 'note') }),
});

const pageInKorean = (page: ModelPage): ModelPage => ({
  ...withTexts(page, 'about'),
  equations: page.equations.map((equation) => withTexts(equation, 'label')),
  symbols: page.symbols.map((symbol) => withTexts(symbol, 'meaning')),
  expectations: {
    ...withTexts(page.expectations, 'curves', 'figures', 'cost'),
    measured: withTexts(page.expectations.measured, 'over'),
  },
  failures: page.failures.map((failure) => withTexts(failure, 'sign', 'cause', 'remedy')),
  departures: page.departures.map(declaredText),
});

const fieldsInKorean = (fields: Fields): Record<string, Field> =>
  Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fieldInKorean(field)]));

function fieldInKorean(field: Field): Field {
  switch (field.kind) {
    case 'choice':
      return {
        ...withTexts(field, 'label', 'help'),
        options: field.options.map((option) => withTexts(option, 'label')),
      };
    case 'sizes':
      return withTexts(field, 'label', 'help', 'emptyText');
    case 'boolean':
    case 'text':
      return withTexts(field, 'label', 'help');
    default:
      return withTexts(field, 'label', 'help', 'unit');
  }
}

export const translatedMetric = inKorean((metric: QualityMetricInfo) =>
  withTexts(metric, 'name', 'help', 'unit'),
);

/** Names that people gave stay as they are. */
export const translatedDataset = inKorean((dataset: Dataset) =>
  dataset.source === 'imported' ? dataset : withTexts(dataset, 'name', 'summary'),
);

export const translatedDownload = inKorean((download: Download) =>
  withTexts(download, 'name', 'summary', 'licence'),
);

export const translatedFormat = inKorean((format: ExportFormat) => ({
  ...withTexts(format, 'name', 'help'),
  fields: fieldsInKorean(format.fields),
}));

/** The heading of a group of hyperparameters. */
export const groupTitle = declaredText;
