import { valueText, type Fields } from './hyperparameters';
import type { MetricInfo } from './model';
import type { RunConfig } from './run';

/**
 * What a metric is in one run. A metric's name alone does not tell: `loss` is nats in one model and a squared error in
 * another. Runs share a chart, a row and a best value where the keys of their quantities are the same, and only there.
 */
export interface Quantity extends MetricInfo {
  readonly key: string;
}

/** What a run measures, as its model orders it; labels name the settings that make it another quantity than usual. */
export function quantitiesOf(
  { fields, metrics }: { fields: Fields; metrics: readonly MetricInfo[] },
  hyperparameters: RunConfig['hyperparameters'],
): Quantity[] {
  return metrics.map((metric) => {
    const { name, label, unit, variesWith = [] } = metric;
    const unusual = variesWith.flatMap((setting) => {
      const [field, value] = [fields[setting], hyperparameters[setting]];
      if (field === undefined || value === undefined || value === field.default) return [];
      return [`${field.label}: ${valueText(field, value)}`];
    });
    return {
      ...metric,
      label: [label, ...unusual].join(', '),
      key: JSON.stringify([name, label, unit, ...variesWith.map((setting) => hyperparameters[setting])]),
    };
  });
}
