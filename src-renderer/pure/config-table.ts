import { valueText } from '../../src-main/contract/hyperparameters';
import type { ModelInfo } from '../../src-main/contract/model';
import type { RunConfig } from '../../src-main/contract/run';

export interface ConfigRow {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  /** As shown, one a run; null where the run's model has no such setting. */
  readonly values: readonly (string | null)[];
  readonly differs: boolean;
}

export interface ConfiguredRun {
  readonly config: RunConfig;
  readonly datasetName: string;
}

type Setting = readonly [key: string, label: string, group: string, value: string];

function settingsOf(run: ConfiguredRun, models: readonly ModelInfo[]): Setting[] {
  const { config } = run;
  const { columns, rows } = config.sampleSheet;
  const model = models.find((one) => one.id === config.model);
  const settings: Setting[] = [
    ['model', 'Model', 'Run', model?.title ?? config.model],
    ['dataset', 'Dataset', 'Run', run.datasetName],
    ['seed', 'Seed', 'Run', String(config.seed)],
    ['budget', 'Budget', 'Run', `${String(config.budget.count)} ${config.budget.unit}`],
    ['sampleEvery', 'Samples every', 'Run', `${String(config.sampleEvery)} steps`],
    ['sampleSheet', 'Sample sheet', 'Run', `${String(columns)} × ${String(rows)}`],
    ['checkpointEvery', 'Checkpoint every', 'Run', `${String(config.checkpointEvery)} steps`],
    ['engine', 'Engine', 'Run', config.engine],
    ['device', 'Device', 'Run', config.device],
  ];
  const names = Object.keys(model?.fields ?? config.hyperparameters);
  for (const name of names) {
    const value = config.hyperparameters[name];
    if (value === undefined) continue;
    const field = model?.fields[name];
    settings.push([name, field?.label ?? name, field?.group ?? 'Other', valueText(field, value)]);
  }
  return settings;
}

/** One row a setting that any of the runs has, in the order of the first run that has it. */
export function configTable(runs: readonly ConfiguredRun[], models: readonly ModelInfo[]): ConfigRow[] {
  const columns = runs.map((run) => new Map(settingsOf(run, models).map((setting) => [setting[0], setting])));
  const keys = new Set(columns.flatMap((column) => [...column.keys()]));
  return [...keys].map((key) => {
    const values = columns.map((column) => column.get(key)?.[3] ?? null);
    const known = columns.find((column) => column.has(key))?.get(key);
    return {
      key,
      label: known?.[1] ?? key,
      group: known?.[2] ?? 'Other',
      values,
      differs: new Set(values).size > 1,
    };
  });
}
