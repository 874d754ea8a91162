import { valueText } from '../contract/hyperparameters';
import type { ModelInfo } from '../contract/model';
import { isImported } from '../contract/imported-run';
import { countText } from '../contract/numbers';
import { groupTitle } from './translated';
import { oneNetworkText } from './run-changes';
import { changedValues } from '../contract/run-changes';
import type { RunConfig, RunOrigin } from '../contract/run';
import { t } from '../contract/texts';

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
    group: t.common.run,
    text,
    defaultText: null,
  });
  if (isImported({ config })) model = null;
  const alone = oneNetworkText(config);
  const names = Object.keys(model?.fields ?? config.hyperparameters);
  const hyperparameters = names.flatMap((name): Setting[] => {
    const field = model?.fields[name];
    // A run older than the field was trained with what is now its default.
    const value = config.hyperparameters[name] ?? field?.default;
    if (value === undefined) return [];
    const defaultText = field === undefined ? null : valueText(field, field.default);
    const { label = name, group = t.newRun.otherGroup } = field ?? {};
    const later = changedValues(config)
      .filter((change) => change.name === name)
      .map(({ step, to }) => `, ${valueText(field, to)} ${t.runs.afterStep(countText(step))}`);
    return [
      {
        key: name,
        label,
        group: groupTitle(group),
        text: valueText(field, value) + later.join(''),
        defaultText,
      },
    ];
  });
  if (isImported({ config })) return hyperparameters;
  return [
    plain('.model', t.common.model, model?.title ?? config.model),
    plain('.dataset', t.common.dataset, datasetName),
    ...(origin === null ? [] : [plain('.origin', t.newRun.goesOnFrom, originText(origin))]),
    ...(preset === undefined ? [] : [plain('.preset', t.newRun.preset, preset)]),
    plain('.seed', t.common.seed, String(config.seed)),
    plain(
      '.budget',
      t.newRun.budget,
      config.budget.unit === 'steps'
        ? t.common.stepCount(config.budget.count)
        : t.common.epochCount(config.budget.count),
    ),
    plain('.sampleEvery', t.newRun.samplesEvery, t.common.stepCount(config.sampleEvery)),
    plain('.sampleSheet', t.newRun.sampleSheet, `${countText(columns)} × ${countText(rows)}`),
    plain('.checkpointEvery', t.newRun.checkpointEvery, t.common.stepCount(config.checkpointEvery)),
    ...(config.evaluation === undefined
      ? []
      : [plain('.evaluation', t.newRun.evaluated, t.settings.evaluationTimes[config.evaluation])]),
    plain('.engine', t.common.engine, config.engine),
    plain('.device', t.common.device, config.device),
    ...(alone === null ? [] : [plain('.alone', t.newRun.stepsOfOne, alone)]),
    ...hyperparameters,
  ];
}

/** The checkpoint that a run continues from: `vae-mlp #3 (run 3), step 500`. */
function originText({ runId, runName, step }: RunOrigin): string {
  return t.newRun.origin(runName, runId, countText(step));
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
