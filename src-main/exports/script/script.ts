import type { RecordedStart } from '../recorded-start';
import type { Framework } from './framework';
import type { ScriptedModel, ScriptInput } from './python';
import adam from './python/adam.py?raw';
import bernoulli from './python/bernoulli.py?raw';
import classNll from './python/class-nll.py?raw';
import draws from './python/draws.py?raw';
import end from './python/end.py?raw';
import globalNorm from './python/global-norm.py?raw';
import moved from './python/moved.py?raw';
import rmsprop from './python/rmsprop.py?raw';
import { trainingParts } from './training';

export interface ScriptFacts {
  /** The first line of the script's description: what it trains on what. */
  readonly title: string;
  readonly seed: number;
}

/** Text within a docstring of Python. */
const quoted = (text: string): string => text.replaceAll(/["\\]/g, "'").replaceAll(/\s+/g, ' ');

function docstring(title: string, { packages, initial }: Framework): string {
  const trained = initial.replace('initial', 'trained');
  return `"""${quoted(title)}

    pip install ${packages}
    python train.py --check
    python train.py --data items.npz --steps 1000

${initial} has the weights that the run started with, check.npz its first batches with their random numbers and
metrics. With --data it trains on new random numbers, and saves the weights in ${trained} at the end: in
place of ${initial}, it starts from them.
"""
`;
}

/** Definitions that scripts of all frameworks share, by the names by which code calls them. */
const SHARED: Readonly<Record<string, string>> = {
  moved,
  Adam: adam,
  RMSprop: rmsprop,
  global_norm: globalNorm,
  bernoulli_nll: bernoulli,
  class_nll: classNll,
};

/** The definitions that code calls, and those that these call in turn. */
function calledBy(code: string, definitions: Readonly<Record<string, string>>): string[] {
  const found = new Set<string>();
  const search = (text: string): void => {
    for (const [name, definition] of Object.entries(definitions)) {
      if (found.has(name) || !new RegExp(`\\b${name}\\(`).test(text)) continue;
      found.add(name);
      search(definition);
    }
  };
  search(code);
  return Object.entries(definitions).flatMap(([name, definition]) => (found.has(name) ? [definition] : []));
}

/** A Python program that trains the networks of a run with its losses and settings. */
export function trainingScript(
  framework: Framework,
  model: ScriptedModel,
  { title, seed }: ScriptFacts,
  start: RecordedStart,
): string {
  const values = start.hyperparameters;
  const input: ScriptInput = { values, start, framework };
  const training = trainingParts(input);
  const own = model.constants(input);
  const constants = {
    SEED: String(seed),
    BATCH_SIZE: String(values['batchSize']),
    LEARNING_RATE: String(values['learningRate']),
    ...training.constants,
    ...own,
    ITEMS_PER_STEP: own['ITEMS_PER_STEP'] ?? 'BATCH_SIZE',
  };
  const networks = start.networks.map(({ name, plan }) => framework.networkCode(name, plan)).join('\n');
  const opening = [framework.start.replace('updates(gradients)', training.updates), draws];
  const body = [networks, ...training.around(model.sections(input))];
  const definitions = calledBy([...opening, ...training.definitions, ...body].join('\n'), {
    ...SHARED,
    ...framework.definitions,
  });
  const program = [
    Object.entries(constants)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
    ...opening,
    ...definitions,
    ...training.definitions,
    ...body,
    end,
  ]
    .map((section) => framework.translated(section).trimEnd())
    .join('\n\n\n')
    .concat('\n');
  return `${docstring(title, framework)}${framework.imports(program)}\n\n${program}`;
}
