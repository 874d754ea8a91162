export const models = {
  toTry: 'Figures to try',
  gone: (id: string) => `There is no model ${id}`,
  goneHelp: 'The address may be of another version of the workbench.',
  all: 'All models',
  newRunWith: 'New run with this model',
  equations: 'Equations',
  expect: 'What to expect',
  curves: 'Curves',
  cost: 'Cost',
  valuesAreOf: 'Values are of',
  goesWrong: 'When it goes wrong',
  departures: 'Differences from the published method',
  reading: 'Reading',
  whatItDoes: 'What it does',
  presets: 'Presets',
  meaning: 'Meaning',
  measured: (dataset: string, seed: number, over: string, command: string) =>
    `Dataset ${dataset}, seed ${String(seed)}, ${over}. Measured by: ${command}`,
  /** The page of a model as text, where the window has no words for a part. */
  page: {
    about: (family: string, data: string, needsLabels: boolean, count: number, unit: string) =>
      `${family} · ${data}${needsLabels ? ' with labels' : ''} · ${String(count)} ${unit} by default`,
    where: 'where',
    meaning: (symbol: string, meaning: string) => `${symbol} is ${meaning}`,
    figures: 'Figures',
    whatToDo: 'What to do',
    hyperparameters: 'Hyperparameters',
    metrics: 'Metrics',
    settingHeads: ['Setting', 'Name', 'Default', 'Takes', 'What it does'],
    metricHeads: ['Metric', 'Name', 'Meaning'],
  },
  families: { GAN: 'GAN', VAE: 'VAE', Autoencoder: 'Autoencoder', Classifier: 'Classifier' },
  yesOrNo: 'yes or no',
  anyText: 'any text',
  sizesRange: (most: number, range: string) => `up to ${String(most)}, each ${range}`,
  measuredOn: {
    validation:
      'On training items that are held out: on a random part of them after each epoch, the same each time, and on all of them at the end.',
    test: 'On the whole test split, at the end; where nothing is held out of training, on a random part of it after each epoch, too.',
  },
  restOn: 'Models that rest on it:',
};
