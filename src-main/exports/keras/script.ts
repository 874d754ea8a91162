import type { RecordedStart } from '../recorded-start';
import dropout from './dropout.py?raw';
import end from './end.py?raw';
import type { ScriptedModel } from './python';
import { networkCode } from './networks';
import start from './start.py?raw';

const importsFor = (sections: string): string => `import argparse
${sections.includes('math.') ? 'import math\n' : ''}from contextlib import contextmanager
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers
`;

export interface ScriptFacts {
  /** The first line of the script's description: what it trains on what. */
  readonly title: string;
  readonly seed: number;
}

/** Text within a docstring of Python. */
const quoted = (text: string): string => text.replaceAll(/["\\]/g, "'").replaceAll(/\s+/g, ' ');

function docstring(title: string): string {
  return `"""${quoted(title)}

    pip install keras==3.15.1 tensorflow-cpu==2.21.0
    python train.py --check
    python train.py --data items.npz --steps 1000

initial.npz has the weights that the run started with, check.npz its first batches with their random numbers and
metrics. With --data it trains on new random numbers.
"""
`;
}

/** A Python program that trains the networks of a run with its losses and settings. */
export function kerasScript(
  model: ScriptedModel,
  { title, seed }: ScriptFacts,
  begin: RecordedStart,
): string {
  const { hyperparameters: values } = begin;
  const { batchSize, learningRate } = values;
  const constants = {
    SEED: String(seed),
    BATCH_SIZE: String(batchSize),
    ITEMS_PER_STEP: 'BATCH_SIZE',
    LEARNING_RATE: String(learningRate),
    ...model.constants(values, begin),
  };
  const networks = begin.networks.map(({ name, plan }) => networkCode(name, plan)).join('\n');
  const sections = model.sections(values, begin);
  return [
    docstring(title) + importsFor(sections.join('\n').replaceAll('tf.math', '')),
    Object.entries(constants)
      .map(([name, value]) => `${name} = ${value}\n`)
      .join(''),
    start,
    ...(networks.includes('Dropout(') ? [dropout] : []),
    networks,
    ...sections,
    end,
  ]
    .map((section) => section.trimEnd())
    .join('\n\n\n')
    .concat('\n');
}
