import { valueText, type Fields } from '../contract/hyperparameters';
import type { MetricInfo } from '../contract/model';
import type { RunConfig } from '../contract/run';

/**
 * What a metric measures in one run. Its name is not enough: `loss` is nats in one model and a squared error in
 * another. Runs share a chart, a row and a best value only if the keys of their quantities are the same.
 */
export interface Quantity extends MetricInfo {
  readonly key: string;
}

/**
 * Returns what a run measures, in the order of its model. Labels name the settings that make a quantity different from
 * the default one.
 */
export function quantitiesOf(
  { fields, metrics }: { fields: Fields; metrics: readonly MetricInfo[] },
  hyperparameters: RunConfig['hyperparameters'],
): Quantity[] {
  return metrics.map((metric) => {
    const { name, quantity, label, unit, variesWith = {}, unitNeeds = [] } = metric;
    // A model without the setting, or a run older than the setting, has the default.
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
