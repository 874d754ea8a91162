import { valueText, type Fields } from '../contract/hyperparameters';
import type { MetricInfo } from '../contract/model';
import type { RunConfig } from '../contract/run';

/**
 * What a metric is in one run. Its name is not enough: `loss` is nats in one model and a squared error in another. Runs
 * share a chart, a row and a best value where the keys of their quantities are the same, and only there.
 */
export interface Quantity extends MetricInfo {
  readonly key: string;
}

/** What a run measures, as its model orders it; labels name the settings that make it another quantity than by default. */
export function quantitiesOf(
  { fields, metrics }: { fields: Fields; metrics: readonly MetricInfo[] },
  hyperparameters: RunConfig['hyperparameters'],
): Quantity[] {
  return metrics.map((metric) => {
    const { name, quantity, label, unit, variesWith = {}, unitNeeds = [] } = metric;
    // A model without the setting, or a run from before it, has the default.
    const settings = Object.entries(variesWith).map(([setting, standard]) => ({
      setting,
      field: fields[setting],
      value: hyperparameters[setting] ?? standard,
      standard,
    }));
    const differences = settings.flatMap(({ field, value, standard }) =>
      field === undefined || value === standard ? [] : [`${field.label}: ${valueText(field, value)}`],
    );
    const key = JSON.stringify([
      name,
      quantity,
      unit,
      settings.map(({ setting, value }) => [setting, value]),
    ]);
    const { unit: _, ...unitless } = metric;
    const holds = settings.every(
      ({ setting, value, standard }) => value === standard || !unitNeeds.includes(setting),
    );
    const info = holds ? metric : unitless;
    return { ...info, label: [label, ...differences].join(', '), key };
  });
}
