import { countText, withMinus } from '../../numbers';
import { anyOf } from '../../texts/lists';
import { phraseText, type PhraseOf, type Phrases } from '../phrases';

/** Subjects of sentences about values. */
const SUBJECTS = {
  'added-tags': 'The list of tags to add',
  'answer-count': 'The number of answers',
  'change-step': 'The step of a change',
  'network-role': 'The only network of a step',
  'steps-per-second': 'The number of steps in a second',
  budget: 'The budget, in steps or epochs,',
  'budget-unit': 'The unit of the budget',
  'checkpoint-every': 'The number of steps between two checkpoints',
  'attribute-group': 'A group of items',
  balance: 'What groups are balanced over',
  'checkpoint-kind': 'The kind of a checkpoint',
  'checkpoint-step': 'The step of a checkpoint',
  'choice-count': 'The number of choices',
  'class-number': 'The number of a class',
  classes: 'The choice of classes',
  'class-share': 'The share of a class',
  color: 'The color',
  'column-name': 'The name of a column',
  'comparison-name': 'The name of a comparison',
  'comparison-section': 'A section of a comparison',
  'comparison-sections': 'The list of sections',
  'dataset-name': 'The name of a dataset',
  folder: 'The path of a folder',
  'default-checkpoints': 'The number of checkpoints of a run',
  'default-samples': 'The number of recordings of samples of a run',
  'direction-count': 'The number of directions',
  'direction-kind': 'How directions are found',
  draws: 'The number of random settings',
  encoding: 'The encoding',
  engine: 'The engine',
  evaluation: 'When runs are evaluated',
  language: 'The language',
  'export-format': 'The format of an export',
  'export-key': 'The key of an export',
  'figure-kind': 'The kind of a figure',
  'figure-number': 'The number of a figure',
  'file-id': 'The id of a file',
  files: 'A list of files',
  'first-item': 'The place of the first item',
  fit: 'The fit',
  'further-draws': 'The number of further random settings',
  'further-seeds': 'The number of further seeds',
  'halving-factor': 'The factor of successive halving',
  'halving-levels': 'The number of levels of successive halving',
  'hyperparameter-name': 'The name of a hyperparameter',
  'image-side': 'The side of an image, in pixels,',
  'inspection-id': 'The id of what was found in files',
  'item-count': 'The number of items',
  'item-place': 'The place of an item',
  'label-name': 'The name of what holds the labels',
  latent: 'A latent',
  latents: 'A list of latents',
  'latents-kind': 'The kind of saved latents',
  'latents-name': 'The name of saved latents',
  'latents-number': 'The number of saved latents',
  'latent-value': 'A value of a latent',
  'last-step': 'The last step of a metric',
  'list-form': 'The form of a list',
  'metric-name': 'The name of a metric',
  milestones: 'The number of milestones',
  'model-id': 'The id of a model',
  'picture-scale': 'The scale of saved pictures',
  'preset-id': 'The id of a preset',
  query: 'A query',
  'queue-move': 'Where a run is moved in the queue',
  'recorded-now': 'What is recorded now',
  'removed-tags': 'The list of tags to remove',
  'run-name': 'The name of a run',
  'run-number': 'The number of a run',
  runs: 'The list of runs',
  'runs-per-device': 'The number of runs that train at once',
  'sample-count': 'The number of samples',
  'sample-every': 'The number of steps between two samples',
  'sample-place': 'The place of a sample',
  samples: 'A list of samples',
  seed: 'The seed',
  seeds: 'The number of seeds',
  'search-steps': 'The number of steps',
  'search-steps-taken': 'The number of steps taken',
  'sheet-columns': 'The number of columns of a sheet',
  'sheet-rows': 'The number of rows of a sheet',
  'sheet-step': 'The step of a sheet',
  'some-runs': 'A list of runs',
  split: 'The split of a dataset',
  splits: 'The choice of splits',
  'stop-after': 'The step before which no run is stopped early',
  'stop-metric': 'The metric that runs are stopped early by',
  'stop-patience': 'The number of steps without improvement',
  'sweep-metric': 'The metric of a sweep',
  'sweep-number': 'The number of a sweep',
  tag: 'A tag',
  threads: 'The number of threads',
  values: 'The list of values',
  'view-name': 'The name of a view',
  'walk-path': 'How a walk was found',
  'weights-kind': 'The kind of weights',
  'when-closed': 'What happens when the window is closed',
} as const;
export type Subject = keyof typeof SUBJECTS;
type Of = { readonly what: Subject };

/** Subjects of sentences about yes or no. */
const QUESTIONS = {
  'in-report': 'Whether the report shows them',
  starred: 'Whether a run has a star',
  best: 'Whether the best checkpoint stays',
  descending: 'Whether an order is descending',
  notifications: 'Whether the desktop notifies',
  updates: 'Whether newer versions are looked for',
  'other-metrics': 'Whether the other metrics are sent',
  'side-by-side': 'Whether the runs train side by side',
} as const;

const signed = (value: number): string =>
  withMinus(Number.isInteger(value) ? countText(value) : String(value));

/** Reasons of schemas, for values from people and programs: one sentence for anything wrong with a value. */
const valueReasons = {
  'whole-number': ({ what, min, max }: Of & { min: number; max: number }) =>
    `${SUBJECTS[what]} is a whole number from ${signed(min)} to ${signed(max)}.`,
  number: ({ what, min, max }: Of & { min: number; max: number }) =>
    `${SUBJECTS[what]} is a number from ${signed(min)} to ${signed(max)}.`,
  'whole-number-from': ({ what, min }: Of & { min: number }) =>
    `${SUBJECTS[what]} is a whole number, ${signed(min)} or more.`,
  line: ({ what, most }: Of & { most: number }) => `${SUBJECTS[what]} has 1 to ${String(most)} characters.`,
  text: ({ what, most }: Of & { most: number }) =>
    `${SUBJECTS[what]} is text of at most ${String(most)} characters.`,
  choice: ({ what, values }: Of & { values: readonly string[] }) => `${SUBJECTS[what]} is ${anyOf(values)}.`,
  list: ({ what, most }: Of & { most: number }) => `${SUBJECTS[what]} has 1 to ${signed(most)} entries.`,
  'yes-or-no': ({ what }: { what: keyof typeof QUESTIONS }) => `${QUESTIONS[what]} is yes or no.`,
  'pool-name': 'The name of a pool has 1 to 32 small letters, digits and hyphens.',
  'dataset-id': 'The id of a dataset has 1 to 64 small letters, digits and hyphens.',
  device: 'The device is auto, cpu, gpu, or one GPU by its number, such as gpu:1.',
  mirror:
    'A mirror is the https address of the folder that holds the files, without a user name; http is taken from this machine only.',
  'tag-marks': 'A tag has no commas and no quotation marks.',
  notes: ({ most }: { most: number }) => `Notes are text of at most ${countText(most)} characters.`,
  note: ({ most }: { most: number }) => `A note is text of at most ${countText(most)} characters.`,
  columns: ({ most }: { most: number }) => `The columns are a list of at most ${String(most)}.`,
  views: 'The views are a list.',
  'too-many-views': ({ most }: { most: number }) =>
    `There are at most ${String(most)} views: remove one first.`,
  comparisons: 'The comparisons are a list.',
  'too-many-comparisons': ({ most }: { most: number }) =>
    `There are at most ${String(most)} saved comparisons: remove one first.`,
  'choices-of-answers': 'There are no more choices than answers.',
  'some-samples': 'A list of samples has one or more.',
  'sections-twice': 'No section of a comparison comes twice.',
  'two-runs': 'A group has two runs or more.',
  hyperparameter: 'A hyperparameter is a number, a text, or yes or no.',
  'changed-values': 'The new values of hyperparameters are numbers by name.',
  changes: ({ most }: { most: number }) => `The changes of a run are a list of at most ${countText(most)}.`,
  axis: 'A hyperparameter of a sweep has a list of values, or a range to draw them from.',
  'axis-distribution': 'A distribution has a center and a spread above 0, which are numbers.',
  'axis-weights': 'Each value of a weighted choice has a weight above 0.',
  'axis-bound': 'The ends of a range are numbers.',
  'stop-bound': 'The bound that runs are stopped early by is a number.',
  'stop-rule': 'Runs are stopped early by a bound of a metric, or by a number of steps without improvement.',
  axes: 'The hyperparameters of a sweep are a list.',
  'too-many-axes': ({ most }: { most: number }) => `A sweep has at most ${String(most)} hyperparameters.`,
  /**
   * The structure around the values, which only programs can get wrong. @param place its path; empty for the whole
   * input
   */
  missing: ({ place }: { place: string }) =>
    `${place === '' ? 'The input' : `The input “${place}”`} is missing, or not what is asked for.`,
} satisfies Phrases;

type Labelled = { readonly label: string };
type Bounds = Labelled & { readonly min: number; readonly max: number };
const between = ({ min, max }: Bounds): string => `between ${String(min)} and ${String(max)}`;

/** Hyperparameters and other fields of a form, by their labels. */
const fieldReasons = {
  'true-or-false': ({ label }: Labelled) => `${label} is either true or false.`,
  'one-of': ({ label, values }: Labelled & { values: readonly string[] }) =>
    `${label} is one of ${values.join(', ')}.`,
  'not-a-number': (field: Bounds) => `${field.label} is a number ${between(field)}.`,
  'not-whole': (field: Bounds) => `${field.label} is a whole number ${between(field)}.`,
  'out-of-range': (field: Bounds) => `${field.label} must be ${between(field)}.`,
  sizes: ({ most, ...field }: Bounds & { most: number }) =>
    `${field.label} are whole numbers ${between(field)}, at most ${String(most)} of them: 512, 256.`,
  'text-length': ({ label, most }: Labelled & { most: number }) =>
    `${label} is a text of 1 to ${String(most)} characters.`,
  'server-address': ({ label }: Labelled) =>
    `${label} is an address that begins with http:// or https://, without a user name.`,
  'no-sizes': ({ label }: Labelled) => `${label} must have at least one size.`,
  'unknown-hyperparameter': ({ name, known }: { name: string; known: readonly string[] }) =>
    `There is no hyperparameter ${name}. Known: ${known.join(', ')}.`,
  'not-changeable': ({ label, known }: Labelled & { known: readonly string[] }) =>
    `${label} cannot change while a run trains. ${known.length === 0 ? 'Nothing of this model can.' : `These can: ${known.join(', ')}.`}`,
  'one-network': ({ model }: { model: string }) =>
    `${model} has no two networks of which one could be updated alone.`,
  'same-value': ({ label }: Labelled) => `${label} has this value already.`,
  'spaced-values': ({ label, most }: Labelled & { most: number }) =>
    `${label}: between 2 and ${String(most)} values.`,
  'range-order': ({ label }: Labelled) => `${label}: the range begins with the smaller number.`,
  'range-log': ({ label }: Labelled) => `${label}: a logarithmic range begins above 0.`,
  'log-normal-median': ({ label }: Labelled) =>
    `${label}: the median of a log-normal distribution is above 0.`,
  'no-value': ({ label }: Labelled) => `${label} has no value.`,
  'too-many-values': ({ label, most }: Labelled & { most: number }) =>
    `${label}: at most ${String(most)} values.`,
} satisfies Phrases;

type OfModel = { readonly model: string };
type DataKind = 'images' | 'points';

/** Conflicts between the settings of a new run. @param model its title @param dataset its name */
const runReasons = {
  'other-kind': ({
    model,
    data,
    dataset,
    kind,
  }: OfModel & { data: DataKind; dataset: string; kind: DataKind }) =>
    `${model} trains on ${data}, and ${dataset} holds ${kind}. Choose a dataset of ${data}.`,
  'needs-labels': ({ model, dataset }: OfModel & { dataset: string }) =>
    `${model} needs labels, and ${dataset} has none. Choose a dataset with labels.`,
  'sides-divisible': ({
    model,
    by,
    dataset,
    width,
    height,
  }: OfModel & { by: number; dataset: string; width: number; height: number }) =>
    `${model} takes images with sides divisible by ${String(by)}, and those of ${dataset} are ${String(width)} × ${String(height)}. Choose another dataset, or import the images at another size.`,
  'unknown-preset': ({ model, id, known }: OfModel & { id: string; known: readonly string[] }) =>
    `${model} has no preset ${id}. ${known.length === 0 ? 'It has none.' : `Choose one of ${known.join(', ')}.`}`,
  /** @param problem with the text for the shell */
  problem: ({
    problem: { message, advice },
  }: {
    problem: { code: string; message: string; advice: string };
  }) => `${message} ${advice}`,
} satisfies Phrases;

/** What is wrong with a value, as a sentence that says what is valid. */
export const FIELD_REASONS = { ...valueReasons, ...fieldReasons, ...runReasons };
export type FieldReason = PhraseOf<typeof FIELD_REASONS>;

/** The sentences of several fields, without duplicates. */
export const fieldSentences = (reasons: readonly FieldReason[]): string =>
  [...new Set(reasons.map((reason) => phraseText(FIELD_REASONS, reason)))].join(' ');
