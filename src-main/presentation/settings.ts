import type { AutomaticEvaluation } from '../contract/automatic-evaluation';
import { valueText } from '../contract/hyperparameters';
import type { ModelInfo } from '../contract/model';
import { countText } from '../contract/numbers';
import { oneNetworkText } from './run-changes';
import { changedValues } from '../contract/run-changes';
import type { RunConfig, RunOrigin } from '../contract/run';
import type { RunDefaults } from '../contract/run-defaults';
import type { WhenClosed } from '../contract/settings';

/** When runs are evaluated automatically. */
export const EVALUATION_TEXTS: Readonly<Record<AutomaticEvaluation, string>> = {
  off: 'Never',
  end: 'At the end',
  training: 'At checkpoints and the end',
};

/** What happens to runs that train when the window is closed. */
export const WHEN_CLOSED_TEXTS: Readonly<Record<WhenClosed, string>> = {
  ask: 'Ask',
  background: 'They train on in the background',
  stop: 'They stop with a checkpoint',
};

/** The defaults of new runs. */
export const DEFAULT_TEXTS: Readonly<
  Record<keyof RunDefaults, { readonly label: string; readonly help: string }>
> = {
  samples: {
    label: 'Samples of a run',
    help: 'How often a run records samples, about, unless its form says otherwise.',
  },
  checkpoints: {
    label: 'Checkpoints of a run',
    help: 'How often a run saves a checkpoint, about, unless its form says otherwise.',
  },
  threads: {
    label: 'Threads',
    help: 'Of one operation of TensorFlow, in runs that start from now on; 0 for all processors. Another number may change the last digits of metrics.',
  },
  pictureScale: {
    label: 'Scale of saved pictures',
    help: 'Pixels for each pixel of a sample.',
  },
};

export interface ConfiguredRun {
  readonly config: RunConfig;
  readonly datasetName: string;
  readonly origin: RunOrigin | null;
}

/** One setting of a run, as shown. */
export interface Setting {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  readonly text: string;
  /** The model's default; null if there is none. */
  readonly defaultText: string | null;
}

/**
 * Returns all settings that determine a run's numbers, in the order of the form.
 * @param model null if the model no longer exists
 */
export function settingsOf(
  { config, datasetName, origin }: ConfiguredRun,
  model: Pick<ModelInfo, 'title' | 'fields' | 'presets'> | null,
): Setting[] {
  const { columns, rows } = config.sampleSheet;
  const preset = model?.presets.find(({ id }) => id === config.preset)?.label ?? config.preset;
  const plain = (key: string, label: string, text: string): Setting => ({
    key,
    label,
    group: 'Run',
    text,
    defaultText: null,
  });
  const alone = oneNetworkText(config);
  const names = Object.keys(model?.fields ?? config.hyperparameters);
  const hyperparameters = names.flatMap((name): Setting[] => {
    const field = model?.fields[name];
    // A run older than the field was trained with what is now its default.
    const value = config.hyperparameters[name] ?? field?.default;
    if (value === undefined) return [];
    const defaultText = field === undefined ? null : valueText(field, field.default);
    const { label = name, group = 'Other' } = field ?? {};
    const later = changedValues(config)
      .filter((change) => change.name === name)
      .map(({ step, to }) => `, ${valueText(field, to)} after step ${countText(step)}`);
    return [{ key: name, label, group, text: valueText(field, value) + later.join(''), defaultText }];
  });
  return [
    plain('.model', 'Model', model?.title ?? config.model),
    plain('.dataset', 'Dataset', datasetName),
    ...(origin === null ? [] : [plain('.origin', 'Goes on from', originText(origin))]),
    ...(preset === undefined ? [] : [plain('.preset', 'Preset', preset)]),
    plain('.seed', 'Seed', String(config.seed)),
    plain('.budget', 'Budget', `${countText(config.budget.count)} ${config.budget.unit}`),
    plain('.sampleEvery', 'Samples every', `${countText(config.sampleEvery)} steps`),
    plain('.sampleSheet', 'Sample sheet', `${countText(columns)} × ${countText(rows)}`),
    plain('.checkpointEvery', 'Checkpoint every', `${countText(config.checkpointEvery)} steps`),
    ...(config.evaluation === undefined
      ? []
      : [plain('.evaluation', 'Evaluated', EVALUATION_TEXTS[config.evaluation])]),
    plain('.engine', 'Engine', config.engine),
    plain('.device', 'Device', config.device),
    ...(alone === null ? [] : [plain('.alone', 'Steps of one network', alone)]),
    ...hyperparameters,
  ];
}

/** The checkpoint that a run continues from: `vae-mlp #3 (run 3), step 500`. */
function originText({ runId, runName, step }: RunOrigin): string {
  return `${runName} (run ${String(runId)}), step ${countText(step)}`;
}

/** One setting of several runs, side by side. */
export interface SettingRow {
  readonly key: string;
  readonly label: string;
  readonly group: string;
  /** The value for each run, as shown; null if the run's model has no such setting. */
  readonly values: readonly (string | null)[];
  /** The default for the first run that has the setting. */
  readonly defaultText: string | null;
  /** Whether several runs differ or, for a single run, whether it differs from the default. */
  readonly differs: boolean;
}

/** Returns a row for each setting that any run has, in the order of the first run that has it. */
export function settingsTable(
  runs: readonly {
    readonly run: ConfiguredRun;
    readonly model: Parameters<typeof settingsOf>[1];
  }[],
): SettingRow[] {
  const columns = runs.map(
    ({ run, model }) => new Map(settingsOf(run, model).map((setting) => [setting.key, setting])),
  );
  const keys = new Set(columns.flatMap((column) => [...column.keys()]));
  return [...keys].flatMap((key): SettingRow[] => {
    const known = columns.find((column) => column.has(key))?.get(key);
    if (known === undefined) return [];
    const { label, group, text, defaultText } = known;
    const values = columns.map((column) => column.get(key)?.text ?? null);
    const isChanged = defaultText !== null && defaultText !== text;
    const differs = runs.length === 1 ? isChanged : new Set(values).size > 1;
    return [{ key, label, group, values, defaultText, differs }];
  });
}
