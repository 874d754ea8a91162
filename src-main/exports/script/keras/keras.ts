import type { Framework } from '../framework';
import discriminatorWith from './discriminator-with.py?raw';
import dropout from './dropout.py?raw';
import fraction from './fraction.py?raw';
import gaussianNoise from './gaussian-noise.py?raw';
import gradientsBy from './gradients-by.py?raw';
import inputGradient from './input-gradient.py?raw';
import maxout from './maxout.py?raw';
import { networkCode } from './networks';
import oneHot from './one-hot.py?raw';
import start from './start.py?raw';
import valuesOf from './values-of.py?raw';
import weightNormalizedDense from './weight-normalized-dense.py?raw';

/** Keras on TensorFlow. */
export const KERAS: Framework = {
  packages: 'keras==3.15.1 tensorflow-cpu==2.21.0',
  initial: 'initial.npz',
  imports: () => `import argparse
import math
import runpy
from contextlib import contextmanager
from pathlib import Path

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops
`,
  start,
  definitions: {
    one_hot: oneHot,
    fraction,
    input_gradient: inputGradient,
    gradients_by: gradientsBy,
    discriminator_with: discriminatorWith,
    values_of: valuesOf,
    Dropout: dropout,
    GaussianNoise: gaussianNoise,
    WeightNormalizedDense: weightNormalizedDense,
    Maxout: maxout,
  },
  networkCode,
  inTraining: (stack, input) => `${stack}(${input}, training=True)`,
  channelAxis: 3,
  translated: (code) => code,
};
