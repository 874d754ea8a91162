import type { ModelInfo, ModelPage } from './model';
import type { RunConfig } from './run';

/**
 * Runs of other programs, read from their event files. They have no model, dataset and checkpoints here: they are looked at and
 * compared, and never train.
 */
const IMPORTED = 'imported';

export const isImported = ({ config }: { readonly config: Pick<RunConfig, 'model'> }): boolean =>
  config.model === IMPORTED;

/** What stands in a configuration for a model and a dataset that are not here. */
export const IMPORTED_PLACES = { model: IMPORTED, dataset: IMPORTED } as const;

/** The page of a model of which there is nothing to say. */
export const BLANK_PAGE: ModelPage = {
  about: '',
  equations: [],
  symbols: [],
  expectations: {
    curves: '',
    figures: '',
    cost: '',
    measured: { dataset: '', budget: { unit: 'steps', count: 1 }, seed: 0, over: '', date: '2026-11-30' },
  },
  failures: [],
  departures: [],
  reading: [],
};

/** Describes imported runs where a description of a model is needed; it is not among the models. */
const IMPORTED_MODEL: ModelInfo = {
  id: IMPORTED,
  title: 'imported',
  family: 'Classifier',
  summary: 'A run of another program.',
  paper: '',
  page: BLANK_PAGE,
  data: 'images',
  needsLabels: false,
  fields: {},
  examplesPerStep: ['batchSize'],
  presets: [],
  metrics: [],
  headlineMetric: 'loss',
  figures: [],
  defaultBudget: { unit: 'steps', count: 1 },
};

interface Models {
  info(id: string): ModelInfo;
}

/** Descriptions for what shows or exports runs, imported ones among them. */
export const withImported = (models: Models): Models => ({
  info: (id) => (id === IMPORTED ? IMPORTED_MODEL : models.info(id)),
});

/** The description of imported runs, if the id is theirs. */
export const importedModel = (id: string): ModelInfo | undefined =>
  id === IMPORTED ? IMPORTED_MODEL : undefined;
