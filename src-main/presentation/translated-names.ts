import { currentLocale } from '../contract/locale';
import type { Field } from '../contract/hyperparameters';
import type { ModelInfo } from '../contract/model';
import type { QualityMetricInfo } from '../contract/quality';
import { declaredText } from '../contract/texts/declared';

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
      label: declaredText(metric.label),
      group: declaredText(metric.group),
    })),
  };
}

function translated(field: Field): Field {
  const named = { ...field, label: declaredText(field.label) };
  if (named.kind === 'choice')
    return { ...named, options: named.options.map((one) => ({ ...one, label: declaredText(one.label) })) };
  return 'unit' in named && named.unit !== undefined ? { ...named, unit: declaredText(named.unit) } : named;
}

/** A metric of samples with its name in the current language. */
export const translatedMetric = (metric: QualityMetricInfo): QualityMetricInfo => ({
  ...metric,
  name: declaredText(metric.name),
});

/** The heading of a group of hyperparameters in the current language. */
export const groupTitle = declaredText;
