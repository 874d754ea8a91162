import { currentLocale } from '../contract/locale';
import type { Field } from '../contract/hyperparameters';
import type { ModelInfo } from '../contract/model';
import type { QualityMetricInfo } from '../contract/quality';
import { MODEL_WORDS } from '../contract/texts/model-words';

const worded = (english: string): string =>
  currentLocale() === 'ko' && Object.hasOwn(MODEL_WORDS, english)
    ? (MODEL_WORDS[english] ?? english)
    : english;

/** A model whose hyperparameters and metrics have their names in the current language; sentences stay as declared. */
export function translatedModel<Model extends Pick<ModelInfo, 'fields' | 'metrics'>>(model: Model): Model {
  if (currentLocale() === 'en') return model;
  return {
    ...model,
    fields: Object.fromEntries(
      Object.entries(model.fields).map(([name, field]) => [name, translated(field)]),
    ),
    metrics: model.metrics.map((metric) => ({
      ...metric,
      label: worded(metric.label),
      group: worded(metric.group),
    })),
  };
}

function translated(field: Field): Field {
  const named = { ...field, label: worded(field.label) };
  if (named.kind === 'choice')
    return { ...named, options: named.options.map((one) => ({ ...one, label: worded(one.label) })) };
  return 'unit' in named && named.unit !== undefined ? { ...named, unit: worded(named.unit) } : named;
}

/** A metric of samples with its name in the current language. */
export const translatedMetric = (metric: QualityMetricInfo): QualityMetricInfo => ({
  ...metric,
  name: worded(metric.name),
});

/** The heading of a group of hyperparameters in the current language. */
export const groupTitle = worded;
