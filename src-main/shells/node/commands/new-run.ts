import type { AutomaticEvaluation } from '../../../contract/automatic-evaluation';
import { refusal } from '../../../contract/error';
import { fieldNamed, parseFieldText } from '../../../contract/hyperparameters';
import { DEFAULT_DATASETS, type ModelInfo } from '../../../contract/model';
import type { Budget, EngineChoice, NewRun, SampleSheet } from '../../../contract/run';

export interface NewRunOptions {
  dataset?: string;
  steps?: number;
  epochs?: number;
  seed?: number;
  set?: string[];
  preset?: string;
  sheet?: SampleSheet;
  name?: string;
  engine?: EngineChoice;
  device?: string;
  sampleEvery?: number;
  checkpointEvery?: number;
  evaluation?: AutomaticEvaluation;
}

/** The run that the command line describes. The core checks its values and fills in the rest. */
export function newRun(models: readonly ModelInfo[], modelId: string, options: NewRunOptions): NewRun {
  const model = models.find(({ id }) => id === modelId);
  if (model === undefined) {
    throw refusal('model.unknown', { id: modelId, choices: models.map(({ id }) => id) });
  }
  const { name, preset, sheet: sampleSheet, seed, engine, device } = options;
  const { sampleEvery, checkpointEvery, evaluation } = options;
  return {
    model: modelId,
    dataset: options.dataset ?? DEFAULT_DATASETS[model.data],
    hyperparameters: Object.fromEntries((options.set ?? []).map((text) => assignment(model, text))),
    ...given({
      budget: budgetOf(options),
      name,
      preset,
      sampleSheet,
      seed,
      engine,
      device,
      sampleEvery,
      checkpointEvery,
      evaluation,
    }),
  };
}

/** Removes the properties that are not set. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

function budgetOf({ steps, epochs }: NewRunOptions): Budget | undefined {
  if (steps !== undefined) return { unit: 'steps', count: steps };
  return epochs === undefined ? undefined : { unit: 'epochs', count: epochs };
}

function assignment(model: ModelInfo, text: string): [string, number | string | boolean] {
  const at = text.indexOf('=');
  if (at < 1) {
    throw refusal('usage.assignment', { text, model: model.id, names: Object.keys(model.fields) });
  }
  const typed = text.slice(0, at);
  const value = text.slice(at + 1);
  // Unknown names are passed on: the core reports the valid names.
  const name = fieldNamed(model.fields, typed) ?? typed;
  const field = Object.hasOwn(model.fields, name) ? model.fields[name] : undefined;
  return [name, field === undefined ? value : (parseFieldText(field, value) as number | string | boolean)];
}
