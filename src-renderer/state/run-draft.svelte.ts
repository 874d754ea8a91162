import type { AutomaticEvaluation } from '../../src-main/contract/automatic-evaluation';
import {
  parseFieldText,
  problemWith,
  type Field,
  type HyperparameterValue,
} from '../../src-main/contract/hyperparameters';
import type { DataKind, Dataset } from '../../src-main/contract/dataset';
import { stepsPerEpoch } from '../../src-main/contract/epoch';
import {
  DEFAULT_DATASETS,
  drawnKind,
  misfit,
  type ModelInfo,
  type Preset,
} from '../../src-main/contract/model';
import { fieldReasonText, type FieldReason } from '../../src-main/contract/problems/catalogue';
import type { RunChange } from '../../src-main/contract/run-changes';
import type { EngineChoice, NewRun, Run, SampleSheet } from '../../src-main/contract/run';
import type { SweepAxis } from '../../src-main/contract/sweep';
import { isSeveral, parseAxis } from '../../src-main/contract/sweep-text';
import { runSettings, type RunSetting } from '../pure/run-settings';
import { SweepDraft } from './sweep-draft.svelte';
import { t } from '../../src-main/contract/texts';

/** Settings of one model, which are restored when the model is chosen again. */
interface ModelSettings {
  readonly texts: Readonly<Record<string, string>>;
  readonly sheet: SampleSheet | null;
  readonly preset: Preset | null;
  readonly budgetUnit: 'steps' | 'epochs';
  readonly budget: string;
  readonly sampleEvery: string;
}

/** A run being set up. Inputs hold text as typed; the text is parsed, checked and sent when it is complete. */
export class RunDraft {
  model = $state.raw<ModelInfo | null>(null);
  /** The run whose settings were copied. */
  source = $state.raw<Pick<Run, 'name' | 'datasetName' | 'config' | 'place'> | null>(null);
  /** The settings that turn the draft into several runs. */
  readonly sweep = new SweepDraft(this);
  /** Null for the model's defaults. */
  preset = $state.raw<Preset | null>(null);
  dataset = $state('');
  name = $state('');
  engine = $state.raw<EngineChoice>('auto');
  device = $state.raw('auto');
  /** The pool whose machines train it; null for this machine. */
  pool = $state.raw<string | null>(null);
  /** When its samples are evaluated; null for what the settings say when the run ends. */
  evaluation = $state.raw<AutomaticEvaluation | null>(null);
  budgetUnit = $state.raw<'steps' | 'epochs'>('steps');
  settings = $state<Record<RunSetting, string>>({
    budget: '',
    seed: '',
    sampleEvery: '',
    checkpointEvery: '',
  });
  /** Text by hyperparameter; missing ones have their defaults. */
  #texts = $state<Record<string, string>>({});
  /** Values that change while the run trains, from a copied run. */
  changes = $state.raw<readonly RunChange[]>([]);
  /** The sample sheet of a copied run; null for the preset's, or the default. */
  #sheet: SampleSheet | null = null;
  /** Refusals of the core, by field; removed once the field is changed. */
  #refused = $state<Record<string, string>>({});
  /** Settings of the models that were chosen before, by model. */
  readonly #kept = new Map<string, ModelSettings>();
  /** The last chosen dataset of each kind. */
  readonly #datasets = new Map<DataKind, string>();

  /**
   * Chooses a model. Settings of the previous model are kept until that model is chosen again.
   * @param datasets available datasets: if the chosen one has another kind of data, the last chosen dataset of the
   *   model's kind is used instead, or the default
   */
  chooseModel(model: ModelInfo, datasets: readonly Dataset[]): void {
    if (this.model !== null) this.#datasets.set(this.model.data, this.dataset);
    const fitting = datasets.filter(({ kind }) => kind === model.data);
    if (!fitting.some(({ id }) => id === this.dataset)) {
      const before = this.#datasets.get(model.data);
      const next =
        fitting.find(({ id }) => id === before) ??
        fitting.find(({ id }) => id === DEFAULT_DATASETS[model.data]);
      this.dataset = (next ?? fitting[0])?.id ?? '';
    }
    if (this.model?.id === model.id) return;
    if (this.model !== null) this.#kept.set(this.model.id, this.#modelSettings());
    this.model = model;
    const kept = this.#kept.get(model.id);
    if (kept === undefined) this.#take(model, null);
    else this.#bringBack(kept);
  }

  /** Sets the preset's values over the model's defaults; null restores the defaults. */
  choosePreset(id: string | null): void {
    const { model } = this;
    if (model !== null) this.#take(model, model.presets.find((one) => one.id === id) ?? null);
  }

  chooseDataset(id: string): void {
    this.dataset = id;
    this.#forget('dataset');
  }

  /** Copies the settings of another run. */
  copy(source: Pick<Run, 'name' | 'datasetName' | 'config' | 'place'>, model: ModelInfo): void {
    const { config } = source;
    this.chooseModel(model, []);
    this.source = source;
    this.preset = model.presets.find(({ id }) => id === config.preset) ?? null;
    this.#sheet = config.sampleSheet;
    this.changes = config.changes ?? [];
    this.dataset = config.dataset;
    this.engine = config.engine;
    this.device = config.device;
    this.pool = source.place?.pool ?? null;
    this.evaluation = config.evaluation ?? null;
    this.budgetUnit = config.budget.unit;
    this.settings = {
      budget: String(config.budget.count),
      seed: String(config.seed),
      sampleEvery: String(config.sampleEvery),
      checkpointEvery: String(config.checkpointEvery),
    };
    for (const [name, value] of Object.entries(config.hyperparameters)) {
      if (name in model.fields) this.setField(name, String(value));
    }
  }

  text(name: string): string {
    return this.#texts[name] ?? String(this.#field(name).default);
  }

  setField(name: string, text: string): void {
    this.#texts = { ...this.#texts, [name]: text };
    this.#forget(name);
  }

  resetField(name: string): void {
    this.#texts = Object.fromEntries(Object.entries(this.#texts).filter(([key]) => key !== name));
    this.#forget(name);
  }

  setSetting(name: RunSetting, text: string): void {
    this.settings[name] = text;
    this.#forget(name);
  }

  /** The value of a hyperparameter; if it has several, the first. */
  value(name: string): unknown {
    const axis = this.axis(name);
    if (axis === null) return parseFieldText(this.#field(name), this.text(name));
    return 'values' in axis ? axis.values[0] : 'from' in axis ? axis.from : axis.center;
  }

  /** The axis of a hyperparameter that has several values; null if it has one, or while the values cannot be parsed. */
  axis(name: string): SweepAxis | null {
    const field = this.#field(name);
    return isSeveral(field, this.text(name)) ? parseAxis(name, field, this.text(name)).axis : null;
  }

  /** Axes of the hyperparameters with several values, in the order of the form. */
  get axes(): SweepAxis[] {
    return Object.keys(this.model?.fields ?? {}).flatMap((name) => this.axis(name) ?? []);
  }

  changed(name: string): boolean {
    return this.axis(name) !== null || this.value(name) !== this.#field(name).default;
  }

  fieldProblem(name: string): string | null {
    const [field, text] = [this.#field(name), this.text(name)];
    const problem = isSeveral(field, text)
      ? parseAxis(name, field, text).problem
      : problemWith(field, this.value(name));
    return (problem && fieldReasonText(problem)) ?? this.#refused[name] ?? null;
  }

  settingProblem(name: RunSetting): string | null {
    const text = this.settings[name];
    if (text.trim() === '') return name === 'budget' ? t.newRun.howLong : (this.#refused[name] ?? null);
    const problem = problemWith(runSettings()[name], Number(text));
    return (problem && fieldReasonText(problem)) ?? this.#refused[name] ?? null;
  }

  /** The core's refusal of a field that is not checked here. */
  refusal(
    name: 'name' | 'model' | 'preset' | 'changes' | 'engine' | 'device' | 'evaluation' | 'pool',
  ): string | null {
    return this.#refused[name] ?? null;
  }

  /**
   * Why the model cannot train on the chosen dataset.
   * @param dataset undefined if none is chosen, or the chosen one does not exist
   */
  datasetProblem(dataset: Dataset | undefined): string | null {
    if (dataset === undefined && this.dataset !== '') {
      const name = this.source?.config.dataset === this.dataset ? this.source.datasetName : this.dataset;
      return t.newRun.datasetRemoved(name);
    }
    const unfit = this.model && dataset ? misfit(this.model, dataset) : null;
    return (unfit && fieldReasonText(unfit)) ?? this.#refused['dataset'] ?? null;
  }

  get changedCount(): number {
    return Object.keys(this.model?.fields ?? {}).filter((name) => this.changed(name)).length;
  }

  /** Steps per epoch on a dataset; null without one, and while the batch size is not a number. */
  stepsPerEpoch(dataset: Dataset | undefined): number | null {
    const { model } = this;
    if (model === null || dataset === undefined) return null;
    const values = Object.fromEntries(Object.keys(model.fields).map((name) => [name, this.value(name)]));
    return stepsPerEpoch(model, values, dataset.trainCount);
  }

  /** Changes the unit, and the count so that the length of the run stays about the same. */
  setBudgetUnit(unit: 'steps' | 'epochs', epochSteps: number): void {
    if (unit === this.budgetUnit) return;
    const count = Number(this.settings.budget);
    if (Number.isInteger(count) && count > 0) {
      const converted = unit === 'steps' ? count * epochSteps : Math.round(count / epochSteps);
      this.setSetting('budget', String(Math.max(1, converted)));
    }
    this.budgetUnit = unit;
  }

  /** Number of fields with a problem, except the dataset. */
  get problemCount(): number {
    const names = Object.keys(this.model?.fields ?? {});
    const settings = Object.keys(runSettings()) as RunSetting[];
    const problems = [
      ...names.map((name) => this.fieldProblem(name)),
      ...settings.map((name) => this.settingProblem(name)),
      ...this.sweep.problems,
    ];
    return problems.filter((problem) => problem !== null).length;
  }

  get ready(): boolean {
    return this.model !== null && this.dataset !== '' && this.problemCount === 0;
  }

  refuse(fields: Readonly<Record<string, FieldReason>>): void {
    // A nested field has its path as name: `hyperparameters.batchSize`, `budget.count`.
    this.#refused = Object.fromEntries(
      Object.entries(fields).map(([path, reason]) => [
        path.startsWith('budget') ? 'budget' : (path.split('.').at(-1) ?? path),
        fieldReasonText(reason),
      ]),
    );
  }

  toNewRun(): NewRun {
    const { model, preset } = this;
    if (model === null) throw new Error('No model is chosen.');
    // With a preset, a default is also a choice: if omitted, the preset's value would be used.
    const names = Object.keys(model.fields).filter(
      (name) => this.axis(name) === null && (preset !== null || this.changed(name)),
    );
    const optional = (name: RunSetting) =>
      this.settings[name].trim() === '' ? {} : { [name]: Number(this.settings[name]) };
    return {
      model: model.id,
      dataset: this.dataset,
      budget: { unit: this.budgetUnit, count: Number(this.settings.budget) },
      hyperparameters: Object.fromEntries(
        names.map((name) => [name, this.value(name) as HyperparameterValue]),
      ),
      engine: this.engine,
      device: this.device,
      ...(this.pool !== null && { pool: this.pool }),
      ...(preset && { preset: preset.id }),
      ...(this.evaluation && drawnKind(model) !== null && { evaluation: this.evaluation }),
      ...(this.#sheet && { sampleSheet: this.#sheet }),
      ...(this.changes.length > 0 && { changes: [...this.changes] }),
      ...(this.name.trim() && { name: this.name.trim() }),
      ...optional('seed'),
      ...optional('sampleEvery'),
      ...optional('checkpointEvery'),
    };
  }

  #take(model: ModelInfo, preset: Preset | null): void {
    const budget = preset?.budget ?? model.defaultBudget;
    this.#texts = Object.fromEntries(
      Object.entries(preset?.hyperparameters ?? {}).map(([name, value]) => [name, String(value)]),
    );
    this.#refused = {};
    this.#sheet = null;
    this.changes = [];
    this.budgetUnit = budget.unit;
    this.settings.budget = String(budget.count);
    // What a person typed there is kept, unless a preset sets it.
    if (preset?.sampleEvery !== undefined || this.preset?.sampleEvery !== undefined)
      this.settings.sampleEvery = String(preset?.sampleEvery ?? '');
    this.preset = preset;
  }

  #modelSettings(): ModelSettings {
    const { budget, sampleEvery } = this.settings;
    const { preset, budgetUnit } = this;
    return { texts: this.#texts, sheet: this.#sheet, preset, budgetUnit, budget, sampleEvery };
  }

  #bringBack({ texts, sheet, preset, budgetUnit, budget, sampleEvery }: ModelSettings): void {
    this.#texts = { ...texts };
    this.#refused = {};
    this.#sheet = sheet;
    this.changes = [];
    this.budgetUnit = budgetUnit;
    this.settings.budget = budget;
    if (preset?.sampleEvery !== undefined || this.preset?.sampleEvery !== undefined)
      this.settings.sampleEvery = sampleEvery;
    this.preset = preset;
  }

  #field(name: string): Field {
    const field = this.model?.fields[name];
    if (field === undefined) throw new Error(`There is no field ${name}.`);
    return field;
  }

  #forget(name: string): void {
    this.#refused = Object.fromEntries(Object.entries(this.#refused).filter(([key]) => key !== name));
  }
}

let unfinished: { key: string; draft: RunDraft } | null = null;

/** A new draft, or the one of a form that is opened again under the same address, with the typed text. */
export function draftOf(key: string): RunDraft {
  if (unfinished?.key !== key) unfinished = { key, draft: new RunDraft() };
  return unfinished.draft;
}

/** Removes the draft, because it was launched or discarded. */
export function dropDraft(): void {
  unfinished = null;
}
