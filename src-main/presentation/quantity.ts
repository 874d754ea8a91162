import { valueText, type Fields } from '../contract/hyperparameters';
import type { MetricInfo } from '../contract/model';
import type { RunConfig } from '../contract/run';

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
    const { name, label, unit, variesWith = {} } = metric;
    // A model without the setting, or a run from before it, has the usual value.
    const settings = Object.entries(variesWith).map(
      ([setting, usual]) => [fields[setting], hyperparameters[setting] ?? usual, usual] as const,
    );
    const unusual = settings.flatMap(([field, value, usual]) =>
      field === undefined || value === usual ? [] : [`${field.label}: ${valueText(field, value)}`],
    );
    const key = JSON.stringify([name, label, unit, ...settings.map(([, value]) => value)]);
    return { ...metric, label: [label, ...unusual].join(', '), key };
  });
}
