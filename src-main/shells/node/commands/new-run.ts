import type { AutomaticEvaluation } from '../../../contract/automatic-evaluation';
import { refusal } from '../../../contract/error';
import { fieldNamed, parseFieldText } from '../../../contract/hyperparameters';
import { DEFAULT_DATASETS, type ModelInfo } from '../../../contract/model';
import type { RunChange } from '../../../contract/run-changes';
import type { Budget, EngineChoice, NewRun, SampleSheet } from '../../../contract/run';

export interface NewRunOptions {
  dataset?: string;
  steps?: number;
  epochs?: number;
  seed?: number;
  set?: string[];
  at?: string[];
  preset?: string;
  sheet?: SampleSheet;
  name?: string;
  engine?: EngineChoice;
  device?: string;
  pool?: string;
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
  const { name, preset, sheet: sampleSheet, seed, engine, device, pool } = options;
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
      pool,
      sampleEvery,
      checkpointEvery,
      evaluation,
      changes: options.at && changesOf(model, options.at),
    }),
  };
}

/**
 * Parses steps, each followed by the values from then on: `500 lr=0.0001 800 lr=0.00001 clip=0.02`.
 * @throws WorkbenchError `usage.change`, `usage.assignment`
 */
export function changesOf(model: ModelInfo, texts: readonly string[]): RunChange[] {
  const changes: RunChange[] = [];
  for (const text of texts) {
    const last = changes.at(-1);
    if (/^\d+$/.test(text)) changes.push({ step: Number(text), hyperparameters: {} });
    else if (last === undefined) throw refusal('usage.change', { text });
    else if (text === 'only=generator' || text === 'only=discriminator')
      last.only = text === 'only=generator' ? 'generator' : 'discriminator';
    else {
      const [name, value] = assignment(model, text);
      // The core rejects what is not a number.
      last.hyperparameters[name] = value as number;
    }
  }
  return changes;
}

/** Removes the properties that are not set. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never;
}

function budgetOf({ steps, epochs }: NewRunOptions): Budget | undefined {
  if (steps !== undefined) return { unit: 'steps', count: steps };
  return epochs === undefined ? undefined : { unit: 'epochs', count: epochs };
}

/** Parses `lr=0.0001`. @throws WorkbenchError `usage.assignment` */
export function assignment(model: ModelInfo, text: string): [string, number | string | boolean] {
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
