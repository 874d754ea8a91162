import { valueText, type HyperparameterValue } from '../contract/hyperparameters';
import type { ModelInfo } from '../contract/model';
import type { RunConfig } from '../contract/run';

export interface TunedRun {
  readonly config: Pick<RunConfig, 'hyperparameters'>;
  readonly model: Pick<ModelInfo, 'fields'>;
}

/** A hyperparameter in which runs differ. */
export interface VariedSetting {
  readonly key: string;
  readonly label: string;
  /** Whether every value is a number above 0 that is chosen by its order of magnitude. */
  readonly isLog: boolean;
  /** One for each run, the default if the run is older than the field; null if its model has no such field. */
  readonly values: readonly (HyperparameterValue | null)[];
  /** The values as shown. */
  readonly texts: readonly string[];
}

/** Returns the hyperparameters in which runs differ, in the order of the fields of the first model that has them. */
export function variedSettings(runs: readonly TunedRun[]): VariedSetting[] {
  const keys = new Set(runs.flatMap(({ model }) => Object.keys(model.fields)));
  return [...keys].flatMap((key): VariedSetting[] => {
    const values = runs.map(
      ({ config, model }) => config.hyperparameters[key] ?? model.fields[key]?.default ?? null,
    );
    const given = values.filter((value) => value !== null);
    if (new Set(given).size < 2) return [];
    const field = runs.flatMap(({ model }) => model.fields[key] ?? [])[0];
    const isLog =
      field !== undefined &&
      'scale' in field &&
      field.scale === 'log' &&
      given.every((value) => typeof value === 'number' && value > 0);
    const texts = values.map((value, run) =>
      value === null ? '–' : valueText(runs[run]?.model.fields[key] ?? field, value),
    );
    return [{ key, label: field?.label ?? key, isLog, values, texts }];
  });
}
